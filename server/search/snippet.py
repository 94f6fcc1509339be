"""The part of a text that shows why it was found, and the places to be marked in it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from server.search.fold import DATA, Token, tokens
from server.search.query import Phrase, Query

BEFORE: Final = 20
"""Characters shown before the first match."""
LENGTH: Final = 90
_ELLIPSIS: Final = "…"
_NARROW: Final = 0x2E80
"""Chinese signs and characters lie behind it."""

_WHOLE: Final = re.compile(
    "|".join(tomllib.loads((DATA / "excerpt.toml").read_text(encoding="utf-8"))["whole"])
)
"""What says something else, or nothing, when it is cut: it is shown whole or not at all."""

_CLAUSES: Final = frozenset("，。；：！？;!?\n")
"""After these something new begins."""

_ENDS: Final = frozenset("，。；：！？、,.;:!?")
"""After these a new line needs no mark of its own."""

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
    begin, end = _at_wholes(text, _at_clause(text, begin), end)
    shown, at = _on_one_line(text, begin, end)
    before = _ELLIPSIS if begin else ""
    after = _ELLIPSIS if end < len(text) else ""
    inside = [
        [at[a - begin] + len(before), at[b - 1 - begin] + 1 + len(before)]
        for a, b in places
        if begin <= a and b <= end
    ]
    return Snippet(before + shown + after, inside)


def _at_clause(text: str, begin: int) -> int:
    """The start of the clause that would be cut, where it is not far away."""
    for place in range(begin, max(0, begin - BEFORE), -1):
        if text[place - 1] in _CLAUSES:
            return place
    return 0 if begin < BEFORE else begin


def _at_wholes(text: str, begin: int, end: int) -> tuple[int, int]:
    """Moves the cuts out of words, numbers, dates and numbers of documents, and off line ends."""
    start = text.rfind("\n", 0, begin) + 1
    for whole in _WHOLE.finditer(text, start):
        if whole.start() >= end:
            break
        if whole.start() < begin < whole.end():
            begin = whole.start()
        end = max(end, whole.end())
    while text[begin] == "\n":
        begin += 1
    while text[end - 1] == "\n":
        end -= 1
    return begin, end


def _on_one_line(text: str, begin: int, end: int) -> tuple[str, list[int]]:
    """Its lines one after the other, told apart; and where each character has gone."""
    shown, at = "", []
    wide = any(ord(character) > _NARROW for character in text[begin:end])
    for place in range(begin, end):
        at.append(len(shown))
        character = text[place]
        shown += _between(text[place - 1], wide=wide) if character == "\n" else character
    return shown, at


def _between(last: str, *, wide: bool) -> str:
    """What stands between two lines that are shown as one: what each says is its own."""
    if last in _ENDS or last == "\n":
        return "" if ord(last) > _NARROW else " "
    return "；" if wide else "; "


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
