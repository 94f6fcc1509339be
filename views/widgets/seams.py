"""Where a line of text had better not end: inside a word, a date, a short bracket. No Qt."""

from __future__ import annotations

import re
from pathlib import Path

_FIRST_AFTER_LETTERS = "\u0530"
"""Latin with all its accents, Greek and Cyrillic lie before it."""

_CLOSING = frozenset("*,.;:!?)]}%\u2019\u201d\u3001\u3002\u3009\u300b\u300d\u300f\u3011\u3015")
_CLOSING |= frozenset("\uff01\uff05\uff09\uff0c\uff1a\uff1b\uff1f")

_UNIT = re.compile("[^\\s\u2e80-\uffff/]+/*")

_LAST_NARROW = "\u2e80"
"""Chinese signs and characters lie behind it; they are as wide as they are high."""

_UNITS = frozenset((Path(__file__).parent / "units.txt").read_text("utf-8").strip())
"""What belongs to the number before it."""

_BRACKETED = re.compile(r"【[^【】]{1,6}】|（[^（）]{1,6}）|《[^《》]{1,6}》|“[^“”]{1,6}”")
"""Short enough to be kept together."""


def tears(text: str, end: int) -> bool:
    """Whether a line that ends before ``end`` breaks a word of letters or a number."""
    seam = text[end - 1 : end + 1]
    return len(seam) == 2 and all(map(_in_word, seam))


def parts(text: str, end: int) -> bool:
    """Whether a line that ends before ``end`` parts what is read as one: 12 pieces, e-mail."""
    before, after = text[end - 1 : end], text[end : end + 1]
    if before.isdigit() and after in _UNITS and after:
        return True
    if before == "-" and not text[max(0, end - 3) : end - 2].strip():
        return True
    around = text[max(0, end - 8) : end + 8]
    at = end - max(0, end - 8)
    return any(one.start() < at < one.end() for one in _BRACKETED.finditer(around))


def closes(text: str, end: int) -> bool:
    """Whether the line after ``end`` would begin with a sign that closes or pauses."""
    return text[end : end + 1] in _CLOSING and 0 < end < len(text)


def scrap(text: str, end: int, ems: float) -> bool:
    """Whether what stands behind ``end`` is too little for a line of its own, in sizes."""
    rest = text[end : end + 8].strip()
    return bool(rest) and ems_of(rest) < ems


def ems_of(text: str) -> float:
    """About how wide a text is, in sizes."""
    return sum(1.0 if char > _LAST_NARROW else 0.55 for char in text)


def units(text: str) -> list[str]:
    """What of a text stands on one line: words of letters, parts of an address, numbers."""
    return _UNIT.findall(text) or [text]


def _in_word(char: str) -> bool:
    """Whether a character belongs to a word of letters; Chinese may be broken anywhere."""
    return char.isalnum() and char < _FIRST_AFTER_LETTERS
