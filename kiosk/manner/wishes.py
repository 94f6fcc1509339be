"""What a person wants of the terminal comes and goes with them: from the account, or on paper.

Nothing is kept here. A set that is wrong changes nothing, and why is said.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from a11y.speech.utterance import Category
from auth.errors import AuthError, BadAnswer, BadToken, Unavailable
from auth.preferences import Preferences, Value
from auth.session import Session
from auth.settings_code import NewerCode
from auth.wishes import preferences_of
from kiosk.manner.fields import from_bytes
from kiosk.manner.manner import Manner, Wrong
from kiosk.patience import Runs
from kiosk.screens import Screen
from kiosk.stage import Stage
from locales.languages import Language
from views.compose.take import compose_settings_code


@dataclass(frozen=True, slots=True)
class WishService:
    """The user system's part; each raises AuthError and is called off the GUI thread."""

    save: Callable[[Session, Mapping[str, Value]], Preferences]
    sign: Callable[[Mapping[str, Value]], str]
    read: Callable[[str], Mapping[int, int]]


@dataclass(frozen=True, slots=True)
class Here:
    """What the visit lends to it."""

    session: Callable[[], Session | None]
    asleep: Callable[[], bool]
    """Whether no visit is on."""

    wake: Callable[[bool], None]
    """Begin one, with or without voice."""

    activity: Callable[[], object]
    """Tell the idle clock that somebody is here."""

    use: Callable[[Language], None]
    """Show and say everything in another language."""

    settled: Callable[[], None]
    """Something was changed: the page may be wanted in another edition."""

    prints: Callable[[], bool] = lambda: False
    """Whether this terminal has a printer."""


class Wishes:
    """Applies, saves and hands out the preferences of whoever is here."""

    def __init__(
        self, stage: Stage, tasks: Runs, service: WishService, manner: Manner, here: Here
    ) -> None:
        self._stage = stage
        self._tasks = tasks
        self._service = service
        self._manner = manner
        self._here = here

    def arrive(self, session: Session) -> None:
        """Somebody signed in: their preferences hold from now on."""
        try:
            found = preferences_of(session)
            changed = self._manner.apply(found.values)
        except (BadAnswer, Wrong):
            self._say("reading.wishes.wrong")
            return
        if changed:
            self._say("reading.wishes.applied")

    def save(self) -> None:
        """Keep how everything stands for the person who is signed in."""
        session = self._here.session()
        if session is None:
            self._say("reading.wishes.sign_in_first")
            return
        now = self._manner.now()
        job = self._tasks.run(lambda: self._service.save(session, now))
        job.success(lambda _kept: self._say("reading.wishes.saved")).failure(self._not_saved)
        job.start()

    def take_along(self) -> None:
        """Show how everything stands as a code without a name."""
        now = self._manner.now()
        job = self._tasks.run(lambda: self._service.sign(now))
        job.success(self._show).failure(self._not_made).start()

    def scanned(self, text: str) -> None:
        """Somebody held a code before the scanner."""
        self._here.activity()
        job = self._tasks.run(lambda: self._service.read(text))
        job.success(self._read).failure(self._refused).start()

    def _read(self, pairs: Mapping[int, int]) -> None:
        values = from_bytes(pairs)
        changed = self._manner.apply(values)
        if self._here.asleep():
            voice = values.get("screenReaderTTSEnabled") is not False
            self._here.wake(voice)  # only now, so that the first page comes in the right language
        elif changed:
            self._stage.refresh(quiet=True)
            self._here.settled()
        self._say("reading.code.applied" if changed else "reading.code.same")

    def _refused(self, error: Exception) -> None:
        if self._here.asleep():
            self._here.wake(True)
        if isinstance(error, NewerCode):
            self._say("reading.code.newer")
        elif isinstance(error, BadToken):
            self._say("reading.code.wrong")
        else:
            self._say("reading.code.unchecked", error)

    def _show(self, code: str) -> None:
        composed = partial(compose_settings_code, code, printing=self._here.prints())
        self._stage.push(Screen("code", composed, False))

    def _not_saved(self, error: Exception) -> None:
        later = isinstance(error, Unavailable)
        self._say("reading.wishes.later" if later else "reading.wishes.not_kept", error)

    def _not_made(self, error: Exception) -> None:
        self._say("reading.code.not_made", error)

    def _say(self, key: str, error: Exception | None = None) -> None:
        """Say it; an error that is not about the user system is nobody's to explain away."""
        if error is not None and not isinstance(error, AuthError):
            raise error
        self._stage.narrator.say(self._stage.words(key), category=Category.ALERT)
