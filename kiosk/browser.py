"""Browsing the portal: pages come and go, and the place on each is kept.

Pages are fetched off the GUI thread; keys and speech go on meanwhile. What is
shown is asked for again every few seconds (a conditional request), so that a
change at the portal reaches a terminal that is already running.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from math import ceil

from a11y.speech.utterance import Category, Priority
from auth.stepup import StepUp
from kiosk.error_screens import ErrorScreens
from kiosk.files.reading import FileReader, file_asked
from kiosk.history import History, Place
from kiosk.loading import Loading
from kiosk.problems import code_of
from kiosk.shown import PAGE, ShownPage
from kiosk.signing_in import Purpose
from kiosk.stage import Stage
from kiosk.watching import Watching
from locales.text import EMPTY, Text
from portal.client import Fetched, PortalClient
from portal.errors import BadFile, Busy, NoEdition, PortalError, Unauthorized, Unavailable
from portal.models import Page, Steps
from views.compose.models import ErrorModel

RETRY = 5
"""Seconds after which a page that could not be reached is asked for again."""


@dataclass(frozen=True, slots=True)
class Gate:
    """Who is in, and the way in, as the browser needs it."""

    reaches: Callable[[str], bool]
    """Whether somebody is signed in, at the level of assurance that is named if one is."""

    sign_in: Callable[[Purpose], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page that is being fetched, and what it is for."""

    place: Place
    edition: str
    push: bool
    """True for a new page, False for one that is in the history already."""

    switch: bool = False
    """True where only the edition of the page that is shown changes."""

    fallback: bool = False
    """True where the page has no edition in the language of the screen."""

    by_itself: bool = False
    """True where the terminal tries again without being told to."""

    admitted: bool = False
    """True where somebody has just signed in for it: nobody is asked for the same thing twice."""


class Browser:
    """The page on the screen and the way back."""

    def __init__(self, stage: Stage, loading: Loading, client: PortalClient, gate: Gate) -> None:
        self._stage = stage
        self._loading = loading
        self._gate = gate
        self._history = History()
        self._wanted: Wanted | None = None
        self.client = client
        """The client of the portal, with the visitor's authorisation after sign-in."""

        self.files = FileReader()
        """Reads attachments, and has the pictures of the one that is open."""

        self._errors = ErrorScreens(stage)
        self.shown = ShownPage()
        self._watching = Watching(
            loading,
            self.shown,
            lambda page: _again(self._history.now, self.client, page) if self.on_page else None,
            lambda: stage.swap(self.shown.screen()),
            lambda: self.client,
        )

    @property
    def page(self) -> Page | None:
        """The page on the screen, also while a dialog or an error stands before it."""
        return self.shown.page

    @property
    def on_page(self) -> bool:
        """Whether the page itself is what is shown."""
        return self._stage.base is not None and self._stage.base.name == PAGE

    @property
    def can_go_back(self) -> bool:
        """Whether there is a page before this one."""
        return self._history.before is not None

    def open(
        self,
        address: str,
        *,
        needs: Mapping[str, str] | None = None,
        title: Text = EMPTY,
        sheet: int = 0,
    ) -> None:
        """Open a page; one that needs a sign-in comes after it.

        With ``sheet`` it is a file of this ``title``, read from that page of it.
        """
        asked = file_asked(self.page, address, title, sheet) if sheet else None
        wanted = self._want(Place(address, file=asked), push=True)
        acr = needs.get("acr", "") if needs else ""
        if needs and (needs.get("sign_in") or acr) and not self._gate.reaches(acr):
            resume = partial(self._fetch, replace(wanted, admitted=True))
            privacy = self._stage.privacy_of(self._stage.reader.node.id)
            step_up = StepUp(acr)
            self._gate.sign_in(Purpose(title.source, title.lang, resume, step_up, privacy))
        else:
            self._fetch(wanted)

    def home(self) -> None:
        """The front page."""
        self.open("/")

    def back(self) -> None:
        """The page before, at the place where it was left."""
        if not self.on_page and self.page is not None and self._history.now is not None:
            self._show(self._history.now.at)
        elif self._history.before is not None:
            wanted = self._want(self._history.before, push=False)
            self._history.pop()
            self._fetch(wanted)
        else:
            self._stage.narrator.say(self._stage.words("reading.edge.back"))

    def retry(self) -> None:
        """Ask again for what could not be had."""
        if self._wanted is not None:
            self._fetch(replace(self._wanted, by_itself=False))

    def resume(self) -> None:
        """Show the page again after another screen, such as signing in, stood before it."""
        if self._history.now is not None:
            self._fetch(self._want(self._history.now, push=False))
        else:
            self.home()

    def come_back_to(self, node_id: str) -> None:
        """Where ``resume`` will lead to on this page."""
        self._history.mark(node_id)

    def show_page(self, page: Page) -> None:
        """A page that came as the answer to a form; going back skips the form.

        A question of several is no such form: going back leads to it, to answer otherwise.
        Where the form leads back to the page that it was opened from, that page is there once.
        """
        if not isinstance(page, Steps):
            self._history.pop()
        self.shown.filled.clear()
        now = self._history.now
        if now is None or now.address != page.address:
            self._history.push(Place(page.address))
        self.shown.put(page)
        self._show("")

    def show_fault(self) -> None:
        """Something in the terminal went wrong: say so, with the ways on."""
        self._loading.stop()
        self._errors.show(ErrorModel("fault", retry=False, can_go_back=self.page is not None))

    def language_changed(self) -> None:
        """Fetch the page in the edition of the new language, the place kept by id."""
        page, now = self.page, self._history.now
        if (
            page is None
            or now is None
            or not self.on_page
            or page.edition == self._stage.language.edition
        ):
            self._stage.reader.say_node(Category.ALERT)
            return
        self._fetch(replace(self._want(now, push=False), switch=True))

    def stop(self) -> None:
        """Ask for nothing any more."""
        self._loading.stop()

    def _want(self, place: Place, *, push: bool) -> Wanted:
        """What is to be fetched next; where the visitor is now is remembered."""
        if self.on_page:
            self._history.mark(self._stage.reader.node.id)
        return Wanted(place, self._stage.language.edition, push)

    def _fetch(self, wanted: Wanted) -> None:
        if not wanted.fallback:  # a sign-in in between may have brought another language
            wanted = replace(wanted, edition=self._stage.language.edition)
        self._wanted = wanted
        client = self.client
        fetch = self._loading.look if wanted.by_itself else self._loading.fetch
        fetch(
            lambda: self.files.fetch(client, wanted.place, wanted.edition),
            lambda fetched: self._opened(wanted, fetched),
            lambda error: self._failed(wanted, error),
        )

    def _opened(self, wanted: Wanted, fetched: Fetched) -> None:
        self._wanted = None
        self.shown.fetched = fetched
        if wanted.push:
            self._history.push(replace(wanted.place, address=fetched.page.address))
        if wanted.switch:
            self._stage.swap(self.shown.screen(), quiet=True)
            self._stage.reader.say_node(Category.ALERT)
            self._watching.start()
        else:
            self._show(wanted.place.at)
            _say_age(self._stage, self.shown.stale_minutes)

    def _show(self, at: str) -> None:
        self._stage.show(self.shown.screen(), at)
        self._watching.start()

    def _failed(self, wanted: Wanted, error: Exception) -> None:
        self._loading.stop()
        if not isinstance(error, PortalError):
            raise error
        if isinstance(error, NoEdition) and wanted.edition != "zh-Hans":
            self._no_edition(wanted)
        elif isinstance(error, Unauthorized) and not wanted.admitted:
            page = self.page
            title, lang = (page.title, page.lang) if page is not None else ("", "zh-Hans")
            resume = partial(self._fetch, replace(wanted, admitted=True))
            privacy = self._stage.privacy_of(self._stage.reader.document.root.id)
            step_up = StepUp(error.acr, error.max_age)
            self._gate.sign_in(Purpose(title, lang, resume, step_up, privacy))
        else:
            waits = _wait(error)
            back = self.page is not None
            address = wanted.place.address
            file = error.href if isinstance(error, BadFile) else ""
            model = ErrorModel(
                code_of(error), address, not file, waits, can_go_back=back, file=file
            )
            self._errors.show(model, quiet=wanted.by_itself)
            if waits:
                again = replace(wanted, by_itself=True)
                self._loading.later(waits, lambda: self._fetch(again))

    def _no_edition(self, wanted: Wanted) -> None:
        said = self._stage.words("reading.no_edition")
        self._stage.narrator.say(said, category=Category.ALERT)
        if wanted.switch:
            self._watching.start()
        else:
            self._fetch(replace(wanted, edition="zh-Hans", fallback=True))


def _wait(error: PortalError) -> int:
    """Seconds until it is tried again by itself, not before the portal wants it; 0: never."""
    if not isinstance(error, Unavailable):
        return 0
    asked = error.retry_after if isinstance(error, Busy) else None
    return max(RETRY, ceil(asked or 0))


def _say_age(stage: Stage, minutes: int | None) -> None:
    """A page from before, while the portal is away, is never taken for today's."""
    if minutes is not None:
        age = stage.words.plural("screens.frame.offline", minutes)
        stage.narrator.say(age, priority=Priority.NEXT, category=Category.ALERT)


def _again(now: Place | None, client: PortalClient, page: Page) -> Callable[[], Fetched] | None:
    """How to fetch the shown page once more; a file is not fetched again."""
    if now is None or now.file is not None:
        return None
    return lambda: client.page(now.address, page.edition)
