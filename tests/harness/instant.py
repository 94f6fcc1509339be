"""Tasks without threads: what is started is done at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class Instant:
    """Tasks that are done at once."""

    pending = 0

    def __init__(self) -> None:
        self._success: Callable[[Any], None] = _nothing
        self._failure: Callable[[Exception], None] = _raised

    def run(self, work: Callable[[], Any]) -> Instant:
        self._work = work
        self._success, self._failure = _nothing, _raised
        return self

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


def _nothing(_result: Any) -> None:
    """Nobody waits for it."""


def _raised(error: Exception) -> None:
    raise error
