"""Numbers in English words; the words come from data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

_BIGGEST = 15  # digits that the names of powers reach


@dataclass(frozen=True, slots=True)
class EnglishNumerals:
    """The words that numbers are made of."""

    ones: tuple[str, ...]
    """Zero to nineteen."""

    tens: tuple[str, ...]
    """Twenty to ninety."""

    hundred: str
    powers: tuple[str, ...]
    point: str
    oh: str
    ordinals: Mapping[str, str]
    """Irregular ones by word; ``y`` and the empty string are the regular endings."""

    def spell(self, figures: str) -> str:
        """Digit by digit; other characters are left out."""
        return " ".join(self.ones[int(figure)] for figure in figures if figure.isdecimal())

    def number(self, written: str) -> str:
        """An integer or a decimal, with or without thousands separators."""
        whole, _, rest = written.replace(",", "").partition(".")
        said = self.cardinal(whole)
        return f"{said} {self.point} {self.spell(rest)}" if rest else said

    def cardinal(self, figures: str) -> str:
        """A whole number; longer than its names reach: digit by digit."""
        figures = figures.lstrip("0")
        if len(figures) > _BIGGEST:
            return self.spell(figures)
        value, said = int(figures or "0"), []
        for power, name in reversed(list(enumerate(self.powers, 1))):
            group = value // 1000**power % 1000
            if group:
                said += [self._below_thousand(group), name]
        if value % 1000 or not said:
            said.append(self._below_thousand(value % 1000))
        return " ".join(said)

    def ordinal(self, figures: str) -> str:
        """Twenty-first: the last word changes."""
        *before, last = self.cardinal(figures).split(" ")
        if last in self.ordinals:
            changed = self.ordinals[last]
        elif last.endswith("y"):
            changed = last[:-1] + self.ordinals["y"]
        else:
            changed = last + self.ordinals[""]
        return " ".join([*before, changed])

    def year(self, figures: str) -> str:
        """1998 in pairs; 2009 as a number."""
        first, last = int(figures[:2]), int(figures[2:])
        if first % 10 == 0 and last < 10:
            return self.cardinal(figures)
        pairs = self.cardinal(str(first))
        if last == 0:
            return f"{pairs} {self.hundred}"
        lead = f"{self.oh} " if last < 10 else ""
        return f"{pairs} {lead}{self.cardinal(str(last))}"

    def _below_thousand(self, value: int) -> str:
        hundreds, rest = divmod(value, 100)
        said = [self.ones[hundreds], self.hundred] if hundreds else []
        if rest or not hundreds:
            said.append(self._below_hundred(rest))
        return " ".join(said)

    def _below_hundred(self, value: int) -> str:
        if value < len(self.ones):
            return self.ones[value]
        ten, one = divmod(value, 10)
        return self.tens[ten - 2] + (f" {self.ones[one]}" if one else "")
