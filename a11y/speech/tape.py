"""Text that was rewritten and still knows where each part came from."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

DROPPED = "dropped"
"""The rule of a piece that is not said."""


@dataclass(frozen=True, slots=True)
class Piece:
    """``text`` stands for ``source[start:end]``; without a ``rule`` it is a copy of it."""

    text: str
    start: int
    end: int
    rule: str = ""


@dataclass(frozen=True)
class Tape:
    """A source cut into pieces without gap or overlap, and what each has become.

    So the index map is monotone and covers the source whatever the rules do.
    """

    source: str
    pieces: tuple[Piece, ...]

    @cached_property
    def text(self) -> str:
        """The rewritten text."""
        return "".join(piece.text for piece in self.pieces)

    @cached_property
    def _begins(self) -> list[int]:
        return list(accumulate((len(piece.text) for piece in self.pieces), initial=0))

    def locate(self, start: int, length: int) -> tuple[int, int]:
        """The part of the source (start, end) that ``text[start:start + length]`` stands for."""
        if not self.pieces:
            return 0, 0
        first, offset = self._find(start)
        last, end = self._find(max(start, start + length - 1))
        begin = first.start if first.rule else min(first.start + offset, first.end)
        return begin, max(begin, last.end if last.rule else min(last.start + end + 1, last.end))

    def _find(self, place: int) -> tuple[Piece, int]:
        index = min(max(0, bisect_right(self._begins, place) - 1), len(self.pieces) - 1)
        return self.pieces[index], max(0, place - self._begins[index])

    def part(self, start: int, end: int) -> Tape:
        """Only ``text[start:end]``; the source stays whole, what is left out is dropped from it."""
        return Tape(self.source, tuple(self._parted(start, end)))

    def _parted(self, start: int, end: int) -> Iterator[Piece]:
        for piece, begin in zip(self.pieces, self._begins, strict=False):
            cut = piece.text[max(0, start - begin) : max(0, end - begin)]
            if cut == piece.text:
                yield piece
            elif piece.rule or not cut:
                yield Piece(cut, piece.start, piece.end, piece.rule or DROPPED)
            else:
                first = piece.start + max(0, start - begin)
                last = first + len(cut)
                if first > piece.start:
                    yield Piece("", piece.start, first, DROPPED)
                yield Piece(cut, first, last)
                if last < piece.end:
                    yield Piece("", last, piece.end, DROPPED)

    def then(self, later: Tape) -> Tape:
        """This rewriting and a later one of its text, as one.

        What a later rule cuts smaller than this one did stays one piece: "3" of "3%" is
        not where the voice is when it says the last of five syllables.
        """
        joined: list[Piece] = []
        for piece in self._joined(later):
            if joined and piece.text and piece.start == piece.end == joined[-1].end:
                last = joined.pop()
                piece = Piece(last.text + piece.text, last.start, last.end, last.rule)  # noqa: PLW2901 - the two are one
            joined.append(piece)
        return Tape(self.source, tuple(joined))

    def _joined(self, later: Tape) -> Iterator[Piece]:
        done = 0  # how much of the source the pieces so far cover
        for piece in later.pieces:
            for part in [piece] if piece.rule else self._split(piece):
                start, end = self.locate(part.start, part.end - part.start)
                if start > done:
                    yield Piece("", done, start, DROPPED)
                rule = part.rule or self._find(part.start)[0].rule
                start, done = max(start, done), max(end, done)
                yield Piece(part.text, start, done, rule)
        if done < len(self.source):
            yield Piece("", done, len(self.source), DROPPED)

    def _split(self, copied: Piece) -> Iterator[Piece]:
        """Cut a copied piece of a later tape where the pieces of this one begin."""
        cuts = [begin for begin in self._begins if copied.start < begin < copied.end]
        edges = [copied.start, *dict.fromkeys(cuts), copied.end]
        for start, end in pairwise(edges):
            text = copied.text[start - copied.start : end - copied.start]
            yield Piece(text, start, end)


@dataclass(frozen=True, slots=True)
class Rule:
    """Rewrites what ``pattern`` finds, or only its group ``say`` where there is one."""

    name: str
    pattern: re.Pattern[str]
    say: Callable[[re.Match[str]], str | None]
    """The words for a match; None leaves it to later rules."""


def rewrite(text: str, rules: Iterable[Rule]) -> Tape:
    """Apply rules in their order; what one has rewritten is closed to those after it."""
    taken = bytearray(len(text))
    found: list[Piece] = []
    for rule in rules:
        for piece in _matches(text, rule, taken):
            found.append(piece)
            taken[piece.start : piece.end] = b"\1" * (piece.end - piece.start)
    return Tape(text, tuple(fill(text, sorted(found, key=lambda piece: piece.start))))


def _matches(text: str, rule: Rule, taken: bytearray) -> Iterator[Piece]:
    place = 0
    while match := rule.pattern.search(text, place):
        start, end = match.span("say" if "say" in rule.pattern.groupindex else 0)
        if start == end or any(taken[start:end]):
            place = match.start() + 1
            continue
        place = max(end, match.start() + 1)
        said = rule.say(match)
        if said is not None:
            yield Piece(said, start, end, rule.name)


def fill(text: str, found: Sequence[Piece]) -> Iterator[Piece]:
    """``found`` (in order) with copies of the text between."""
    place = 0
    for piece in found:
        if piece.start > place:
            yield Piece(text[place : piece.start], place, piece.start)
        yield piece
        place = piece.end
    if place < len(text):
        yield Piece(text[place:], place, len(text))
