"""One thing that a visitor can set: its values by name, and how each is said.

Names and values are plain words of ASCII, so that a profile that comes with the
person (auth) can hold them and ``Settings.apply`` can take them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from locales.text import Text
from locales.words import Words

ON, OFF = "on", "off"


@dataclass(frozen=True, slots=True)
class Setting:
    """An entry of the table of settings."""

    id: str
    """``reading.setting.<id>`` is its name."""

    topic: str
    """The chapter it stands in: ``reading.settings.<topic>``."""

    values: tuple[str, ...]
    """Every value by name, in the order in which they follow each other."""

    now: Callable[[], str]
    put: Callable[[str], None]
    """Take a value, one of ``values``; nothing is said."""

    word: Callable[[str, Words], Text]
    """What a value is called."""

    turn: Callable[[], None] | None = None
    """Goes to the next value and says it, where that is not said as of the others."""

    def following(self) -> str:
        """The value after the present one, round the end."""
        now = self.now()
        return following(self.values, now) if now in self.values else self.values[0]


Value = TypeVar("Value")


def following(values: Sequence[Value], now: Value) -> Value:
    """The value after this one, round the end."""
    return values[(values.index(now) + 1) % len(values)]


def switch(
    own: str,
    topic: str,
    now: Callable[[], bool],
    put: Callable[[bool], None],
    turn: Callable[[], None] | None = None,
) -> Setting:
    """A setting that is on or off."""
    return Setting(
        own,
        topic,
        (OFF, ON),
        lambda: ON if now() else OFF,
        lambda value: put(value == ON),
        lambda value, words: words(f"screens.switch.{value}"),
        turn,
    )


def named(own: str, values: Sequence[str]) -> Callable[[str, Words], Text]:
    """The words of a setting whose values have names in the catalogues."""
    known = frozenset(values)

    def word(value: str, words: Words) -> Text:
        return words(f"reading.setting.{own}.{value}") if value in known else number(value, words)

    return word


def number(value: str, _words: Words) -> Text:
    """A value that is a number says itself."""
    return Text(value, "und")


def percent(value: str, words: Words) -> Text:
    """A value in percent."""
    return words("reading.setting.percent", percent=value)


def seconds(value: str, words: Words) -> Text:
    """A time; none is off."""
    if float(value) == 0:
        return words("screens.switch.off")
    return words("reading.setting.seconds", seconds=value)
