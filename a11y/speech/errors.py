"""Errors of speech.

A11yError
└── SpeechError
    ├── NoEngine        no speech engine can be used; ``reason`` is a fact, not a sentence
    ├── NoVoice         the engine has no voice of that name
    ├── EngineFailed    the engine refused a text; ``code`` is its own
    ├── EngineBusy      the engine was called out of its own callback
    └── BadLine         a line of a reading table that cannot be used
"""

from __future__ import annotations

from a11y.errors import A11yError


class SpeechError(A11yError):
    """Base of all errors of speech."""


class NoEngine(SpeechError):
    """No speech engine: ``library_missing``, ``binding_missing``, ``data_missing``; of a site's
    own: ``module_silent``, ``voice_missing``, ``sherpa_missing``, ``model_missing``,
    ``model_wrong``, ``kind_unknown``.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason} {detail}".rstrip())
        self.reason = reason
        self.detail = detail


class NoVoice(SpeechError):
    """The engine has no voice named ``voice``."""

    def __init__(self, voice: str) -> None:
        super().__init__(voice)
        self.voice = voice


class EngineFailed(SpeechError):
    """The engine refused a text; ``code`` is the number it gave."""

    def __init__(self, code: int) -> None:
        super().__init__(str(code))
        self.code = code


class EngineBusy(SpeechError):
    """The engine was called while it was handing out sound, by whom it handed it to."""


class BadLine(SpeechError):
    """Line ``number`` (1-based) of the table ``file`` cannot be used."""

    def __init__(self, file: str, number: int, detail: str) -> None:
        super().__init__(f"{file}:{number}: {detail}")
        self.file = file
        self.number = number
        self.detail = detail
