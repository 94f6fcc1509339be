"""Our driver for pyttsx3, registered as ``pyttsx3.drivers.kiosk``.

The stock espeak driver cannot be interrupted (it waits for ``aplay`` inside the
engine's callback), says only the last of several utterances, and hangs when it is
stopped from another thread. This one plays nothing: it synthesises in the calling
thread and notifies ``audio`` (``pcm``, ``rate``, ``words``), so that the caller
owns the sound. ``stop`` may be called inside that notification, or from any thread.
"""

from __future__ import annotations

import sys
import wave
from collections.abc import Sequence
from types import ModuleType
from typing import Any

from pyttsx3.voice import Voice as ListedVoice

from a11y.speech.espeak import Espeak, Voice, WordAt

NAME = "kiosk"


def register(espeak: Espeak, name: str = NAME) -> str:
    """Make ``pyttsx3.init(name)`` and ``Engine(name)`` use ``espeak``; returns ``name``.

    pyttsx3 finds drivers as modules, so a module is what it gets. ``pyttsx3.init``
    shares one engine per name in a process; who needs one alone makes an ``Engine``.
    """
    module = ModuleType(f"pyttsx3.drivers.{name}", __doc__)
    module.buildDriver = lambda proxy: KioskDriver(proxy, espeak)  # type: ignore[attr-defined]  # that is how pyttsx3 asks
    sys.modules[module.__name__] = module
    return name


class KioskDriver:
    """What pyttsx3 asks of a driver; names and properties are its own."""

    def __init__(self, proxy: Any, espeak: Espeak) -> None:
        self._proxy = proxy
        self._espeak = espeak
        self._stopping = False
        self._properties: dict[str, Any] = {"voice": "en", "rate": 200, "pitch": 50, "volume": 1.0}

    def destroy(self) -> None:
        """Nothing of ours is left: the library belongs to the process."""

    def say(self, text: str) -> None:
        """Synthesise now; returns when all sound was notified or ``stop`` was called."""
        self._proxy.notify("started-utterance")
        completed = self._synthesise(text, self._notify_audio)
        self._proxy.notify("finished-utterance", completed=completed)

    def stop(self) -> None:
        """Stop the synthesis that is running, at its next piece of sound."""
        self._stopping = True

    def save_to_file(self, text: str, filename: str) -> None:
        """Write the sound of ``text`` as a WAV file."""
        with wave.open(filename, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(self._espeak.rate)
            self._synthesise(text, lambda pcm, words: file.writeframesraw(pcm))
        self._proxy.notify("finished-utterance", completed=True)

    def getProperty(self, name: str) -> Any:  # noqa: N802 - pyttsx3's name
        """``voices``, ``voice``, ``rate`` (words per minute), ``pitch``, ``volume`` (0–1)."""
        if name == "voices":
            return [ListedVoice(voice) for voice in self._espeak.voices()]
        return self._properties[name]

    def setProperty(self, name: str, value: Any) -> None:  # noqa: N802 - pyttsx3's name
        """Set a property of ``getProperty``; raises KeyError for any other."""
        if name not in self._properties:
            raise KeyError(name)
        self._properties[name] = value

    def startLoop(self) -> None:  # noqa: N802 - pyttsx3's name
        """Work off what is queued; every ``say`` is done when it returns, so that is all."""
        self._proxy.setBusy(False)

    def endLoop(self) -> None:  # noqa: N802 - pyttsx3's name
        """Nothing runs on."""

    def iterate(self) -> Any:
        """For callers with a loop of their own."""
        self._proxy.setBusy(False)
        yield

    def _synthesise(self, text: str, take: Any) -> bool:
        self._stopping = False

        def receive(pcm: bytes, words: Sequence[WordAt]) -> bool:
            if not self._stopping:
                take(pcm, words)
            return not self._stopping

        return self._espeak.synthesise(text, self._voice(), receive)

    def _voice(self) -> Voice:
        volume = round(100 * min(1.0, max(0.0, float(self._properties["volume"]))))
        rate, pitch = int(self._properties["rate"]), int(self._properties["pitch"])
        return Voice(str(self._properties["voice"]), rate, pitch, volume)

    def _notify_audio(self, pcm: bytes, words: Sequence[WordAt]) -> None:
        for word in words:
            self._proxy.notify("started-word", location=word.start, length=word.length)
        self._proxy.notify("audio", pcm=pcm, rate=self._espeak.rate, words=words)
