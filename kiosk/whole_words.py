"""Titles that are broken between words: the window learns words from what speech reads with."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from a11y.speech.divided import inside_words
from a11y.speech.front import Front

_KEPT = 512
"""Titles of which the words are remembered: those of a few pages."""


def inside_of(front: Callable[[], Front]) -> Callable[[str], frozenset[int]]:
    """What tells where a simplified text is inside a word."""

    @lru_cache(maxsize=_KEPT)
    def inside(text: str) -> frozenset[int]:
        return inside_words(front(), text)

    return inside
