"""Time as the shell sees it: a monotonic clock with timers, injected everywhere.

Tests give a clock of their own; nothing in the shell calls ``time`` or makes a
QTimer by itself.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer


class Timer(Protocol):
    """A call that is due later."""

    def cancel(self) -> None:
        """Call off; no effect once it has happened."""


class Clock(Protocol):
    """Seconds that only grow, and calls at a later time on the GUI thread."""

    def now(self) -> float:
        """Monotonic seconds."""

    def call_later(self, seconds: float, call: Callable[[], None]) -> Timer:
        """Call once, ``seconds`` from now."""


class _QtTimer:
    """Lets go of the QTimer when it is over, so that nobody touches a deleted one."""

    def __init__(self, timer: QTimer, call: Callable[[], None]) -> None:
        self._timer: QTimer | None = timer
        self._call = call
        # Of a bound method PySide keeps no reference: a call whose timer nobody keeps
        # would never be made.
        timer.timeout.connect(lambda: self._due())  # noqa: PLW0108 - says the line above

    def cancel(self) -> None:
        timer, self._timer = self._timer, None
        if timer is not None:
            timer.stop()
            timer.deleteLater()

    def _due(self) -> None:
        self.cancel()
        self._call()


class QtClock:
    """The clock of the running terminal; its timers end with ``owner``."""

    def __init__(self, owner: QObject) -> None:
        self._owner = owner

    def now(self) -> float:
        """Monotonic seconds."""
        return time.monotonic()

    def call_later(self, seconds: float, call: Callable[[], None]) -> Timer:
        """Call once, ``seconds`` from now, on the GUI thread."""
        timer = QTimer(self._owner)
        timer.setSingleShot(True)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        due = _QtTimer(timer, call)
        timer.start(max(0, round(seconds * 1000)))
        return due
