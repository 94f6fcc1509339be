"""A piece of an utterance becomes segments: one voice, one sentence, one text for the engine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from a11y.speech.front import Front, ends_sentence, load_front, sentences
from a11y.speech.symbols import Level
from a11y.speech.tape import Tape
from a11y.speech.utterance import Say

_HAN = "[\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
_LATIN = re.compile(r"[A-Za-z][A-Za-z' .-]*[A-Za-z]|[A-Za-z]")
_RUNS = re.compile(f"{_HAN}(?:[\uff0c\u3001\u3002\uff1a\uff1b\uff1f\uff01\\s]*{_HAN})*")


@dataclass(frozen=True, slots=True)
class Segment:
    """What is synthesised in one go."""

    voice: str
    said: Tape
    """The normalised words over their sentence: what a person would write down."""

    fed: Tape
    """What the engine gets, over the same sentence."""

    begin: int
    """Where the sentence begins in the text of the item."""

    ends: bool = False
    """Whether a sentence ends here, and not only a part in another voice."""

    @property
    def engine(self) -> str:
        """The text for the engine."""
        return self.fed.text

    def source(self, start: int, length: int, *, words: bool = False) -> tuple[int, int]:
        """Where (start, end) in the item's text the engine's ``start, length`` is.

        ``words``: the engine was given the words and not their readings.
        """
        first, last = (self.said if words else self.fed).locate(start, length)
        return self.begin + first, self.begin + last


@dataclass(frozen=True, slots=True)
class Voices:
    """Who says a text, and how much of its signs."""

    text: str
    han: str = "cmn"
    """For Chinese inside English."""

    level: Level = Level.SOME


@dataclass(frozen=True)
class Reader:
    """The front end applied to what is said."""

    front: Front = field(default_factory=load_front)

    def segments(self, say: Say, voices: Voices | str, first: int = 0) -> Iterator[Segment]:
        """The segments from the sentence that holds character ``first`` on, lazily.

        Chinese voices read Latin letters as English themselves; the English voice
        cannot read ideographs, so runs of them go to the voice ``han``.
        """
        text = say.text.source
        if isinstance(voices, str):
            voices = Voices(voices)
        for start, end in sentences(text):
            if end > first or end == len(text):
                yield from self._sentence(text[start:end], start, say.spell, voices)

    def _sentence(self, text: str, begin: int, spell: bool, voices: Voices) -> Iterator[Segment]:
        for voice, start, end in runs(text, voices.text, voices.han):
            part = text[start:end]
            if spell:
                said = self.front.spell(part, voice)
            else:
                said = self.front.normalise(part, voice, voices.level)
            for one, words in voices_of(said, voice):
                fed = words.then(self.front.pronounce(words.text, one))
                if fed.text.strip():
                    yield Segment(one, words, fed, begin + start, ends_sentence(words.text))


def voices_of(said: Tape, voice: str) -> Iterator[tuple[str, Tape]]:
    """Words by the voice that can say them: the Cantonese one has no Latin letters."""
    place = 0
    for match in _LATIN.finditer(said.text) if voice == "yue" else ():
        if said.text[place : match.start()].strip():
            yield voice, said.part(place, match.start())
        yield "en", said.part(*match.span())
        place = match.end()
    if place == 0:
        yield voice, said
    elif place < len(said.text):
        yield voice, said.part(place, len(said.text))


def runs(text: str, voice: str, han: str) -> Iterator[tuple[str, int, int]]:
    """Parts of the text by voice (voice, start, end); together they are the text."""
    place = 0
    for match in _RUNS.finditer(text) if voice == "en" else ():
        if match.start() > place:
            yield voice, place, match.start()
        yield han, match.start(), match.end()
        place = match.end()
    if place < len(text):
        yield voice, place, len(text)
