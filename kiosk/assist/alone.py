"""Before the provider's page is shown with staff beside: are they where they cannot read it?

What is typed there is the visitor's alone, and no veil lies over a page of somebody else.
"""

from __future__ import annotations

from collections.abc import Callable

from a11y.document import Action, Document
from kiosk.assist.helping import Helping
from kiosk.choices import Choice, compose_choices
from kiosk.screens import Screen
from kiosk.stage import Stage
from locales.text import Text
from locales.words import Words

NAME = "assist_alone"
ANSWERS = ("away", "leave", "not_here")


class Alone:
    """Asks, and opens the page only then."""

    def __init__(self, stage: Stage, helping: Helping) -> None:
        self._stage = stage
        self._helping = helping
        self._then: tuple[Callable[[], None], Callable[[], None]] | None = None

    def then(self, go: Callable[[], None], cancel: Callable[[], None]) -> None:
        """``go`` once nobody looks on; ``cancel`` if the visitor would rather not."""
        if not self._helping.beside:
            go()
            return
        self._then = (go, cancel)
        officer = self._helping.officer
        self._stage.push(Screen(NAME, lambda words: compose_alone(officer, words), False))

    def answer(self, what: str) -> None:
        """The visitor chose."""
        asked, self._then = self._then, None
        if self._stage.screen is not None and self._stage.screen.name == NAME:
            self._stage.pop(say=False)
        if asked is None:
            return
        go, cancel = asked
        if what == "leave":
            self._helping.end("visitor")
        (cancel if what == "not_here" else go)()


def compose_alone(officer: str, words: Words) -> Document:
    """The staff looks away, leaves, or the visitor does not sign in here."""
    title = words("reading.assist.alone.title", name=Text(officer, "zh-Hans", convert=False))
    choices = [
        Choice(answer, words(f"reading.assist.alone.{answer}"), Action("assist_alone", answer))
        for answer in ANSWERS
    ]
    return compose_choices(NAME, title, choices, words)
