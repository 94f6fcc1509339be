"""Fingers at the keyboard on the screen."""

from __future__ import annotations

from kiosk.tour.player import Player

_KEYS = "keys#"
"""Before the name of a key, where the transcript says what is in sight."""


class TouchKeys:
    """Presses the keys that the transcript says are there."""

    def __init__(self, player: Player) -> None:
        self._player = player

    def shown(self) -> list[str]:
        """The keys; none while the keyboard is not there."""
        return [
            name.removeprefix(_KEYS) for name in self._player.places() if name.startswith(_KEYS)
        ]

    def come(self) -> None:
        """Wait until the keyboard is there."""
        self._player.until(self.shown, "the keyboard")

    def place(self, key: str) -> tuple[int, int, int, int]:
        """Left, top, width and height of a key, once it is there."""
        self._player.until(lambda: key in self.shown(), f"key {key}")
        return self._player.places()[_KEYS + key]

    def press(self, *keys: str) -> None:
        """Touch keys one after another."""
        for key in keys:
            self._player.tap(self.place(key), key)
            if not key.startswith(("t:", "e:")):  # others may have come in the places of these
                self._player.still()

    def hide(self) -> None:
        """Put the keyboard away."""
        self.press("do:hide")
        self._player.until(lambda: not self.shown(), "no keyboard")

    def write(self, text: str) -> None:
        """Letters, digits and signs, each with what must be pressed before it is there."""
        self.come()
        for char in text:
            key = "do:space" if char == " " else f"t:{char}"
            if key not in self.shown() and f"t:{char.lower()}" not in self.shown():
                self.press("way:latin" if char.isalpha() else "way:digits")
            if char.isupper():
                self.press("do:shift")
            self.press(key)
