"""Screens as the stage holds them: a name and a way to compose the Document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from a11y.document import Document
from locales.words import Words


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen, or a dialog above one; composed anew for every language and change."""

    name: str
    """What the transcript and the shell call it: ``attract``, ``page``, ``idle`` …"""

    compose: Callable[[Words], Document]
    framed: bool = True
    """Whether the bar with home, back, language … stands around it."""
