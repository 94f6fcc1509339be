"""Telling characters of one sound apart: by a common word that each is known from.

It is how Chinese is spelled over a telephone: the character, then a word with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from a11y.breaks import WORDS


class Describe:
    """Answers a character with the likeliest word of two characters that has it."""

    def __init__(self, path: Path = WORDS) -> None:
        self._path = path

    def __call__(self, char: str) -> str:
        """The word, empty where none is known; one that begins with the character is better."""
        return self._first.get(char, "") or self._second.get(char, "")

    @cached_property
    def _pairs(self) -> tuple[str, ...]:
        lines = self._path.read_text(encoding="utf-8").splitlines()
        words = (word for line in lines if not line.startswith("#") for word in line.split()[1:])
        return tuple(word for word in words if len(word) == 2)  # likeliest first

    @cached_property
    def _first(self) -> Mapping[str, str]:
        return {word[0]: word for word in reversed(self._pairs)}

    @cached_property
    def _second(self) -> Mapping[str, str]:
        return {word[1]: word for word in reversed(self._pairs)}
