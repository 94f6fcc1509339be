"""Repeats of a key that is held are told from presses, whatever the system says.

An X server sends a held key as releases and presses with the same time; a
toolkit that looks a moment too early takes them for real ones. So a release
counts a moment later, and not at all when the same key went down with it.
"""

from __future__ import annotations

from collections.abc import Callable

from kiosk.clock import Clock, Timer
from kiosk.gate import Key, KeyGate

TOGETHER = 3
"""Milliseconds between a release and a press that are one repeat; no finger is so quick."""

WAIT = 0.02
"""Seconds until a release counts."""


class Repeats:
    """Between the window system and the gate."""

    def __init__(self, clock: Clock, gate: KeyGate) -> None:
        self._clock = clock
        self._gate = gate
        self._rising: dict[int, tuple[Key, int, Timer]] = {}

    def down(self, key: Key, at: int) -> bool:
        """A key goes down at a time in milliseconds; True to keep it from the widget."""
        rising = self._rising.pop(key.code, None)
        if rising is not None:
            rising[2].cancel()
            if at - rising[1] <= TOGETHER:
                return True
            self._gate.up(rising[0], rising[1])
        for other in list(self._rising):
            self._count(other)
        return self._gate.down(key, at)

    def up(self, key: Key, at: int) -> None:
        """A key comes up."""
        timer = self._clock.call_later(WAIT, self._counter(key.code))
        self._rising[key.code] = (key, at, timer)

    def reset(self) -> None:
        """The keyboard went elsewhere."""
        for _, _, timer in self._rising.values():
            timer.cancel()
        self._rising.clear()
        self._gate.reset()

    def _counter(self, code: int) -> Callable[[], None]:
        return lambda: self._count(code)

    def _count(self, code: int) -> None:
        key, at, timer = self._rising.pop(code)
        timer.cancel()
        self._gate.up(key, at)
