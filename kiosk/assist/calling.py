"""Calling staff: one key, an answer that is said, and word when somebody comes.

The board of the staff hears how this terminal stands, every half minute and at each change,
and never anything of the visitor's.
"""

from __future__ import annotations

from collections.abc import Callable

from a11y.speech.utterance import Category, Priority
from auth.assistance import Call, Offer, Report, Stands
from auth.errors import AuthError, ConfigWrong
from kiosk.clock import Clock, Timer
from kiosk.stage import Stage
from kiosk.tasks import Tasks

PULSE = 30.0
"""Seconds between two reports while nothing is asked for."""

ASKED = 4.0
"""Seconds between two reports while somebody waits for an answer."""

PATIENCE = 600.0
"""Seconds for which waiting for staff counts as being here."""

Tell = Callable[[Report], Stands]


class Calling:
    """Reports to the board while a terminal is in front; ``how`` says how it stands."""

    def __init__(
        self,
        stage: Stage,
        tasks: Tasks,
        clock: Clock,
        tell: Tell,
        how: Callable[[], Report],
        offered: Callable[[Offer], None] = lambda _offer: None,
    ) -> None:
        self._stage = stage
        self._tasks = tasks
        self._clock = clock
        self._tell = tell
        self._how = how
        self._offered = offered
        self._timer: Timer | None = None
        self._call = Call.NONE
        self._asked_at = 0.0
        self._over = False

    @property
    def waiting(self) -> bool:
        """Whether the visitor waits for staff; they need no key to show that they are here."""
        return self._call is not Call.NONE and self._clock.now() - self._asked_at < PATIENCE

    def start(self) -> None:
        """The terminal came to the front: report from now on."""
        self._report("", self._stood)

    def call(self) -> None:
        """Ask for staff, or hear how that stands."""
        if self._call is Call.NONE:
            self._asked_at = self._clock.now()
            self._report("ask", self._asked)
        else:
            self._say(f"reading.staff.{self._call}")

    def withdraw(self) -> None:
        """Nobody needs to come any more."""
        if self._call is Call.NONE:
            self._say("reading.staff.none")
            return
        self._call = Call.NONE
        self._report("withdraw", lambda _call: self._say("reading.staff.withdrawn"))

    def stop(self) -> None:
        """The visit is over, and with it the call."""
        self._over = True
        self._stop()
        self._tasks.run(self._telling("withdraw")).failure(lambda _error: None).start()

    def _report(self, call: str, then: Callable[[Call], None]) -> None:
        self._stop()
        job = self._tasks.run(self._telling(call))
        job.success(lambda told: self._told(told, then))
        job.failure(lambda error: self._failed(error, asked=bool(call))).start()

    def _telling(self, call: str) -> Callable[[], Stands]:
        """What to tell, as things stand now; the thread sees nothing of the visit."""
        how = self._how()
        told = Report(how.state, how.language, how.voice, call)
        return lambda: self._tell(told)

    def _told(self, told: Stands, then: Callable[[Call], None]) -> None:
        if self._over:
            return
        then(told.call)
        self._call = told.call
        self._later(PULSE if told.call is Call.NONE else ASKED)
        if told.offer is not None:
            self._offered(told.offer)

    def _asked(self, stands: Call) -> None:
        self._say(f"reading.staff.{Call.COMING if stands is Call.COMING else 'called'}")

    def _stood(self, stands: Call) -> None:
        """Only news is said: somebody comes."""
        if stands is Call.COMING and self._call is not Call.COMING:
            said = self._stage.words("reading.staff.coming")
            self._stage.narrator.say(
                said, priority=Priority.NEXT, category=Category.ALERT, earcon="page"
            )

    def _failed(self, error: Exception, *, asked: bool) -> None:
        """A report that was lost is made up for by the next; a call that was lost is said."""
        if not isinstance(error, AuthError):
            raise error
        if self._over:
            return
        if asked:
            self._call = Call.NONE
            self._say("reading.staff.unreachable")
        if not isinstance(error, ConfigWrong):
            self._later(PULSE if self._call is Call.NONE else ASKED)

    def _later(self, seconds: float) -> None:
        self._stop()
        self._timer = self._clock.call_later(seconds, lambda: self._report("", self._stood))

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None

    def _say(self, key: str) -> None:
        self._stage.narrator.say(self._stage.words(key), category=Category.ALERT)
