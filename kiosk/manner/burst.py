"""Keys as a machine sends them: characters one after another, quicker than any hands."""

from __future__ import annotations

import unicodedata

from a11y.keys import KeyChord, Modifier
from kiosk.gate import Key

QUICK = 30
"""Milliseconds between two characters of a machine at most; hands that roll over many keys do
not keep that up."""

MANY = 12
"""Characters in a row that tell a machine."""

_SHIFTED = frozenset({Modifier.SHIFT})


class Burst:
    """Counts; one and the same key again and again is a key that is stuck, and no machine."""

    def __init__(self) -> None:
        self._count = 0
        self._last = 0
        self._before = ""

    def tells(self, key: Key, at: int) -> bool:
        """Whether with this key, at a time in milliseconds, it must be a machine."""
        if key.chord is None:  # Shift before a capital
            return False
        char = "" if key.chord.on_pad else char_of(key.chord)
        if not char or not 0 <= at - self._last <= QUICK:
            self._count = 0
        if char and char != self._before:
            self._count += 1
        self._last, self._before = at, char
        return self._count >= MANY


def char_of(chord: KeyChord) -> str:
    """The character that a machine means by a key; empty if it means none.

    Some send digits as those of a pad, and an input method on the way makes them wide.
    """
    if not chord.modifiers <= _SHIFTED:
        return ""
    key = chord.key.removeprefix("KP_")
    return unicodedata.normalize("NFKC", key) if len(key) == 1 else ""
