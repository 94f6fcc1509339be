"""What each language needs to be shown, made once in a process and shared by all that show.

A converter takes about 0.3 s to be built and a catalogue 0.1 s to be read: a switch
of the language must wait for neither.
"""

from __future__ import annotations

import ctypes
import threading

from locales.languages import Language
from locales.project import Projector
from locales.words import Words

_WARMED = ("screens.bar", "reading.opening", "errors.any")
"""A key of each domain that a visit needs: asking for one reads the whole catalogue."""


class Languages:
    """One projector and one set of words a language; safe to use from several threads."""

    def __init__(self) -> None:
        self._projectors = {language: Projector(language) for language in Language}
        self._words = {
            language: Words(language, lenient=True, projector=self._projectors[language])
            for language in Language
        }

    def projector(self, language: Language) -> Projector:
        """What shows content in a language."""
        return self._projectors[language]

    def words(self, language: Language) -> Words:
        """The words of the interface in a language; a missing one is no crash."""
        return self._words[language]

    def warm(self) -> threading.Thread:
        """Build everything in a thread, so that the first switch is as quick as the second."""
        thread = threading.Thread(target=self._build, name="languages", daemon=True)
        thread.start()
        return thread

    def _build(self) -> None:
        for words in self._words.values():
            for key in _WARMED:
                words(key)
        for language in Language:
            if language.traditional:
                self._projectors[language].warm().join()
        ctypes.CDLL(None).malloc_trim(0)  # what building left free goes back: 10 MB


def lenient_words(language: Language) -> Words:
    """Words of their own, where nothing is shared."""
    return Words(language, lenient=True)
