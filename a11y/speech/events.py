"""What the speech manager tells its owner: captions, transcript, cursor and idle clock read it."""

from __future__ import annotations

from dataclasses import dataclass

from a11y.speech.utterance import Utterance


@dataclass(frozen=True, slots=True)
class Started:
    """The utterance begins; captions show it."""

    utterance: Utterance
    at: float
    """Seconds on the owner's clock, here and below."""


@dataclass(frozen=True, slots=True)
class WordReached:
    """Characters ``start:end`` of the text of item ``item`` are being said."""

    utterance: Utterance
    item: int
    node: str
    start: int
    end: int
    at: float


@dataclass(frozen=True, slots=True)
class Finished:
    """The utterance has been heard to its end."""

    utterance: Utterance
    at: float


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The utterance was cut short, or dropped before it began (``started`` False)."""

    utterance: Utterance
    started: bool
    at: float


@dataclass(frozen=True, slots=True)
class Withheld:
    """The utterance may not be heard here: it is neither spoken nor put into captions."""

    utterance: Utterance
    at: float


@dataclass(frozen=True, slots=True)
class Failed:
    """The engine could not say a part of it; ``error`` names the failure."""

    utterance: Utterance
    error: str
    at: float


SpeechEvent = Started | WordReached | Finished | Cancelled | Withheld | Failed
