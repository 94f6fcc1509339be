"""The lesson: how to listen, move, open and leave, in a minute; any key leaves it.

It is a Document as everything else, read from its top; the keys in it are those
of the keymaps in use, so that the lesson fits the keyboard that is there.
"""

from __future__ import annotations

from functools import partial

from a11y.document import Document
from a11y.keymap import Keymap
from a11y.keys import write_sequence
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


class Lesson:
    """Shows the lesson."""

    def __init__(self, stage: Stage, keymap: Keymap) -> None:
        self._stage = stage
        self._keymap = keymap

    @property
    def on(self) -> bool:
        """Whether it is shown."""
        return self._stage.screen is not None and self._stage.screen.name == NAME

    def show(self) -> None:
        """Open it; the caller reads it out."""
        if not self.on:
            self._stage.push(Screen(NAME, partial(compose_lesson, self._keymap), False), say=False)


def compose_lesson(keymap: Keymap, words: Words) -> Document:
    """The steps with the keys of ``keymap``."""
    make = Maker(f"screen:{NAME}", words)
    steps = [
        make.paragraph(f":{step}", words(f"reading.lesson.{step}", **_keys(keymap, commands)))
        for step, commands in STEPS.items()
    ]
    return dialog(make, words("reading.lesson.title"), [*steps, close_actions(make)])


def _keys(keymap: Keymap, commands: tuple[str, ...]) -> dict[str, Text]:
    """``{first}`` and ``{second}``: the first keys of the commands."""
    found = {}
    for name, command in zip(("first", "second"), commands, strict=False):
        keys = keymap.keys_of(command)
        found[name] = Text(write_sequence(keys[0]) if keys else "", "und", convert=False)
    return found
