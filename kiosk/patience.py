"""Work that somebody waits for: that it goes on is said where it takes long.

Pages have ``kiosk.loading`` for it; this is for everything else that goes over the network at
a visitor's word. What is said of it is captioned with the voice off.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from a11y.speech.utterance import Category
from kiosk.clock import Clock
from kiosk.loading import SLOW
from kiosk.stage import Stage
from kiosk.tasks import Job, Post

T = TypeVar("T")


class Runs(Protocol):
    """Whatever does work off the GUI thread."""

    def run(self, work: Callable[[], T]) -> Job[T]:
        """Prepare a job."""
        ...


class Patient:
    """Does work as ``tasks`` does, and asks for patience after ``SLOW`` seconds."""

    def __init__(self, tasks: Runs, clock: Clock, post: Post, stage: Stage) -> None:
        self._tasks = tasks
        self._clock = clock
        self._post = post
        self._stage = stage

    def run(self, work: Callable[[], T]) -> Job[T]:
        """Prepare a job; it is to be started at once."""
        timer = self._clock.call_later(SLOW, self._wait)

        def done() -> T:
            try:
                return work()
            finally:
                self._post(timer.cancel)

        return self._tasks.run(done)

    def _wait(self) -> None:
        said = self._stage.words("reading.wait")
        self._stage.narrator.say(said, category=Category.ALERT)
