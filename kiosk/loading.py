"""One page on its way at a time, and what happens by itself later."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from a11y.speech.utterance import Category
from kiosk.clock import Clock, Timer
from kiosk.feed import Feed, Source
from kiosk.stage import Stage
from kiosk.tasks import Job, Tasks
from portal.client import Fetched

T = TypeVar("T")

SLOW = 0.5
"""Seconds after which it is said that a page is being opened."""


class Loading:
    """Fetches off the GUI thread; what is newer makes what is older void."""

    def __init__(self, tasks: Tasks, clock: Clock, say_slow: Callable[[], None]) -> None:
        self._tasks = tasks
        self.clock = clock
        self._say_slow = say_slow
        self.slow = False
        """Whether the visitor has been waiting for longer than ``SLOW``."""

        self._job: Job[Fetched] | None = None
        self._timer: Timer | None = None
        self._feed: Feed[Any] | None = None

    def fetch(
        self,
        work: Callable[[], Fetched],
        success: Callable[[Fetched], None],
        failure: Callable[[Exception], None],
    ) -> None:
        """Fetch a page the visitor waits for."""
        self.stop()
        self.later(SLOW, self._waits)
        self._run(work, lambda page: self._came(success, page), failure)

    def look(
        self,
        work: Callable[[], Fetched],
        success: Callable[[Fetched], None],
        failure: Callable[[Exception], None],
    ) -> None:
        """Fetch a page again that nobody waits for."""
        self._run(work, success, failure)

    def later(self, seconds: float, call: Callable[[], None]) -> None:
        """Do something later, unless something else comes first."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self.clock.call_later(seconds, call)

    def listen(
        self,
        open_: Callable[[], Source[T]],
        each: Callable[[T], None],
        ended: Callable[[Exception | None], None],
    ) -> None:
        """Hear something that goes on, unless something else comes."""
        self.deafen()
        self._feed = self._tasks.feed(open_, each, ended).start()

    def deafen(self) -> None:
        """Hear nothing any more; what was heard is closed at once."""
        if self._feed is not None:
            self._feed.stop()
        self._feed = None

    def stop(self) -> None:
        """Nothing that is under way comes back any more."""
        self.deafen()
        if self._job is not None:
            self._job.cancel()
        if self._timer is not None:
            self._timer.cancel()
        self._job = self._timer = None
        self.slow = False

    def _waits(self) -> None:
        self.slow = True
        self._say_slow()

    def _came(self, success: Callable[[Fetched], None], page: Fetched) -> None:
        self.slow = False
        success(page)

    def _run(
        self,
        work: Callable[[], Fetched],
        success: Callable[[Fetched], None],
        failure: Callable[[Exception], None],
    ) -> None:
        self._job = self._tasks.run(work).success(success).failure(failure).start()


def say_slow(stage: Stage) -> None:
    """Loading takes a while: shown in the frame, said, and captioned without a voice too."""
    stage.refresh(quiet=True)
    stage.narrator.say(stage.words("reading.opening"), category=Category.ALERT)
