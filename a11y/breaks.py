"""Where the characters and words of a text begin and end (code points).

A character is what a reader takes for one: a letter with its marks (UAX #29, in
the part that our texts need). Chinese is written without blanks, so its words
are looked up: of all ways to cut a run the one with the likeliest words wins.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import pairwise
from pathlib import Path

Range = tuple[int, int]

WORDS = Path(__file__).parent / "data" / "words.txt"

_RUN = re.compile(
    r"(?P<han>[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+)"
    r"|[^\W\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+(?:['\u2019.:/@-][^\W\u3400-\u9fff]+)*"
    r"|[^\w\s]+"
)
_JOINERS = frozenset({"\u200d", "\ufe0e", "\ufe0f"})
_MARKS = frozenset({"Mn", "Me"})


def characters(text: str) -> Iterator[Range]:
    """Start and end of each character, its marks and joined signs included."""
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or not _belongs(text, place):
            yield start, place
            start = place


def _belongs(text: str, place: int) -> bool:
    char = text[place]
    return char in _JOINERS or text[place - 1] == "\u200d" or unicodedata.category(char) in _MARKS


class Words:
    """Cuts texts into words; the list is read when it is first needed."""

    def __init__(self, path: Path = WORDS) -> None:
        self._path = path

    def __call__(self, text: str) -> Iterator[Range]:
        """Start and end of each word; blanks belong to none, signs are words of their own."""
        for run in _RUN.finditer(text):
            if run.lastgroup == "han":
                yield from self._han(run.group(), run.start())
            else:
                yield run.span()

    @cached_property
    def _weights(self) -> Mapping[str, float]:
        return {
            word: float(line.split(" ", 1)[0])
            for line in self._path.read_text(encoding="utf-8").splitlines()
            if line and not line.startswith("#")
            for word in line.split()[1:]
        }

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._weights), default=1)

    def _han(self, run: str, offset: int) -> Iterator[Range]:
        """The likeliest cut (unigrams): each step is the best word that ends there."""
        best = [0.0] + [-math.inf] * len(run)
        since = [0] * (len(run) + 1)
        for end in range(1, len(run) + 1):
            for start in range(max(0, end - self._longest), end):
                found = best[start] + self._weight(run[start:end])
                if found > best[end]:
                    best[end], since[end] = found, start
        cuts, end = [len(run)], len(run)
        while end:
            end = since[end]
            cuts.append(end)
        cuts.reverse()
        for start, stop in pairwise(cuts):
            yield offset + start, offset + stop

    def _weight(self, word: str) -> float:
        known = self._weights.get(word)
        if known is not None:
            return known
        return UNKNOWN if len(word) == 1 else -math.inf


UNKNOWN = -12.0
"""Log likelihood of a single character that stands for itself."""
