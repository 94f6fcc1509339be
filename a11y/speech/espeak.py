"""espeak-ng, called through pyttsx3's own binding, with a library of our choice.

The version matters: Mandarin of 1.51 and older reads most characters as pinyin
spelled in English, so ``cmn`` is used from 1.52 on and ``cmn-latn-pinyin``, fed
with pinyin, before (espeak-ng issues 1044, 1236, 1370).
"""

from __future__ import annotations

import ctypes
import importlib
import logging
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from a11y.speech.errors import EngineBusy, EngineFailed, NoEngine, NoVoice

log = logging.getLogger(__name__)

BUFFER_MS = 60
"""Length of the pieces in which the engine hands out sound."""

_DONT_EXIT = 0x8000  # espeakINITIALIZE_DONT_EXIT: missing data must not end the process
_IPA = 0x02  # espeak_TextToPhonemes: IPA instead of the engine's own names
_UTF8 = 1  # espeakCHARS_UTF8
_WORD = 1  # espeakEVENT_WORD
_GOOD_MANDARIN = (1, 52)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A library to try, with its data; an empty ``data`` is the library's own place."""

    library: str
    data: str = ""


@dataclass(frozen=True, slots=True)
class WordAt:
    """A word begins at ``sample`` of the utterance: ``text[start:start + length]``."""

    sample: int
    start: int
    length: int


ENGINE_VOICES = {"yue": "yue-latn-jyutping"}
"""The engine's name of a voice where it is not ours."""

Receive = Callable[[bytes, Sequence[WordAt]], bool]
"""Takes the next sound (s16le mono) and the words that begin in it; False stops."""


def candidates() -> tuple[Candidate, ...]:
    """The libraries of this machine, the best first: the wheel's 1.52, then the system's."""
    found = [Candidate("libespeak-ng.so.1")]
    try:
        import espeakng_loader  # noqa: PLC0415 - optional; importing it costs nothing where absent

        wheel = Candidate(espeakng_loader.get_library_path(), espeakng_loader.get_data_path())
        found.insert(0, wheel)
    except (ImportError, OSError):
        log.info("the espeak-ng wheel is not installed")
    return tuple(found)


def load(choice: Sequence[Candidate] | None = None) -> Espeak:
    """Load the first library that works; raises NoEngine.

    The library is loaded before pyttsx3's binding is imported: the binding asks
    for it by its SONAME and so gets the one that is already there. A process has
    one espeak-ng; a second call finds the first library whatever it asks for.
    """
    for candidate in candidates() if choice is None else choice:
        try:
            ctypes.CDLL(candidate.library)
        except OSError:
            continue
        return Espeak(_binding(), candidate.data)
    raise NoEngine("library_missing")


def _binding() -> ModuleType:
    try:
        return importlib.import_module("pyttsx3.drivers._espeak")
    except (ImportError, RuntimeError, AttributeError) as error:
        raise NoEngine("binding_missing", type(error).__name__) from error


class Library:
    """What of the C library is one for the process: whose turn it is, and its beginning.

    ``espeak_Initialize`` frees the phonemes that the voice chosen before goes on using
    (1.52: ``SelectPhonemeTable`` returns early for the number it had), so a second one
    ends in garbled speech or a crash. It is called once; a failed one is tried again.
    """

    def __init__(self, binding: Any) -> None:
        self._c = binding
        self._turn = threading.RLock()
        self._busy = False
        self._rate = 0

    @classmethod
    def of(cls, binding: Any) -> Library:
        """The one of this binding: kept on it, where every ``Espeak`` finds it."""
        found: Library = vars(binding).setdefault("library", cls(binding))
        return found

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Nobody else calls meanwhile. Raises EngineBusy for a call out of its own callback."""
        with self._turn:
            if self._busy:
                raise EngineBusy
            self._busy = True
            try:
                yield
            finally:
                self._busy = False

    def begun(self, data: str) -> int:
        """Samples a second; begins with the data in ``data`` unless it has begun already.

        Raises NoEngine. Within a ``turn``.
        """
        if self._rate <= 0:  # 0 or -1 where phoneme data is missing
            self._rate = self._c.Initialize(
                self._c.AUDIO_OUTPUT_SYNCHRONOUS, BUFFER_MS, data.encode() or None, _DONT_EXIT
            )
            if self._rate <= 0:
                raise NoEngine("data_missing", data)
        return self._rate


class Espeak:
    """The loaded engine; calls may come from any thread and take turns.

    Voice, rate and callback are state of the C library, one for the process. So
    every call sets what it needs, in its turn: two ``Espeak`` objects (two engines,
    two tests) cannot mix.
    """

    def __init__(self, binding: Any, data: str = "") -> None:
        self._c = binding
        self._library = Library.of(binding)
        with self._library.turn():
            self.rate = self._library.begun(data)
        written = binding.Info(None).decode("ascii", "replace")
        self.version: str = written.split()[0] if written.strip() else ""
        self._callback = binding.t_espeak_callback(self._on_sound)
        self._receive: Receive | None = None
        self._error: BaseException | None = None
        self._stopped = False
        _prototype(binding.dll)

    @property
    def good_mandarin(self) -> bool:
        """Whether the voice ``cmn`` of this version reads Chinese characters."""
        numbers = re.match(r"(\d+)\.(\d+)", self.version)
        return numbers is not None and (int(numbers[1]), int(numbers[2])) >= _GOOD_MANDARIN

    def voices(self) -> tuple[str, ...]:
        """Identifiers of all voices, such as ``sit/cmn``."""
        with self._library.turn():
            return tuple(voice.identifier.decode() for voice in self._c.ListVoices(None))

    def synthesise(self, text: str, voice: Voice, receive: Receive) -> bool:
        """Hand the sound of ``text`` to ``receive`` piece by piece; False: it was stopped.

        Raises NoVoice, EngineFailed, EngineBusy, and whatever ``receive`` raises.
        """
        with self._library.turn():
            self._apply(voice)
            self._receive, self._error, self._stopped = receive, None, False
            self._c.cSetSynthCallback(self._callback)
            code = self._c.Synth(clean(text), flags=_UTF8)
            self._receive = None
            if self._error is not None:
                raise self._error
            if code != 0:
                raise EngineFailed(code)
            return not self._stopped

    def phonemes(self, text: str, voice: str, *, ipa: bool = False) -> str:
        """The phonemes of ``text``: what is said, without saying it."""
        with self._library.turn():
            self._set_voice(voice)
            buffer = ctypes.create_string_buffer(clean(text).encode())
            place = ctypes.c_void_p(ctypes.addressof(buffer))
            parts: list[str] = []
            while place.value:
                said = self._c.dll.espeak_TextToPhonemes(
                    ctypes.byref(place), _UTF8, _IPA if ipa else 0
                )
                parts.append((said or b"").decode("utf-8", "replace"))
            return " ".join(part.strip() for part in parts if part.strip())

    def _apply(self, voice: Voice) -> None:
        self._set_voice(voice.name)
        self._c.SetParameter(self._c.RATE, voice.wpm, 0)
        self._c.SetParameter(self._c.PITCH, voice.pitch, 0)
        self._c.SetParameter(self._c.VOLUME, voice.volume, 0)

    def _set_voice(self, name: str) -> None:
        if self._c.SetVoiceByName(name.encode("utf-8", "replace")) != 0:
            raise NoVoice(name)

    def _on_sound(self, wav: Any, count: int, events: Any) -> int:
        """C callback, on the caller's thread. An exception cannot pass through C: it is kept."""
        if self._receive is None or not wav:
            return 0
        try:
            pcm = ctypes.string_at(wav, count * 2)
            words = tuple(_words(events))
            go_on = self._receive(pcm, words) if count or words else True
        except BaseException as error:  # noqa: BLE001 - raised again once C has returned
            self._error = error
            return 1
        self._stopped = not go_on
        return 0 if go_on else 1


@dataclass(frozen=True, slots=True)
class Voice:
    """Parameters of one call, in the engine's own units."""

    name: str = "en"
    wpm: int = 200
    """Words per minute, 80–1350."""

    pitch: int = 50
    """0–100."""

    volume: int = 100
    """0–100."""


def clean(text: str) -> str:
    """What C can take: no NUL (it would end the text), no unpaired surrogate."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")


def _words(events: Any) -> list[WordAt]:
    found: list[WordAt] = []
    place = 0
    while events[place].type != 0:
        event = events[place]
        if event.type == _WORD and event.text_position > 0:
            found.append(WordAt(event.sample, event.text_position - 1, event.length))
        place += 1
    return found


def _prototype(dll: Any) -> None:
    """Declare the one function that the binding lacks."""
    dll.espeak_TextToPhonemes.restype = ctypes.c_char_p
    dll.espeak_TextToPhonemes.argtypes = [
        ctypes.POINTER(ctypes.c_void_p),
        ctypes.c_int,
        ctypes.c_int,
    ]
