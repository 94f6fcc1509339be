"""Tasks without threads: what is started is done at once, or when a test says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class Instant:
    """Tasks that are done at once."""

    pending = 0

    def __init__(self, work: Callable[[], Any] = lambda: None) -> None:
        self._work = work
        self._success: Callable[[Any], None] = lambda _result: None
        self._failure: Callable[[Exception], None] = _unexpected

    def run(self, work: Callable[[], Any]) -> Instant:
        return Instant(work)

    def success(self, then: Callable[[Any], None]) -> Instant:
        self._success = then
        return self

    def failure(self, then: Callable[[Exception], None]) -> Instant:
        self._failure = then
        return self

    def start(self) -> Instant:
        try:
            result = self._work()
        except Exception as error:  # noqa: BLE001 - as the real ones: whatever happened is told
            self._failure(error)
        else:
            self._success(result)
        return self

    def cancel(self) -> None:
        """Too late: it is done."""


class Held(Instant):
    """Tasks that are done when the test says so."""

    def __init__(self) -> None:
        self.waiting: list[Held] = []

    def run(self, work: Callable[[], Any]) -> Held:
        job = Held()
        job.waiting, job._work = self.waiting, work
        return job

    def start(self) -> Held:
        self.waiting.append(self)
        return self

    def cancel(self) -> None:
        if self in self.waiting:
            self.waiting.remove(self)

    def let_go(self) -> None:
        for job in list(self.waiting):
            self.waiting.remove(job)
            Instant.start(job)


def _unexpected(error: Exception) -> None:
    raise error
