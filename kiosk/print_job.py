"""One sheet on its way: handed over, watched, and taken back where it does not come out."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.clock import Clock
from kiosk.paper import Sheet
from kiosk.print_queue import Printer, PrintFailed
from kiosk.tasks import Tasks

PULSE = 1.0
"""Seconds between two looks at how a job stands."""

STILL = 10.0
"""Seconds after which it is said again that a job is under way."""

LONGEST = 90.0
"""Seconds a job may take, and ``EACH_PAGE`` more for each page; then it is taken back."""

EACH_PAGE = 10.0
GRACE = 4.0
"""Seconds after which a printer speaks of this job and not of the one before."""


class PrintJob:
    """Tells ``printing``, again after a while, and ``done`` or what hinders it, once."""

    def __init__(
        self,
        tasks: Tasks,
        clock: Clock,
        printer: Printer,
        sheet: Sheet,
        tell: Callable[[str], None],
    ) -> None:
        self._tasks = tasks
        self._clock = clock
        self._printer = printer
        self._sheet = sheet
        self._tell = tell
        self._id = ""
        self._since = self._said = 0.0
        self._over = False

    def start(self) -> None:
        """Hand it over."""
        work = self._tasks.run(lambda: self._printer.send(self._sheet))
        work.success(self._handed).failure(self._failed).start()

    def give_up(self) -> None:
        """Nothing is told any more; a job that is handed over later is taken back at once."""
        self._over = True

    def _handed(self, job: str) -> None:
        self._id = job
        if self._over:
            self._take_back()
            return
        self._since = self._said = self._clock.now()
        self._tell("printing")
        self._clock.call_later(PULSE, self._look)

    def _look(self) -> None:
        if self._over:
            return
        work = self._tasks.run(lambda: self._printer.waiting(self._id))
        work.success(self._stands).failure(self._hindered).start()

    def _stands(self, waits: bool) -> None:
        now = self._clock.now()
        if self._over:
            return
        if not waits:
            self._over = True
            self._tell("done")
        elif now > self._since + LONGEST + EACH_PAGE * self._sheet.pages:
            self._hindered(PrintFailed("failed"))
        else:
            if now >= self._said + STILL:
                self._said = now
                self._tell("printing")
            self._clock.call_later(PULSE, self._look)

    def _hindered(self, error: Exception) -> None:
        """It would come out whenever somebody mends the printer, before whoever stands there."""
        if self._over:
            return
        if self._clock.now() < self._since + GRACE:
            self._clock.call_later(PULSE, self._look)
            return
        self._take_back()
        self._failed(error)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, PrintFailed):
            raise error
        if not self._over:
            self._over = True
            self._tell(error.code)

    def _take_back(self) -> None:
        self._tasks.run(lambda: self._printer.drop(self._id)).start()
