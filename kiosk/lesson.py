"""The lesson: how to listen, move, open and leave, in a minute; any key leaves it.

It is a Document as everything else, read from its top; the keys in it are those of
the keyboard or pad that is in use. Who has one switch learns something else.
"""

from __future__ import annotations

from functools import partial

from a11y.document import Document
from a11y.key_words import SCAN, Keys
from kiosk.screens import Screen
from kiosk.stage import Stage
from locales.text import Text
from locales.words import Words
from views.compose.build import Maker
from views.compose.dialogs import close_actions, dialog

NAME = "lesson"
STEPS = {
    "move": ("item.next", "item.previous"),
    "open": ("activate", "back"),
    "again": ("repeat", "where"),
    "menu": ("menu", "help.keys"),
    "leave": ("end_visit",),
}
"""The steps, and the commands whose keys they name."""

SCANNED = {
    "scan.move": (),
    "scan.open": ("scan.select",),
    "scan.menu": ("scan.select", "scan.menu"),
    "scan.leave": (),
}
"""The steps with one switch."""


class Lesson:
    """Shows the lesson."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    @property
    def on(self) -> bool:
        """Whether it is shown."""
        return self._stage.screen is not None and self._stage.screen.name == NAME

    def show(self) -> None:
        """Open it; the caller reads it out."""
        if not self.on:
            keys = self._stage.narrator.keys
            self._stage.push(Screen(NAME, partial(compose_lesson, keys), False), say=False)


def compose_lesson(keys: Keys, words: Words) -> Document:
    """The steps with the keys of the keyboard in use."""
    make = Maker(f"screen:{NAME}", words)
    steps = [
        make.paragraph(
            f":{step}", words(f"reading.lesson.{step}", **_presses(keys, commands, words))
        )
        for step, commands in (SCANNED if keys.hand == SCAN else STEPS).items()
    ]
    return dialog(make, words("reading.lesson.title"), [*steps, close_actions(make)])


def _presses(keys: Keys, commands: tuple[str, ...], words: Words) -> dict[str, Text]:
    """``{first}`` and ``{second}``: what to do with which key."""
    pairs = zip(("first", "second"), commands, strict=False)
    return {name: keys.press(command, words) for name, command in pairs}
