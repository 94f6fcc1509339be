"""Text becomes sound: the protocol every engine follows, and the two that are here."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from pyttsx3.engine import Engine

from a11y.speech.driver import register
from a11y.speech.errors import NoEngine, NoVoice
from a11y.speech.espeak import ENGINE_VOICES, Candidate, Espeak, WordAt, load
from a11y.speech.prosody import Prosody

log = logging.getLogger(__name__)

SILENT_RATE = 8000
"""Samples a second of the silence that stands for speech when there is no engine."""


@dataclass(frozen=True, slots=True)
class Sound:
    """A piece of sound; ``words`` begin in it, their ``sample`` counted from its start."""

    pcm: bytes
    rate: int
    words: tuple[WordAt, ...] = ()


Take = Callable[[Sound], bool]
"""Takes the next piece; False stops the synthesis."""


class Synth(Protocol):
    """A speech engine. Calls come from one worker thread and may take their time."""

    @property
    def name(self) -> str:
        """Engine and version, such as ``espeak-ng 1.52.0``; empty where there is none."""

    @property
    def reason(self) -> str:
        """Why there is no engine, as a fact (see NoEngine); empty where there is one."""

    @property
    def voices(self) -> tuple[str, ...]:
        """Which of ``cmn``, ``yue`` and ``en`` it has."""

    @property
    def reads_words(self) -> frozenset[str]:
        """Voices that are fed the words as they are written; the others get their readings."""

    def synthesise(self, text: str, voice: str, prosody: Prosody, take: Take) -> None:
        """Hand the sound of ``text`` to ``take``, piece by piece; raises SpeechError."""


class KioskSynth:
    """espeak-ng through pyttsx3 and our driver.

    It makes an ``Engine`` of its own instead of calling ``pyttsx3.init``, whose
    cache would give every caller of one process the same engine and so each
    caller's sound to all.
    """

    def __init__(self, espeak: Espeak, driver: str = "kiosk") -> None:
        self._espeak = espeak
        self._engine: Any = Engine(register(espeak, driver))
        self._engine.connect("audio", self._on_audio)
        self._engine.connect("error", self._on_error)
        self._take: Take | None = None
        self._sent = 0
        self._error: Exception | None = None

    @property
    def name(self) -> str:
        """Engine and version."""
        return f"espeak-ng {self._espeak.version}"

    @property
    def reason(self) -> str:
        """Empty: there is an engine."""
        return ""

    @property
    def voices(self) -> tuple[str, ...]:
        """All three, with every version: Chinese is fed as pinyin and jyutping."""
        return ("cmn", "yue", "en")

    @property
    def reads_words(self) -> frozenset[str]:
        """None: how a character is read is decided here."""
        return frozenset()

    def synthesise(self, text: str, voice: str, prosody: Prosody, take: Take) -> None:
        """As the protocol says; raises NoVoice, EngineFailed, and what ``take`` raises."""
        if voice not in self.voices:
            raise NoVoice(voice)
        if voice == "cmn" and not self._espeak.good_mandarin:
            voice = "cmn-latn-pinyin"  # fed with pinyin as ``cmn`` is, but takes English for it too
        voice = ENGINE_VOICES.get(voice, voice)
        self._take, self._sent, self._error = take, 0, None
        for name, value in _properties(voice, prosody).items():
            self._engine.setProperty(name, value)
        self._engine.say(text)
        self._engine.runAndWait()
        self._take = None
        if self._error is not None:
            raise self._error

    def _on_audio(self, name: str | None, pcm: bytes, rate: int, words: Sequence[WordAt]) -> None:
        """pyttsx3 swallows what a listener raises: the error is kept and the speech stopped."""
        if self._take is None:
            return
        start = self._sent
        self._sent += len(pcm) // 2
        placed = tuple(self._placed(word, start) for word in words)
        try:
            if self._take(Sound(pcm, rate, placed)):
                return
        except Exception as error:  # noqa: BLE001 - raised again by synthesise
            self._error = error
        self._engine.stop()

    def _placed(self, word: WordAt, sent: int) -> WordAt:
        return WordAt(max(0, word.sample - sent), word.start, word.length)

    def _on_error(self, exception: Exception, name: str | None = None) -> None:
        self._error = exception


class Voiceless:
    """No engine: silence as long as the speech would have been, so that captions keep pace."""

    name = ""
    voices: tuple[str, ...] = ("cmn", "yue", "en")
    reads_words: frozenset[str] = frozenset()

    def __init__(self, reason: str) -> None:
        self.reason = reason

    def synthesise(self, text: str, voice: str, prosody: Prosody, take: Take) -> None:
        """A character of Chinese, or a word of Latin letters, lasts as ``prosody.rate`` says."""
        samples = round(SILENT_RATE / max(prosody.rate, 0.1))
        for start, length in units(text):
            if not take(Sound(bytes(2 * samples), SILENT_RATE, (WordAt(0, start, length),))):
                return


def open_synth(choice: Sequence[Candidate] | None = None, driver: str = "kiosk") -> Synth:
    """The best engine of this machine, or Voiceless with the reason; never raises."""
    try:
        return KioskSynth(load(choice), driver)
    except NoEngine as error:
        log.warning("no speech engine: %s", error.reason)
        return Voiceless(error.reason)


def _properties(voice: str, prosody: Prosody) -> dict[str, object]:
    return {
        "voice": voice,
        "rate": prosody.wpm,
        "pitch": prosody.pitch,
        "volume": prosody.volume,
    }


_SYLLABLE = re.compile("[a-z]+[1-6]")
_UNIT = re.compile("[a-z]+[1-6]|[A-Za-z]+|[\u3400-\u9fff]")


def units(text: str) -> Iterator[tuple[int, int]]:
    """Where the words are: one ideograph or syllable with its tone each, or a run of letters."""
    if _SYLLABLE.search(text):
        yield from ((match.start(), match.end() - match.start()) for match in _UNIT.finditer(text))
        return
    start = -1
    for place, char in enumerate(text):
        joins = char.isalnum() and ord(char) < 0x2E80  # before the CJK blocks
        if start >= 0 and not joins:
            yield start, place - start
            start = -1
        if joins and start < 0:
            start = place
        elif char.isalnum() and not joins:
            yield place, 1
    if start >= 0:
        yield start, len(text) - start
