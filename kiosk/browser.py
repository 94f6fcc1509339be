"""Browsing the portal: pages come and go, and the place on each is kept.

Pages are fetched off the GUI thread; keys and speech go on meanwhile. What is
shown is asked for again every few seconds (a conditional request), so that a
change at the portal reaches a terminal that is already running.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from a11y.document import Document
from a11y.speech.utterance import Category
from kiosk.clock import Clock, Timer
from kiosk.problems import code_of
from kiosk.screens import Screen
from kiosk.signing_in import Purpose
from kiosk.stage import Stage
from kiosk.tasks import Job, Tasks
from locales.text import EMPTY, Text
from locales.words import Words
from portal.client import Fetched, PortalClient
from portal.errors import NoEdition, PortalError, Unauthorized, Unavailable
from portal.models import Form, Page
from views.compose.form_state import FormState, fresh
from views.compose.models import ErrorModel
from views.compose.pages import compose_page
from views.compose.screens import compose_error

REFRESH = 5.0
"""Seconds between two looks at whether the page has changed."""

SLOW = 0.5
"""Seconds after which it is said that a page is being opened."""

RETRY = 5
"""Seconds after which a page that could not be reached is asked for again."""


@dataclass(frozen=True, slots=True)
class Gate:
    """Who is in, and the way in, as the browser needs it."""

    signed_in: Callable[[], bool]
    sign_in: Callable[[Purpose], None]


@dataclass(frozen=True, slots=True)
class Place:
    """A page in the history with the node the visitor was on."""

    address: str
    at: str = ""


class Browser:
    """The page on the screen, the way back, and what was typed on the way."""

    def __init__(
        self,
        stage: Stage,
        tasks: Tasks,
        clock: Clock,
        client: PortalClient,
        gate: Gate,
    ) -> None:
        self._stage = stage
        self._tasks = tasks
        self._clock = clock
        self._client = client
        self._gate = gate
        self._history: list[Place] = []
        self._job: Job[Fetched] | None = None
        self._timer: Timer | None = None
        self._wanted: tuple[Place, bool] | None = None
        self._forms: dict[str, FormState] = {}
        self.fetched: Fetched | None = None

    @property
    def client(self) -> PortalClient:
        """The client of the portal, with the visitor's authorisation after sign-in."""
        return self._client

    @property
    def can_go_back(self) -> bool:
        """Whether there is a page before this one."""
        return len(self._history) > 1

    @property
    def page(self) -> Page | None:
        """The page on the screen."""
        return self.fetched.page if self.fetched is not None else None

    @property
    def offline_minutes(self) -> int | None:
        """How old the page is while the portal cannot be reached; None when it is fresh."""
        if self.fetched is None or not self.fetched.from_cache:
            return None
        return round(self.fetched.age_seconds / 60)

    def use(self, client: PortalClient) -> None:
        """Go on with another client, after signing in or out."""
        self._client = client

    def open(
        self, address: str, *, needs: Mapping[str, str] | None = None, title: Text = EMPTY
    ) -> None:
        """Open a page; one that needs a sign-in comes after it."""
        self._leave_mark()
        if needs and needs.get("sign_in") and not self._gate.signed_in():
            opened = partial(self._fetch, Place(address), push=True)
            self._gate.sign_in(Purpose(title.source, title.lang, opened))
        else:
            self._fetch(Place(address), push=True)

    def home(self) -> None:
        """The front page."""
        self.open("/")

    def back(self) -> None:
        """The page before, at the place where it was left."""
        if self._stage.base is not None and self._stage.base.name == "error" and self.page:
            self._show(self._history[-1].at if self._history else "")
            return
        if not self.can_go_back:
            self._stage.reader.say(self._stage.words("reading.edge.back"))
            return
        self._history.pop()
        self._fetch(self._history[-1], push=False)

    def retry(self) -> None:
        """Ask again for what could not be had."""
        if self._wanted is not None:
            place, push = self._wanted
            self._fetch(place, push=push)

    def resume(self) -> None:
        """Show the page again after another screen, such as signing in, stood before it."""
        if self._history and self.fetched is not None:
            self._fetch(self._history[-1], push=False)
        else:
            self.home()

    def show_page(self, page: Page) -> None:
        """A page that came as the answer to a form; going back skips the form."""
        if self._history:
            self._history.pop()
        self._forms.clear()
        self._history.append(Place(page.address))
        self.fetched = Fetched(page=page, etag="", age_seconds=0.0, from_cache=False)
        self._show("")
        self._watch()

    def show_fault(self) -> None:
        """Something in the terminal went wrong: say so, with the ways on."""
        self.stop()
        model = ErrorModel("fault", retry=False, can_go_back=bool(self._history))
        self._stage.show(Screen("error", lambda words: compose_error(model, words)))

    def language_changed(self) -> None:
        """Fetch the page in the edition of the new language, the place kept by id."""
        page = self.page
        on_page = self._stage.base is not None and self._stage.base.name == "page"
        if page is None or not on_page or page.edition == self._edition:
            self._stage.reader.say_node(Category.ALERT)
            return
        self._leave_mark()
        self._fetch(self._history[-1], push=False, edition_switch=True)

    def form(self, form: Form) -> FormState:
        """What was entered in a form so far."""
        return self._forms.get(form.address) or fresh(form)

    def set_form(self, state: FormState, *, quiet: bool = False) -> None:
        """Keep what was entered and show it."""
        self._forms[state.address] = state
        self._stage.refresh(quiet=quiet)

    def stop(self) -> None:
        """Ask for nothing any more."""
        self._cancel_job()
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None

    @property
    def _edition(self) -> str:
        return self._stage.language.edition

    def _leave_mark(self) -> None:
        if self._history and self._stage.base is not None and self._stage.base.name == "page":
            self._history[-1] = replace(self._history[-1], at=self._stage.reader.node.id)

    def _fetch(
        self, place: Place, *, push: bool, edition: str = "", edition_switch: bool = False
    ) -> None:
        self.stop()
        self._wanted = (place, push)
        client, wanted = self._client, edition or self._edition
        job = self._tasks.run(lambda: client.page(place.address, wanted))
        self._job = job
        self._timer = self._clock.call_later(SLOW, self._say_slow)
        job.success(lambda fetched: self._opened(place, fetched, push, edition_switch))
        job.failure(lambda error: self._failed(place, error, push, edition_switch))
        job.start()

    def _say_slow(self) -> None:
        self._stage.reader.say(self._stage.words("reading.opening"), category=Category.HINT)

    def _opened(self, place: Place, fetched: Fetched, push: bool, edition_switch: bool) -> None:
        self.stop()
        self._wanted = None
        self.fetched = fetched
        if push:
            self._history.append(replace(place, address=fetched.page.address))
        if edition_switch:
            self._stage.swap(self._screen(), quiet=True)
            self._stage.reader.say_node(Category.ALERT)
        else:
            self._show(place.at)
        if fetched.from_cache:
            self._say_offline()
        self._watch()

    def _show(self, at: str) -> None:
        self._stage.show(self._screen(), at)

    def _screen(self) -> Screen:
        return Screen("page", self._compose)

    def _compose(self, words: Words) -> Document:
        page = self.page
        if page is None:
            raise LookupError("no page to compose")
        form = self.form(page) if isinstance(page, Form) else None
        return compose_page(page, words, form)

    def _failed(self, place: Place, error: Exception, push: bool, edition_switch: bool) -> None:
        self.stop()
        if not isinstance(error, PortalError):
            raise error
        if isinstance(error, NoEdition) and self._edition != "zh-Hans":
            self._stage.reader.say(self._stage.words("reading.no_edition"), category=Category.ALERT)
            if edition_switch:
                self._watch()
            else:
                self._fetch(place, push=push, edition="zh-Hans")
        elif isinstance(error, Unauthorized):
            title = self.page.title if self.page is not None else ""
            lang = self.page.lang if self.page is not None else "zh-Hans"
            self._gate.sign_in(Purpose(title, lang, lambda: self._fetch(place, push=push)))
        else:
            self._show_error(place, error)

    def _show_error(self, place: Place, error: PortalError) -> None:
        waits = RETRY if isinstance(error, Unavailable) else 0
        model = ErrorModel(
            code_of(error), place.address, retry_seconds=waits, can_go_back=bool(self._history)
        )
        again = self._stage.base is not None and self._stage.base.name == "error"
        screen = Screen("error", lambda words: compose_error(model, words))
        if again:
            self._stage.swap(screen, quiet=True)
        else:
            self._stage.show(screen)
        if waits:
            self._timer = self._clock.call_later(waits, self.retry)

    def _say_offline(self) -> None:
        said = self._stage.words("reading.offline", minutes=self.offline_minutes or 0)
        self._stage.reader.say(said, category=Category.LIVE)

    def _watch(self) -> None:
        """Look again later whether the page has changed; personal pages and forms included."""
        self._timer = self._clock.call_later(REFRESH, self._look)

    def _look(self) -> None:
        page, place = self.page, self._history[-1] if self._history else None
        base = self._stage.base
        if page is None or place is None or base is None or base.name != "page":
            return
        client, edition = self._client, page.edition
        job = self._tasks.run(lambda: client.page(place.address, edition))
        self._job = job
        job.success(lambda fetched: self._looked(page, fetched)).failure(self._not_seen).start()

    def _looked(self, page: Page, fetched: Fetched) -> None:
        if self.page is page:
            was_offline = self.offline_minutes is not None
            self.fetched = fetched
            if fetched.page != page or was_offline != fetched.from_cache:
                self._stage.swap(self._screen())
            self._watch()

    def _not_seen(self, error: Exception) -> None:
        """What is shown stays; the next look may work, and opening something will tell."""
        if not isinstance(error, PortalError):
            raise error
        self._watch()

    def _cancel_job(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._job = None
