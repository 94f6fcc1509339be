"""The part of a text that shows why it was found, and the places to be marked in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from server.search.fold import Token, tokens
from server.search.query import Phrase, Query

BEFORE: Final = 20
"""Characters shown before the first match."""
LENGTH: Final = 90
_ELLIPSIS: Final = "…"

Marks = list[list[int]]
"""Pairs of code points: where a match begins and where it has ended."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A short text with its marks."""

    text: str
    marks: Marks


def marks(text: str, query: Query) -> Marks:
    """Where ``query`` matches in ``text``, in order and without overlaps."""
    return _joined(_places(tokens(text), query))


def snippet(text: str, query: Query) -> Snippet:
    """Some words around the first match; no text at all where there is none."""
    places = _joined(_places(tokens(text), query))
    if not places:
        return Snippet("", [])
    begin = max(0, places[0][0] - BEFORE)
    end = min(len(text), max(begin + LENGTH, places[0][1]))
    begin, end = _at_words(text, begin, end)
    before = _ELLIPSIS if begin else ""
    after = _ELLIPSIS if end < len(text) else ""
    shift = len(before) - begin
    inside = [[a + shift, b + shift] for a, b in places if begin <= a and b <= end]
    return Snippet(before + text[begin:end].replace("\n", " ") + after, inside)


def _at_words(text: str, begin: int, end: int) -> tuple[int, int]:
    """Moves the cuts out of Latin words and numbers."""

    def inside(place: int) -> bool:
        return 0 < place < len(text) and _latin(text[place - 1]) and _latin(text[place])

    while inside(begin):
        begin -= 1
    while inside(end):
        end += 1
    return begin, end


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _places(found: Sequence[Token], query: Query) -> list[tuple[int, int]]:
    by_text: dict[str, list[int]] = {}
    for place, token in enumerate(found):
        by_text.setdefault(token.text, []).append(place)
    return sorted(
        (found[place].start, found[place + len(wording) - 1].end)
        for phrase in query.phrases
        for wording in phrase.wordings
        for place in _starts(found, by_text, phrase, wording)
    )


def _starts(
    found: Sequence[Token],
    by_text: dict[str, list[int]],
    phrase: Phrase,
    wording: tuple[str, ...],
) -> Iterable[int]:
    """Where a wording begins among the tokens."""
    open_end = phrase.open_end(wording)
    if len(wording) == 1 and open_end:
        return [place for place, one in enumerate(found) if one.text.startswith(wording[0])]
    return [
        place
        for place in by_text.get(wording[0], ())
        if _stands(found[place : place + len(wording)], wording, open_end)
    ]


def _stands(part: Sequence[Token], wording: tuple[str, ...], open_end: bool) -> bool:
    if len(part) != len(wording):
        return False
    last = part[-1].text
    ends = last.startswith(wording[-1]) if open_end else last == wording[-1]
    return ends and all(one.text == two for one, two in zip(part, wording[:-1], strict=False))


def _joined(places: Iterable[tuple[int, int]]) -> Marks:
    """Places in order; those that touch become one."""
    joined: Marks = []
    for begin, end in places:
        if joined and begin <= joined[-1][1]:
            joined[-1][1] = max(end, joined[-1][1])
        else:
            joined.append([begin, end])
    return joined
