"""From words to the text that the engine is fed: every ideograph by its reading.

The engine's own choice of a reading is used nowhere, so what is spoken, what captions
show as pinyin and what ``say --explain`` tells are the same. Mandarin is fed as pinyin,
which ``cmn`` of espeak-ng 1.52 and ``cmn-latn-pinyin`` of older ones read alike.
Cantonese is fed as jyutping to ``yue-latn-jyutping``, which says -ng right where ``yue``
says n and g; that voice knows no English, so Latin letters go to another (``reading``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from a11y.speech.contexts import Contexts, load_contexts
from a11y.speech.dictionary import Dictionary, Tables, Word, load_dictionaries
from a11y.speech.forms import Forms
from a11y.speech.sandhi import sandhi
from a11y.speech.tape import Piece, Tape, fill

_RUN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")
_UNSAYABLE = re.compile("^([jqx])iong")
"""espeak-ng 1.52 says xiong, qiong and jiong as English spelling; without the i they are right."""


@dataclass(frozen=True, slots=True)
class Read:
    """The character at ``place`` is read as ``syllable``, said as ``said`` (tone change)."""

    place: int
    char: str
    syllable: str
    said: str
    source: str
    """``hand``, ``word``, ``alone``, or the name of a rule of context."""

    begins: bool
    """Whether a word begins here."""


@dataclass(frozen=True)
class Pronouncer:
    """Reads Chinese text; any thread may use it."""

    dictionaries: Mapping[str, Dictionary]
    contexts: Contexts
    respelled: Mapping[str, str]
    """Syllable -> what the engine is fed instead: syllabic ng loses its tone in jyutping."""

    @property
    def tables(self) -> Tables:
        """What the dictionaries stand on."""
        return self.dictionaries["cmn"].tables

    def read(self, text: str, voice: str) -> tuple[Read, ...]:
        """The readings of all ideographs, in order; none for a voice without a dictionary."""
        dictionary = self.dictionaries.get(voice)
        if dictionary is None:
            return ()
        words = {
            run.start() + word.start: replace(
                word, start=run.start() + word.start, end=run.start() + word.end
            )
            for run in _RUN.finditer(text)
            for word in dictionary.divide(run.group())
        }
        read = {one.place: one for word in words.values() for one in _of_word(text, word)}
        decided: set[int] = set()
        for found in self.contexts.found(text, words, dictionary):
            for place, syllable in enumerate(found.syllables, found.start):
                if place not in decided:
                    read[place] = replace(
                        read[place], syllable=syllable, said=syllable, source=found.name
                    )
            decided.update(range(found.start, found.end))
        said = tuple(read[place] for place in sorted(read))
        return tuple(sandhi(said)) if voice == "cmn" else said

    def feed(self, text: str, voice: str) -> Tape:
        """Write the readings into the text, one piece a character."""
        found = [self._written(one, text) for one in self.read(text, voice) if one.said]
        found.extend(letters(text, _LETTER_A if voice == "en" else _ALONE_A))
        return Tape(text, tuple(fill(text, sorted(found, key=lambda piece: piece.start))))

    def _written(self, one: Read, text: str) -> Piece:
        """Spelled for the engine; a blank before each word, and between it and Latin letters."""
        before, after = text[max(0, one.place - 1) : one.place], text[one.place + 1 : one.place + 2]
        apart = one.begins or one.said.startswith(_APART)
        left = " " if (apart and before and not before.isspace()) or _latin(before) else ""
        right = " " if _latin(after) else ""
        written = self.respelled.get(one.said) or _UNSAYABLE.sub(r"\1ong", one.said)
        return Piece(f"{left}{written}{right}", one.place, one.place + 1, one.source)


_APART = "hun"
"""The one syllable that the engine says a little otherwise in the middle of a word."""

_ALONE_A = re.compile("(?<![A-Za-z])A(?![A-Za-z])")
_LETTER_A = re.compile(
    r"(?<![A-Za-z])A(?= [A-Z](?![A-Za-z]))|(?<=(?<![A-Za-z])[A-Z] )A(?![A-Za-z])"
    r"|(?<![A-Za-z])A(?= (?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty|forty|fifty|sixty|seventy|eighty"
    r"|ninety)\b)"
)
_SAID_A = "eigh"
"""A lone A between letters or before its number would be read as the article."""


def letters(text: str, pattern: re.Pattern[str] = _LETTER_A) -> Iterator[Piece]:
    """Where the letter A must not be taken for the article."""
    for match in pattern.finditer(text):
        yield Piece(_SAID_A, match.start(), match.end(), "letter")


def _of_word(text: str, word: Word) -> Iterator[Read]:
    for place, syllable in enumerate(word.syllables, word.start):
        yield Read(place, text[place], syllable, syllable, word.source, place == word.start)


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def load_pronouncer(zh: Forms) -> Pronouncer:
    """Everything from the data files."""
    return Pronouncer(load_dictionaries(zh), load_contexts(zh), zh.tables["respelled"])
