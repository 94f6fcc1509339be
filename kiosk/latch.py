"""Combinations one key after another: modifiers that stay down for one key, or until told.

As AccessX and Windows do it: a tap latches (two tones), a second tap locks (a
high tone), a third lets go (a low tone). What is latched lets go by itself
after five seconds, so that a terminal is never left with a key down.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from a11y.keys import KeyChord, Modifier
from kiosk.clock import Clock, Timer

RELEASE = 5.0
"""Seconds after which a latched modifier lets go."""


class Held(StrEnum):
    """How a modifier is down; the names are sounds."""

    LATCHED = "latch"
    LOCKED = "lock"


class Latch:
    """The modifiers that count as down although nobody holds them."""

    def __init__(self, clock: Clock, sound: Callable[[str], None]) -> None:
        self._clock = clock
        self._sound = sound
        self._held: dict[Modifier, Held] = {}
        self._timer: Timer | None = None

    @property
    def modifiers(self) -> frozenset[Modifier]:
        """What counts as down now."""
        return frozenset(self._held)

    def tap(self, modifier: Modifier) -> None:
        """A modifier was pressed and let go by itself."""
        held = self._held.get(modifier)
        if held is Held.LOCKED:
            del self._held[modifier]
            self._sound("release")
            return
        self._held[modifier] = Held.LATCHED if held is None else Held.LOCKED
        self._sound(self._held[modifier].value)
        self._stop()
        self._timer = self._clock.call_later(RELEASE, self._release)

    def apply(self, chord: KeyChord) -> KeyChord:
        """The chord with what counts as down; what is only latched lets go."""
        held = self.modifiers
        if not held:
            return chord
        self._release()
        return KeyChord(chord.key, chord.modifiers | held)

    def clear(self) -> None:
        """Let everything go, in silence."""
        self._stop()
        self._held.clear()

    def _release(self) -> None:
        self._stop()
        self._held = {m: held for m, held in self._held.items() if held is Held.LOCKED}

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None
