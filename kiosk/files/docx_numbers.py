"""The numbers that Word puts before paragraphs and does not store with them (ECMA-376, 17.9)."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

WORD = tomllib.loads(
    (Path(__file__).parent.parent / "data" / "word.toml").read_text(encoding="utf-8")
)
_DIGITS, _TEN = WORD["digits"], WORD["ten"]
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MOST = 99
"""Beyond it a number is written in figures, whatever it should look like."""


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = f"{_DIGITS[tens] if tens > 1 else ''}{_TEN}" if tens else ""
    return f"{head}{_DIGITS[ones] if ones or not tens else ''}"


def _roman(number: int) -> str:
    found = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        found += letters * times
    return found


def _letter(number: int) -> str:
    turns, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * (turns + 1)


_WAYS: Mapping[str, Callable[[int], str]] = {
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "ideographDigital": lambda n: "".join(_DIGITS[int(one)] for one in str(n)),
    "lowerRoman": _roman,
    "upperRoman": lambda n: _roman(n).upper(),
    "lowerLetter": _letter,
    "upperLetter": lambda n: _letter(n).upper(),
    "decimalEnclosedCircle": lambda n: chr(0x2460 + n - 1) if n <= 20 else str(n),
    "decimalEnclosedCircleChinese": lambda n: chr(0x2460 + n - 1) if n <= 20 else str(n),
}


@dataclass
class Level:
    """How one level of a numbering looks."""

    form: str = "decimal"
    text: str = ""
    """With ``%1`` where the number of the first level stands, and so on."""

    start: int = 1

    @property
    def bullet(self) -> bool:
        """Whether it is a mark and no number."""
        return self.form == "bullet"


@dataclass
class Numbering:
    """Counts as the paragraphs go by."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    """By the id of what a paragraph refers to."""

    counted: dict[str, str] = field(default_factory=dict)
    """Which ids are counted together: those of one abstract numbering."""

    _counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    def level(self, own: str, place: int) -> Level | None:
        """How the paragraph is numbered; None for one that is not."""
        return self.levels.get(own, {}).get(place)

    def label(self, own: str, place: int) -> str:
        """The number of the next paragraph at that level, as it is written."""
        level = self.level(own, place)
        if level is None or level.form == "none":
            return ""
        counts = self._counts[self.counted.get(own, own)]
        counts[place] = counts.get(place, level.start - 1) + 1
        for deeper in [one for one in counts if one > place]:
            del counts[deeper]
        found = level.text
        for above in range(place + 1):
            shape = self.level(own, above) or Level()
            number = counts.get(above, shape.start)
            found = found.replace(f"%{above + 1}", _written(number, shape.form))
        return found


def _written(number: int, form: str) -> str:
    way = _WAYS.get(form)
    return way(number) if way is not None and 0 < number <= _MOST else str(number)
