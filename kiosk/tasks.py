"""Work off the GUI thread, written as a sentence.

``tasks.run(work).success(shown).failure(told).start()``: ``work`` runs in a
thread of the pool and must not touch widgets; the two others run on the GUI
thread. After ``close`` nothing comes back any more.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from kiosk.feed import Feed, Source

log = logging.getLogger(__name__)

T = TypeVar("T")
Post = Callable[[Callable[[], None]], None]


class GuiPost(QObject):
    """Carries calls from any thread to the GUI thread."""

    _posted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._posted.connect(self._call, Qt.ConnectionType.QueuedConnection)

    def post(self, call: Callable[[], None]) -> None:
        """Have ``call`` called on the GUI thread, soon."""
        self._posted.emit(call)

    @staticmethod
    def _call(call: Callable[[], None]) -> None:
        call()


class Job(Generic[T]):
    """One piece of work with what follows from it."""

    def __init__(self, tasks: Tasks, work: Callable[[], T]) -> None:
        self._tasks = tasks
        self._work = work
        self._success: Callable[[T], None] = lambda _result: None
        self._failure: Callable[[Exception], None] = _unexpected
        self.cancelled = False

    def success(self, then: Callable[[T], None]) -> Job[T]:
        """What to do with the result, on the GUI thread."""
        self._success = then
        return self

    def failure(self, then: Callable[[Exception], None]) -> Job[T]:
        """What to do with an error, on the GUI thread."""
        self._failure = then
        return self

    def start(self) -> Job[T]:
        """Begin."""
        self._tasks.submit(self._work, self._done)
        return self

    def cancel(self) -> None:
        """Forget the result; the work itself runs to its own time limit."""
        self.cancelled = True

    def _done(self, future: Future[T]) -> None:
        if self.cancelled:
            return
        error = future.exception()
        if error is None:
            self._success(future.result())
        elif isinstance(error, Exception):
            self._failure(error)
        else:
            raise error


def _unexpected(error: Exception) -> None:
    raise error


class Tasks:
    """A small pool of threads; results come back through ``post``."""

    def __init__(self, post: Post, threads: int = 4) -> None:
        self._post = post
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="task")
        self._open = True
        self.pending = 0
        """How many pieces of work are under way."""

    def run(self, work: Callable[[], T]) -> Job[T]:
        """Prepare a job."""
        return Job(self, work)

    def feed(
        self,
        open_: Callable[[], Source[T]],
        each: Callable[[T], None],
        ended: Callable[[Exception | None], None],
    ) -> Feed[T]:
        """Prepare to hear something that goes on, in a thread of its own."""
        return Feed(self._post, open_, each, ended)

    def submit(self, work: Callable[[], T], done: Callable[[Future[T]], None]) -> None:
        """Run ``work`` in the pool and ``done`` on the GUI thread."""
        if not self._open:
            return
        self.pending += 1
        future = self._pool.submit(work)
        future.add_done_callback(lambda result: self._post(lambda: self._deliver(done, result)))

    def close(self) -> None:
        """Let nothing come back; threads that still wait end at their own limits."""
        self._open = False
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _deliver(self, done: Callable[[Future[T]], None], result: Future[T]) -> None:
        self.pending -= 1
        if self._open:
            done(result)
