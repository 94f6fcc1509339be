"""First letters of a title's reading, so that a few keys on a Latin keyboard suggest it."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from server.search.fold import DATA

_LONGEST_WORD: Final = 4


@lru_cache(maxsize=1)
def _letters() -> dict[str, str]:
    """The first letter of every character's commonest reading."""
    lines = (DATA / "pinyin.txt").read_text(encoding="utf-8").splitlines()
    return {one: line[0] for line in lines for one in line[2:]}


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    """Words in which a character is read in another way."""
    lines = (DATA / "words.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split(" ") for line in lines)


@lru_cache(maxsize=1)
def _beginnings() -> frozenset[str]:
    """What such a word can begin with: at most places there is none to look for."""
    return frozenset(word[0] for word in _words())


def initials(title: str) -> str:
    """One letter a character with a space between; digits and Latin words give their first."""
    found: list[str] = []
    beginnings = _beginnings()
    place = 0
    while place < len(title):
        word = _word_at(title, place) if title[place] in beginnings else ""
        if word:
            found.extend(_words()[word])
        elif title[place] in _letters():
            found.append(_letters()[title[place]])
        elif _begins_word(title, place):
            found.append(title[place].lower())
        place += len(word) or 1
    return " ".join(found)


def _word_at(title: str, place: int) -> str:
    """The longest word with a reading of its own that begins here."""
    for length in range(_LONGEST_WORD, 1, -1):
        if title[place : place + length] in _words():
            return title[place : place + length]
    return ""


def _begins_word(title: str, place: int) -> bool:
    """True at the first of the ASCII letters or digits that stand together."""

    def latin(one: str) -> bool:
        return one.isascii() and one.isalnum()

    return latin(title[place]) and not (place and latin(title[place - 1]))
