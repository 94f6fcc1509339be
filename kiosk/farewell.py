"""What a terminal and whoever runs it tell each other about the end of a visit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from locales.languages import Language


@dataclass(frozen=True, slots=True)
class Reports:
    """What the terminal tells whoever runs it."""

    ending: Callable[[], object] = lambda: None
    """The visit has begun to end."""

    bye: Callable[..., object] = lambda **_facts: None
    """Nothing of the visit is left; the process may end."""


@dataclass(frozen=True, slots=True)
class Farewell:
    """What became of the visit before this one; ``reason`` empty: there was none."""

    reason: str = ""
    language: Language = Language.ZH_HANS
    voice: bool = False
    confirmed: bool = True
    """Whether the provider confirmed that it is signed out."""
