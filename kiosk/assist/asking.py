"""The question whether a member of staff may help; closed in whatever way, it is a no."""

from __future__ import annotations

from collections.abc import Callable

from a11y.document import Action, Document
from kiosk.assist.helper import Helper
from kiosk.choices import Choice, compose_choices
from kiosk.clock import Clock
from kiosk.screens import Screen
from kiosk.stage import Stage
from locales.text import Text
from locales.words import Words

NAME = "assist_ask"
LOOK = 1.0
"""Seconds between two looks whether the question is still open."""


class Asking:
    """One question at a time; ``decided`` hears the answer."""

    def __init__(self, stage: Stage, clock: Clock, decided: Callable[[Helper, bool], None]) -> None:
        self._stage = stage
        self._clock = clock
        self._decided = decided
        self._helper: Helper | None = None

    @property
    def on(self) -> bool:
        """Whether the visitor is being asked."""
        return self._helper is not None

    def ask(self, helper: Helper) -> None:
        """Ask the visitor whether this person may help."""
        self._helper = helper
        self._stage.push(Screen(NAME, lambda words: compose_ask(helper, words), False))
        self._watch(helper)

    def answer(self, *, yes: bool) -> None:
        """The visitor's answer."""
        helper = self.drop()
        if self._stage.screen is not None and self._stage.screen.name == NAME:
            self._stage.pop(say=False)
        if helper is not None:
            self._decided(helper, yes)

    def drop(self) -> Helper | None:
        """Nobody is asked any more; who wanted to help."""
        helper, self._helper = self._helper, None
        return helper

    def _watch(self, helper: Helper) -> None:
        if self._helper is not helper:
            return
        if NAME not in self._stage.names:
            self.answer(yes=False)
            return
        self._clock.call_later(LOOK, lambda: self._watch(helper))


def compose_ask(helper: Helper, words: Words) -> Document:
    """Whether this person may help: yes or no."""
    name = Text(helper.officer, "zh-Hans", convert=False)
    title = words(f"reading.assist.ask.{'remote' if helper.remote else 'beside'}", name=name)
    choices = [
        Choice(answer, words(f"reading.assist.{answer}"), Action("assist", answer))
        for answer in ("yes", "no")
    ]
    return compose_choices(NAME, title, choices, words)
