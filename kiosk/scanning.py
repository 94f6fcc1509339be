"""One switch is enough: the reading position goes on by itself, the switch chooses.

The next item comes when the one before has been said and a moment has passed.
Pressing the switch does what the item is for; on a text it stops and goes on.
Holding it opens the menu, or closes what is open.
"""

from __future__ import annotations

from collections.abc import Callable

from a11y.kinds import Unit
from kiosk.clock import Clock, Timer
from kiosk.stage import Stage

PACE = 2.0
"""Seconds to answer after an item was said."""


class Scanning:
    """Moves the reading position; ``ready`` says whether it may just now."""

    def __init__(self, clock: Clock, stage: Stage, ready: Callable[[], bool], *, on: bool) -> None:
        self._clock = clock
        self._stage = stage
        self._ready = ready
        self._timer: Timer | None = None
        self._waited = False
        self.on = on
        """Whether this terminal is used with one switch."""

    @property
    def running(self) -> bool:
        """Whether it goes on by itself just now."""
        return self._timer is not None

    def start(self) -> None:
        """Go on from here."""
        self.stop()
        if self.on:
            self._waited = False
            self._timer = self._clock.call_later(PACE, self._tick)

    def stop(self) -> None:
        """Stay here."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None

    def _tick(self) -> None:
        """Speech that is heard takes as long as it takes; the time to answer comes after it."""
        quiet = self._ready()
        if quiet and self._waited:
            self._stage.reader.move(Unit.ITEM, 1, around=True)
        self._waited = quiet
        self._timer = self._clock.call_later(PACE / 2, self._tick)
