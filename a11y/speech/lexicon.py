"""Words that the engine misreads, and how they are read: reviewed data, not code.

``data/lexicon.cmn.tsv``: a word, its pinyin (one syllable a character, tone as a
digit, 5 neutral, ``v`` for ü), and why. The longest word at a place wins. espeak-ng
reads pinyin in the middle of Chinese text as it reads the characters.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from a11y.speech.errors import BadLine
from a11y.speech.forms import DATA
from a11y.speech.tape import Piece, Tape, fill

log = logging.getLogger(__name__)

_SYLLABLE = re.compile("[a-z]+[1-5]")
_UNSAYABLE = re.compile("^([jqx])iong")
"""espeak-ng 1.52 says xiong, qiong and jiong as English spelling; without the i they are right."""

_LETTER_A = re.compile("(?<![A-Za-z])A(?= [A-Z](?![A-Za-z]))|(?<=(?<![A-Za-z])[A-Z] )A(?![A-Za-z])")
_SAID_A = "eigh"
"""A lone A between letters would be read as the article; written so it is the letter."""


@dataclass(frozen=True)
class Lexicon:
    """Words and their syllables."""

    words: Mapping[str, tuple[str, ...]]

    @cached_property
    def _longest(self) -> Mapping[str, tuple[int, ...]]:
        """First character -> lengths of its words, the longest first."""
        lengths: dict[str, set[int]] = {}
        for word in self.words:
            lengths.setdefault(word[0], set()).add(len(word))
        return {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}

    def pronounce(self, text: str) -> Tape:
        """Write the syllables of known words into the text, one piece a character."""
        found = [*self._found(text), *_letters(text)]
        return Tape(text, tuple(fill(text, sorted(found, key=lambda piece: piece.start))))

    def _found(self, text: str) -> Iterator[Piece]:
        place = 0
        while place < len(text):
            word = self._word_at(text, place)
            syllables = self.words.get(word, ())
            for index, syllable in enumerate(syllables, place):
                yield Piece(_written(syllable, text, index), index, index + 1, "lexicon")
            place += len(word) or 1

    def _word_at(self, text: str, place: int) -> str:
        for length in self._longest.get(text[place], ()):
            if text[place : place + length] in self.words:
                return text[place : place + length]
        return ""


def _letters(text: str) -> Iterator[Piece]:
    for match in _LETTER_A.finditer(text):
        yield Piece(_SAID_A, match.start(), match.end(), "letter")


def load_lexicon(voice: str) -> tuple[Lexicon, tuple[BadLine, ...]]:
    """The lexicon of a voice and the lines that were left out, each with its place.

    A faulty line must not silence a terminal, so the rest is used.
    """
    file = DATA / f"lexicon.{voice}.tsv"
    lines = file.read_text("utf-8").splitlines() if file.exists() else []
    lexicon, faults = parse_lexicon(lines, file.name)
    for fault in faults:
        log.warning("left out: %s", fault)
    return lexicon, faults


def parse_lexicon(lines: Iterable[str], file: str = "") -> tuple[Lexicon, tuple[BadLine, ...]]:
    """Read entries; a line beginning with ``#`` is a remark."""
    words: dict[str, tuple[str, ...]] = {}
    faults: list[BadLine] = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        word, _, rest = line.partition("\t")
        syllables = tuple(rest.partition("\t")[0].split())
        if fault := _fault(word, syllables, words):
            faults.append(BadLine(file, number, fault))
        else:
            words[word] = syllables
    return Lexicon(words), tuple(faults)


def _fault(word: str, syllables: tuple[str, ...], known: Mapping[str, object]) -> str:
    """What is wrong with an entry, as a fact; empty where nothing is."""
    if word in known:
        return "twice"
    if len(word) != len(syllables):
        return "syllables_differ_from_characters"
    wrong = [syllable for syllable in syllables if not _SYLLABLE.fullmatch(syllable)]
    return f"not_a_syllable {wrong[0]}" if wrong else ""


def _written(syllable: str, text: str, index: int) -> str:
    """Spelled for the engine; a blank keeps it from growing together with Latin letters."""
    before, after = text[max(0, index - 1) : index], text[index + 1 : index + 2]
    syllable = _UNSAYABLE.sub(r"\1ong", syllable)
    left = " " if before.isascii() and before.isalnum() else ""
    return left + syllable + (" " if after.isascii() and after.isalnum() else "")
