"""Where a line of text had better not end: inside a word, a date, a short bracket. No Qt."""

from __future__ import annotations

import re
from pathlib import Path

_FIRST_AFTER_LETTERS = "\u0530"
"""Latin with all its accents, Greek and Cyrillic lie before it."""

_UNITS = frozenset((Path(__file__).parent / "units.txt").read_text("utf-8").strip())
"""What belongs to the number before it."""

_BRACKETED = re.compile(r"【[^【】]{1,6}】|（[^（）]{1,6}）|《[^《》]{1,6}》|“[^“”]{1,6}”")
"""Short enough to be kept together."""


def tears(text: str, end: int) -> bool:
    """Whether a line that ends before ``end`` breaks a word of letters."""
    seam = text[end - 1 : end + 1]
    return len(seam) == 2 and all(map(_in_word, seam))


def parts(text: str, end: int) -> bool:
    """Whether a line that ends before ``end`` parts what is read as one."""
    before, after = text[end - 1 : end], text[end : end + 1]
    if before.isdigit() and after in _UNITS and after:
        return True
    around = text[max(0, end - 8) : end + 8]
    at = end - max(0, end - 8)
    return any(one.start() < at < one.end() for one in _BRACKETED.finditer(around))


def _in_word(char: str) -> bool:
    """Whether a character belongs to a word of letters; Chinese may be broken anywhere."""
    return char.isalpha() and char < _FIRST_AFTER_LETTERS
