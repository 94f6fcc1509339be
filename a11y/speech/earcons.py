"""Short sounds by name, made of tones; they go through the same output as speech."""

from __future__ import annotations

import math
import tomllib
from array import array
from collections.abc import Mapping, Sequence
from pathlib import Path

RATE = 22050
_DATA = Path(__file__).parent / "data" / "earcons.toml"
_EDGE_MS = 5  # a fade at both ends of a tone, or it clicks
_PEAK = 12000

Tone = tuple[float, float, float]
"""Frequency in Hz (0: silence), length in ms, loudness 0–1."""


def load_earcons(file: Path = _DATA) -> Mapping[str, bytes]:
    """All earcons by name as s16le mono at ``RATE``."""
    table = tomllib.loads(file.read_text("utf-8"))
    return {name: render(tones) for name, tones in table.items()}


def render(tones: Sequence[Sequence[float]]) -> bytes:
    """The tones one after another as s16le mono at ``RATE``."""
    return b"".join(_tone(*tone) for tone in tones)


def _tone(hertz: float, ms: float, loudness: float) -> bytes:
    count = round(RATE * ms / 1000)
    fade = max(1, round(RATE * _EDGE_MS / 1000))
    samples = array("h")
    for place in range(count):
        edge = min(1.0, place / fade, (count - 1 - place) / fade)
        wave = math.sin(2 * math.pi * hertz * place / RATE)
        samples.append(round(_PEAK * loudness * edge * wave))
    return samples.tobytes()


def silence(ms: float, rate: int = RATE) -> bytes:
    """Nothing, for ``ms`` milliseconds."""
    return bytes(2 * round(rate * ms / 1000))
