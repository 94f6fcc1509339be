"""The text front end: what is written becomes what is said, and then what the engine is fed.

Pure: no engine, no clock, no state. Three rewritings, each a ``Tape``, so that every
character of the result knows the characters of the source it stands for:

1. clean: what nobody can say is dropped (controls, unpaired surrogates, emoji);
   full-width letters and digits become plain ones;
2. normalise: numbers, dates, addresses and signs become words, by named rules;
3. pronounce: every ideograph is replaced by its reading (``pronounce``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from a11y.speech.descriptions import Descriptions, load_descriptions
from a11y.speech.forms import Forms, load_forms, rules
from a11y.speech.pronounce import Pronouncer, load_pronouncer
from a11y.speech.rules_en import ENGLISH
from a11y.speech.rules_zh import CHINESE
from a11y.speech.spelling import spell
from a11y.speech.symbols import Level, Symbol, load_symbols, symbol_rule
from a11y.speech.tape import Piece, Rule, Tape, fill, rewrite

LONGEST = 120
"""Characters that are said as one; a longer sentence is cut at a pause or a blank."""

_END = re.compile(
    "[\u3002\uff01\uff1f!?\uff1b;\n]+[\u201d\u2019\u300d\u300f\uff09)\"']*|\\.(?=\\s)"
)
_PAUSE = re.compile("[\uff0c\u3001\uff1a,:\\s]")
_SAME = {"\u00b5": "\u03bc", "\u2236": ":"} | {
    chr(0x2080 + figure): str(figure) for figure in range(10)
}
"""The micro sign is the letter; figures below the line are figures: CO\u2082."""

_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "So", "Sk"})


@dataclass(frozen=True)
class Front:
    """The rules of all languages, ready to be used by any thread."""

    forms: Mapping[str, Forms]
    """``zh`` and ``en``."""

    chinese: tuple[Rule, ...]
    english: tuple[Rule, ...]
    symbols: Mapping[str, Symbol]
    pronouncer: Pronouncer
    descriptions: Descriptions

    def normalise(self, text: str, voice: str, level: Level = Level.SOME) -> Tape:
        """What is said, in words; doing it twice changes nothing (but ALL names new pauses)."""
        english = voice == "en"
        cleaned = self.clean(text)
        signs = symbol_rule(self.symbols, level, english=english)
        spoken = self.english if english else self.chinese
        return cleaned.then(rewrite(cleaned.text, (*spoken, signs)))

    def pronounce(self, text: str, voice: str) -> Tape:
        """What the engine is fed for words."""
        return self.pronouncer.feed(text, voice)

    def spell(self, text: str, voice: str) -> Tape:
        """The names of the characters, one by one."""
        cleaned, english = self.clean(text), voice == "en"
        forms = self.forms["en" if english else "zh"]
        return cleaned.then(spell(cleaned.text, forms, self.symbols, english=english))

    def read(self, text: str, voice: str, level: Level = Level.SOME) -> Tape:
        """From the source to what the engine is fed."""
        said = self.normalise(text, voice, level)
        return said.then(self.pronounce(said.text, voice))

    def clean(self, text: str) -> Tape:
        """Drop what cannot be said, make full-width forms plain."""
        changed = [
            Piece(plain, place, place + 1, "clean")
            for place, char in enumerate(text)
            if (plain := self._plain(char)) != char
        ]
        return Tape(text, tuple(fill(text, changed)))

    def _plain(self, char: str) -> str:
        if char.isascii():
            return char if char.isprintable() else " "
        if char in self.symbols:
            return _full_width(char)
        category = unicodedata.category(char)
        if category == "Nd":
            return str(unicodedata.decimal(char))
        if category[0] == "Z":
            return " "
        if char in self.forms["zh"].tables["units"]:
            return char
        if category in _DROPPED and not unicodedata.numeric(char, None):
            return " " if category == "So" else ""
        return _full_width(char)


def _full_width(char: str) -> str:
    """A full-width letter, digit or sign as the plain one; punctuation that pauses stays."""
    if char in _SAME:
        return _SAME[char]
    if "\uff01" <= char <= "\uff5e" and char not in "\uff0c\uff1a\uff1b\uff1f\uff01":
        return chr(ord(char) - 0xFEE0)
    return char


@cache
def load_front() -> Front:
    """The front end with the tables of this room; they are read once and never change."""
    chinese, english = load_forms("zh"), load_forms("en")
    pronouncer = load_pronouncer(chinese)
    return Front(
        forms={"zh": chinese, "en": english},
        chinese=rules(chinese, CHINESE),
        english=rules(english, ENGLISH),
        symbols=load_symbols(),
        pronouncer=pronouncer,
        descriptions=load_descriptions(chinese, pronouncer.tables),
    )


def sentences(text: str, start: int = 0) -> Iterator[tuple[int, int]]:
    """Places (start, end) of what is said as one, lazily; together they are the text."""
    while start < len(text):
        window = text[start : start + LONGEST]
        match = _END.search(window)
        end = start + (match.end() if match else len(window))
        if match is None and end < len(text):
            end = start + _last_pause(window)
        yield start, end
        start = end


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    found = _END.search(text.rstrip(" ") + " ")
    return found is not None and not text[found.end() :].strip()


def _last_pause(window: str) -> int:
    """Where to cut a window without the end of a sentence; never in a word if that can be."""
    cuts = [match.end() for match in _PAUSE.finditer(window)]
    useful = [cut for cut in cuts if cut > LONGEST // 3]
    return useful[-1] if useful else len(window)
