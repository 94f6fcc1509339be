"""What can go wrong with words and conversion.

::

    LocaleError
    ├── WordError
    │   ├── MissingWord          no such key in a language
    │   ├── MissingParameter     a placeholder nobody filled
    │   └── BrokenCatalogue      a catalogue file that cannot be read
    └── GlossaryError            a line of a glossary file that is refused

They carry facts; who shows them chooses the words.
"""

from __future__ import annotations

from pathlib import Path


class LocaleError(Exception):
    """Root of this room's errors."""


class WordError(LocaleError):
    """Something is wrong with the words of the interface."""


class MissingWord(WordError, LookupError):
    """A key that the catalogue of a language does not hold."""

    def __init__(self, key: str, language: str) -> None:
        super().__init__(f"{key} ({language})")
        self.key = key
        self.language = language


class MissingParameter(WordError, LookupError):
    """A placeholder in the words of ``key`` for which no value was given."""

    def __init__(self, key: str, language: str, parameter: str) -> None:
        super().__init__(f"{key} ({language}): {parameter}")
        self.key = key
        self.language = language
        self.parameter = parameter


class BrokenCatalogue(WordError):
    """A catalogue file that is missing, unreadable or malformed."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class GlossaryError(LocaleError):
    """A line of a glossary file that is refused, and why."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        super().__init__(f"{path}:{line}: {reason}")
        self.path = path
        self.line = line
        self.reason = reason
