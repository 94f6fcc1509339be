"""Where the digits of a pad go: they move, also on a field, until it is opened for writing.

A pad has no other keys to move with: were its digits typed into every field that is reached,
nobody could leave it with the keys that led there. So a field is passed as everything else
and opened with the key that opens. A field that was reached with other keys (a keyboard, a
finger) takes the digits of the numeric pad at once, as those of any keyboard.
"""

from __future__ import annotations

from kiosk.stage import Stage


class Entering:
    """Knows whose hand led to the field at the reading position."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._node = ""
        self._direct = True
        self._by_pad: bool | None = None
        """Whether a pad of digits was used last; None before the first key."""

    @property
    def typed(self) -> bool:
        """Whether what the hand in use types goes straight into the field."""
        self._look()
        return self._direct or not self._stage.narrator.keys.digits

    def keyed(self) -> None:
        """A key was carried out; where the reading position is now, it led to."""
        self._by_pad = self._stage.narrator.keys.digits
        self._look()

    def touched(self) -> None:
        """A finger led to where the reading position is now."""
        self._by_pad, self._node = False, ""
        self._look()

    def _look(self) -> None:
        node = self._stage.reader.node.id
        if node != self._node:
            by_pad = self._by_pad
            if by_pad is None:
                by_pad = self._stage.narrator.keys.digits
            self._node, self._direct = node, not by_pad
