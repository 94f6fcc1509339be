"""Names of persons in running text, so that a surname is read as one: 由任志刚主持, 曾庆红.

Only surnames that are read otherwise elsewhere are looked for (``data/surnames.tsv``). A
name competes with the words of the text: how often its surname begins a name and its
characters stand in given names (``data/given.tsv``, derived) against how often those
characters and words are used, and what stands beside it counts for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from a11y.speech.forms import DATA, Forms

SHARE = -4.6
"""Logarithm of how much of a text is names of three characters: 1 in 100 words."""

SHORT_SHARE = -6.5
"""The same for names of two characters, which are far more often two words."""

SHORT_END = -7.55
"""How common the character of a short name must be that has nothing beside it: not 单选."""

UNKNOWN = -9.5
"""Logarithm of how often a surname begins a name that the source has not."""

DOUBLED = -7.0
"""The same for a doubled character that is otherwise in no given name: 任溶溶."""

BESIDE = 3.5
"""How much what stands beside a name counts for it, on each side."""

Reading = tuple[str, ...]


@dataclass(frozen=True)
class Names:
    """What tells a name from words; logarithms are natural."""

    surnames: Mapping[str, Reading]
    """Of one voice."""

    begins: Mapping[str, float]
    middle: Mapping[str, float]
    ends: Mapping[str, float]
    words: Forms

    def at(self, run: str, start: int) -> Iterator[tuple[int, float]]:
        """Names that may begin at ``start`` of a run of ideographs: end, likelihood."""
        for length in (2, 1):
            surname = run[start : start + length]
            if len(surname) < length or surname not in self.surnames:
                continue
            for given in (2, 1):
                end = start + length + given
                if end <= len(run) and (likely := self._likely(run, start, start + length, end)):
                    yield end, likely

    def reading(self, name: str) -> Reading:
        """The syllables of the surname that a name begins with; the longer one if two fit."""
        return self.surnames.get(name[:2]) or self.surnames[name[:1]]

    def _likely(self, run: str, start: int, after: int, end: int) -> float | None:
        surname, given = run[start:after], run[after:end]
        last, first = self.ends.get(given[-1]), self.middle.get(given[0])
        if len(given) == 2 and given[0] == given[1]:
            last, first = max(last or DOUBLED, DOUBLED), max(first or DOUBLED, DOUBLED)
        if last is None or first is None or not self._never.isdisjoint(given):
            return None
        marks = self._marks(run, start, end)
        alone = start == 0 and end == len(run)
        short = len(given) == 1 and not (alone and last > SHORT_END)
        if not marks and (short or surname in self.words["rarely_a_name"]):
            return None
        likely = self.begins.get(surname, UNKNOWN) + last + BESIDE * max(marks, alone)
        return likely + (SHORT_SHARE if len(given) == 1 else SHARE + first)

    @cached_property
    def _never(self) -> frozenset[str]:
        return frozenset(self.words["never_given"])

    def _marks(self, run: str, start: int, end: int) -> int:
        """On how many sides a word stands that stands beside names."""
        before = self.words.patterns["before_name"].search(run, 0, start)
        return bool(before) + bool(self.words.patterns["after_name"].match(run, end))


def load_names(voice: int, words: Forms, alone: Callable[[str], str]) -> Names:
    """The tables, with the readings of column ``voice`` (1: Mandarin, 2: Cantonese).

    Surnames that are read as by themselves (``alone``) need not be found.
    """
    rows = [line.split("\t") for line in _lines("surnames.tsv")]
    given = [line.split("\t") for line in _lines("given.tsv")]
    columns = ({row[0]: float(row[place]) for row in given if row[place]} for place in (1, 2, 3))
    begins, middle, ends = columns
    surnames = {row[0]: tuple(row[voice].split()) for row in rows if alone(row[0]) != row[voice]}
    return Names(surnames, begins, middle, ends, words)


def _lines(name: str) -> Iterator[str]:
    lines = (DATA / name).read_text("utf-8").splitlines()
    return (line for line in lines if line and not line.startswith("#"))
