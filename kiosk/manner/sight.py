"""How a visitor sees, as knobs; however many are turned, the window is drawn anew once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from auth.preferences import Value
from kiosk.manner.knobs import Knob, Knobs, nearest
from views.sight import SIZES, Sight

_THEMES = {
    "none": "paper",
    "black-white": "white-black",
    "yellow-black": "black-yellow",
    "black-yellow": "yellow-black",
    "yellow-blue": "blue-yellow",
}
"""The common terms name ink and ground, our schemes ground and ink."""

_NAMES = {scheme: theme for theme, scheme in _THEMES.items()}
_SWITCHES: Mapping[str, str] = {
    "yizhan:elder": "elder",
    "yizhan:wordsOnly": "words_only",
    "yizhan:lowScreen": "low",
    "yizhan:hand": "hand",
    "yizhan:largePointer": "large_pointer",
    "showCrosshairs": "cross_hair",
    "yizhan:motion": "motion",
}
"""Fields that are a member of ``Sight`` as they are."""


class SightKnobs:
    """``now`` tells how one sees, ``use`` changes it."""

    def __init__(self, now: Callable[[], Sight], use: Callable[[Sight], None]) -> None:
        self._now = now
        self._use = use
        self._turned: dict[str, Any] = {}

    def knobs(self) -> Knobs:
        """A knob a field; nothing is seen before ``settle``."""
        return {
            "highContrastTheme": Knob(
                lambda: _NAMES[self._now().colours],
                lambda theme: self._turn("colours", _THEMES.get(str(theme))),
            ),
            "textSize": Knob(
                lambda: self._now().text, lambda times: self._turn("text", nearest(SIZES, times))
            ),
            **{name: self._plain(member) for name, member in _SWITCHES.items()},
        }

    def settle(self) -> None:
        """Show everything that was turned."""
        turned, self._turned = self._turned, {}
        if turned:
            self._use(replace(self._now(), **turned))

    def _plain(self, member: str) -> Knob:
        def read() -> Value:
            value: Value = getattr(self._now(), member)
            return value

        return Knob(read, lambda value: self._turn(member, value))

    def _turn(self, member: str, value: Value | None) -> None:
        """A scheme that this terminal has not leaves the colours as they are."""
        if value is not None:
            self._turned[member] = value
