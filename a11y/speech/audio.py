"""The seam to the sound card: a11y defines it, the shell implements it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class AudioOut(Protocol):
    """Plays 16-bit mono PCM; every method may be called from any thread at once.

    Sound belongs to a generation. ``cancel`` starts a new one and drops all
    sound of older generations, that already queued included.
    """

    @property
    def available(self) -> bool:
        """Whether there is a device to play on; False: captions alone."""

    @property
    def generation(self) -> int:
        """The current generation; sound of any other is dropped."""

    def play(self, pcm: bytes, rate: int, generation: int) -> None:
        """Queue ``pcm`` (s16le mono at ``rate`` Hz); returns at once."""

    def mark(self, callback: Callable[[], None], generation: int) -> None:
        """Call back when all sound queued so far has been heard; dropped on cancel."""

    def cancel(self) -> int:
        """Silence now (≤ 10 ms); returns the new generation."""

    def close(self) -> None:
        """Stop and free the device."""
