"""One spelling for what counts as the same in a search: index and query are folded alike.

A character folds the same whatever stands beside it (NFKD without marks, case folding, one
character for its simplified, Taiwan and Hong Kong forms), so that any part of a text is found
in the whole. Every Han character is a token of its own; other letters and digits are tokens
as long as they stand together.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

DATA: Final = Path(__file__).resolve().parent / "data"
_IDEOGRAPHIC_ZERO: Final = 0x3007


@dataclass(frozen=True, slots=True)
class Token:
    """A folded token and the code points of the text that it came from."""

    text: str
    start: int
    end: int


def is_han(character: str) -> bool:
    """True for a Han character of any extension."""
    code = ord(character)
    return 0x3400 <= code <= 0x9FFF or 0x20000 <= code <= 0x3FFFF or code == _IDEOGRAPHIC_ZERO


class _Table(dict[int, str]):
    """For ``str.translate``: what a character folds to, worked out when first met."""

    def __init__(self, same: dict[str, str]) -> None:
        super().__init__()
        self._same = same

    def __missing__(self, code: int) -> str:
        parts = unicodedata.normalize("NFKD", chr(code)).casefold()
        folded = self[code] = "".join(self._one(part) for part in parts)
        return folded

    def _one(self, part: str) -> str:
        if unicodedata.category(part).startswith("M"):
            return ""
        kept = self._same.get(part, part)
        if is_han(kept):
            return f" {kept} "
        return kept if kept.isalnum() else " "


@lru_cache(maxsize=1)
def _table() -> _Table:
    lines = (DATA / "han.txt").read_text(encoding="utf-8").splitlines()
    return _Table({one: line[0] for line in lines for one in line[1:]})


def fold(text: str) -> str:
    """The tokens of ``text``, one space between them."""
    return " ".join(text.translate(_table()).split())


def tokens(text: str) -> list[Token]:
    """The tokens of ``text`` with their places; joined by spaces they are ``fold(text)``."""
    table = _table()
    found: list[Token] = []
    word, begin, end = "", 0, 0
    for place, character in enumerate(text):
        for part in table[ord(character)]:
            if part != " ":
                begin = begin if word else place
                word, end = word + part, place + 1
            elif word:
                found.append(Token(word, begin, end))
                word = ""
    if word:
        found.append(Token(word, begin, end))
    return found
