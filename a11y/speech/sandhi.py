"""Tone changes of \u4e00 and \u4e0d before the next syllable.

The third tone before a third is left to the listener, as the engine leaves it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from a11y.speech.pronounce import Read

_ONE, _NOT = "\u4e00", "\u4e0d"
_COUNTED_BEFORE = frozenset(
    "\u7b2c\u96f6\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341\u767e\u5343\u4e07\u4ebf\u70b9\u521d\u5468\u4e4b\u671f\u4e24"
)
"""After these \u4e00 is a figure or an ordinal and keeps its tone."""

_COUNTED_AFTER = frozenset(
    "\u96f6\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341\u6708\u65e5\u53f7\u70b9\u7ea7\u697c\u680b\u5355\u5c42\u8def"
)


def sandhi(said: Sequence[Read]) -> Iterator[Read]:
    """The same readings, \u4e00 and \u4e0d with the tone that the next syllable gives them."""
    for index, one in enumerate(said):
        after = said[index + 1] if index + 1 < len(said) else None
        if after is None or after.place != one.place + 1 or not after.syllable:
            yield one
            continue
        before = said[index - 1].char if index and said[index - 1].place == one.place - 1 else ""
        yield replace(one, said=_changed(one, before, after))


def _changed(one: Read, before: str, after: Read) -> str:
    falls = after.syllable[-1] == "4"
    if one.char == _NOT and one.syllable == "bu4":
        return "bu2" if falls else "bu4"
    if one.char != _ONE or one.syllable != "yi1":
        return one.said
    if before in _COUNTED_BEFORE or after.char in _COUNTED_AFTER:
        return "yi1"
    return "yi2" if falls or after.syllable in ("ge5",) else "yi4"
