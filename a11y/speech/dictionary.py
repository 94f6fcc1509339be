"""Which word a text is made of, and how each character of it is read.

The tables are derived (``derive``) and corrected by hand (``lexicon``). A run of
ideographs is divided into the words that are together the most likely, as jieba does
it, so that a word is not found across the border of two others.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from a11y.speech.forms import DATA, Forms
from a11y.speech.lexicon import Lexicon, load_lexicon
from a11y.speech.names import Names, load_names

LONGEST = 8
"""Characters of the longest word that is looked for."""

_HAND_USES = 300
"""How common a word of the lexicon counts as at least: it was put there to be found."""

_ALL_USES = 6e7  # of all words in jieba's dictionary together
_COLUMN = {"cmn": 1, "yue": 2}


@dataclass(frozen=True, slots=True)
class Word:
    """``text[start:end]`` and the syllables of its characters; empty where unknown."""

    start: int
    end: int
    syllables: tuple[str, ...]
    source: str
    """``hand``, ``word`` (derived), ``surname`` (a name), ``alone``: a character without a word."""


@dataclass(frozen=True)
class Tables:
    """What the derived files hold, for all voices; lines are divided when they are needed."""

    words: Mapping[str, str]
    """Word -> the rest of its line: uses, pinyin, jyutping."""

    characters: Mapping[str, tuple[str, str, str, str]]
    """Character -> pinyin, jyutping, a word that describes it, uses."""


@dataclass(frozen=True)
class Dictionary:
    """The readings of one voice."""

    tables: Tables
    lexicon: Lexicon
    voice: str
    names: Names

    def divide(self, run: str) -> Iterator[Word]:
        """The words of a run of ideographs, in order."""
        best = self._best(run)
        place = 0
        while place < len(run):
            end = best[place]
            syllables, source = self._reading(run[place:end])
            yield Word(place, end, syllables, source)
            place = end

    def alone(self, char: str) -> str:
        """A character by itself; empty where it is unknown."""
        return _alone(char, self.tables, self.lexicon, self.voice)

    def uses(self, word: str) -> int:
        """How often a word is used in the corpus it was taken from; 0: unknown."""
        line = self.tables.words.get(word)
        found = int(line.partition("\t")[0]) if line else 0
        return max(found, _HAND_USES) if word in self.lexicon.words else found

    def _best(self, run: str) -> list[int]:
        """For each place the end of the word that begins the most likely division from there."""
        ends = list(range(1, len(run) + 1))
        likely = [0.0] * (len(run) + 1)
        words, hand, length = self.tables.words, self.lexicon.words, len(run)
        for place in range(length - 1, -1, -1):
            best, best_end = (
                self._likely(self._alone_uses(run[place])) + likely[place + 1],
                place + 1,
            )
            for end in range(place + 2, min(place + LONGEST, length) + 1):
                word = run[place:end]
                if word in words or word in hand:
                    found = self._word_likely(word) + likely[end]
                    if found >= best:
                        best, best_end = found, end
            for end, name in self.names.at(run, place):
                if name + likely[end] > best:
                    best, best_end = name + likely[end], end
            likely[place], ends[place] = best, best_end
        return ends

    def _word_likely(self, word: str) -> float:
        """An entry of the lexicon is never less likely than its characters one by one."""
        found = self._likely(self.uses(word))
        if word not in self.lexicon.words:
            return found
        return max(found, sum(self._likely(self._alone_uses(char)) for char in word))

    def _alone_uses(self, char: str) -> int:
        row = self.tables.characters.get(char)
        return int(row[3]) if row else 0

    def _likely(self, uses: int) -> float:
        return math.log(max(uses, 1) / _ALL_USES)

    def _reading(self, word: str) -> tuple[tuple[str, ...], str]:
        if len(word) > 1 and word in self.lexicon.words:
            return self.lexicon.words[word], "hand"
        written = self.tables.words.get(word, "").split("\t")
        said = written[_COLUMN[self.voice]] if len(written) > _COLUMN[self.voice] else ""
        if len(word) > 1 and word not in self.tables.words:
            family = self.names.reading(word)
            given = (self.alone(char) for char in word[len(family) :])
            return (*family, *given), "surname"
        source = "word" if len(word) > 1 else "alone"
        return tuple(said.split()) or tuple(self.alone(char) for char in word), source


def load_tables() -> Tables:
    """Read the derived files (0.1 s)."""
    words = (line.partition("\t") for line in _lines("words.tsv"))
    characters = (line.split("\t") for line in _lines("characters.tsv"))
    return Tables(
        {word: rest for word, _, rest in words},
        {row[0]: (row[1], row[2], row[3], row[4]) for row in characters},
    )


def load_dictionaries(zh: Forms) -> Mapping[str, Dictionary]:
    """One for each Chinese voice."""
    tables = load_tables()
    return {voice: _dictionary(tables, voice, zh) for voice in _COLUMN}


def _dictionary(tables: Tables, voice: str, zh: Forms) -> Dictionary:
    lexicon = load_lexicon(voice)[0]
    names = load_names(_COLUMN[voice], zh, lambda char: _alone(char, tables, lexicon, voice))
    return Dictionary(tables, lexicon, voice, names)


def _alone(char: str, tables: Tables, lexicon: Lexicon, voice: str) -> str:
    if known := lexicon.words.get(char):
        return known[0]
    row = tables.characters.get(char)
    return row[_COLUMN[voice] - 1] if row else ""


def _lines(name: str) -> Iterator[str]:
    lines = (DATA / name).read_text("utf-8").splitlines()
    return (line for line in lines if line and not line.startswith("#"))
