"""Pinyin for an old engine, whose Mandarin voice cannot read characters."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")

Spell = Callable[[str], list[str]]
"""Ideographs -> one syllable each, tone as a digit, ``v`` for ü."""


@dataclass(frozen=True, slots=True)
class Fed:
    """What the engine is fed, and for each of its characters the place it stands for."""

    text: str
    origin: tuple[int, ...]

    def source(self, start: int, length: int) -> tuple[int, int]:
        """``text[start:start + length]`` in the text before spelling: start, length."""
        if not self.origin:
            return 0, 0
        first = self.origin[min(start, len(self.origin) - 1)]
        last = self.origin[min(start + max(length, 1), len(self.origin)) - 1]
        return first, last - first + 1


def feed(text: str, spell: Spell) -> Fed:
    """Replace every ideograph by its syllable, with blanks around."""
    parts: list[str] = []
    origin: list[int] = []
    place = 0
    for run in _HAN.finditer(text):
        parts.append(text[place : run.start()])
        origin.extend(range(place, run.start()))
        for index, syllable in enumerate(spell(run.group()), run.start()):
            parts.append(f" {syllable} ")
            origin.extend([index] * (len(syllable) + 2))
        place = run.end()
    parts.append(text[place:])
    origin.extend(range(place, len(text)))
    return Fed("".join(parts), tuple(origin))


def speller() -> Spell | None:
    """The reading of a run of ideographs by pypinyin; None where that is not installed."""
    try:
        from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 - 0.3 s, and seldom needed
    except ImportError:
        return None

    def spell(run: str) -> list[str]:
        found: list[str] = lazy_pinyin(run, style=Style.TONE3, neutral_tone_with_five=True)
        return found if len(found) == len(run) else list(run)

    return spell
