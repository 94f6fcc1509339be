"""Numbers in Chinese words; the words come from data."""

from __future__ import annotations

from dataclasses import dataclass

_BIGGEST = 16  # digits that the names of powers reach


@dataclass(frozen=True, slots=True)
class Numerals:
    """The words that numbers are made of."""

    digits: str
    places: tuple[str, ...]
    """For 1, 10, 100, 1000."""

    groups: tuple[str, ...]
    """For 1, 10^4, 10^8, 10^12."""

    two: str
    """Two before a power or a measure word."""

    point: str

    def spell(self, figures: str) -> str:
        """Digit by digit; other characters are left out."""
        return "".join(self.digits[int(figure)] for figure in figures if figure.isdecimal())

    def number(self, written: str) -> str:
        """An integer or a decimal, with or without thousands separators."""
        whole, _, rest = written.replace(",", "").partition(".")
        said = self.cardinal(whole)
        return f"{said}{self.point}{self.spell(rest)}" if rest else said

    def cardinal(self, figures: str) -> str:
        """A whole number; longer than its names reach: digit by digit."""
        figures = figures.lstrip("0")
        if len(figures) > _BIGGEST:
            return self.spell(figures)
        said, gap = "", False
        while figures:
            cut = (len(figures) - 1) // 4 * 4
            group, figures = figures[: len(figures) - cut], figures[len(figures) - cut :]
            value = int(group)
            if value:
                zero = self.digits[0] if said and (gap or value < 1000) else ""
                said += zero + self._group(value, cut // 4)
            gap = value == 0
        return self._opening(said) or self.digits[0]

    def _group(self, value: int, power: int) -> str:
        if value == 2 and power:
            return self.two + self.groups[power]
        return self._below_ten_thousand(value) + self.groups[power]

    def _below_ten_thousand(self, value: int) -> str:
        said, gap = "", False
        for place in (3, 2, 1, 0):
            digit = value // 10**place % 10
            if digit:
                zero = self.digits[0] if said and gap else ""
                two = self.two if digit == 2 and place == 3 else self.digits[digit]
                said += zero + two + self.places[place]
            gap = not digit
        return said

    def _opening(self, said: str) -> str:
        """Ten to nineteen begin with the word for ten."""
        one_ten = self.digits[1] + self.places[1]
        return said[1:] if said.startswith(one_ten) else said
