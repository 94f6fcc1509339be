"""What the rules of every language need: figures in groups, addresses in parts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from a11y.speech.forms import Forms

GROUP = 4
"""Figures said without a pause."""


def fours(figures: str) -> list[str]:
    """Groups of four from the end; up to six figures stay one group."""
    if len(figures) <= GROUP + 2:
        return [figures]
    first = len(figures) % GROUP or GROUP
    return [figures[:first], *re.findall("." * GROUP, figures[first:])]


def trimmed(amount: str) -> str:
    """An amount without zeros at the end of its decimals: ``3.50`` -> ``3.5``."""
    whole, _, rest = amount.partition(".")
    return f"{whole}.{rest.rstrip('0')}".rstrip(".")


def value_of(char: str) -> str:
    """The number that an enclosed or Roman numeral stands for, in figures."""
    return str(int(unicodedata.numeric(char)))


def address(written: str, forms: Forms, spell: Callable[[str], str]) -> str:
    """The parts of a web or mail address; parts without a vowel letter by letter."""
    names = {
        ".": forms["dot"],
        "/": forms["slash"],
        ":": forms["colon"],
        "-": forms["hyphen"],
        "_": forms["underscore"],
    }
    parts: list[str] = []
    for part in re.findall(r"[A-Za-z]+|[0-9]+|.", written):
        if part.isdecimal():
            parts.append(spell(part))
        elif part.isalpha():
            parts.append(part if re.search("[aeiou]", part.lower()) else " ".join(part.upper()))
        else:
            parts.append(names.get(part, ""))
    return " ".join(part for part in parts if part)
