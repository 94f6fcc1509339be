"""Whose phone is to be asked: an account or a mobile number is typed, or a card is read.

A reader types like a keyboard; while a code is shown for signing in, what comes faster than
anybody types and ends with Enter is a card (kiosk.manner.scanner).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from a11y.document import Action, Document, Node, Privacy, Role
from a11y.speech.utterance import Category
from kiosk.screens import Screen
from kiosk.stage import Stage
from locales.text import EMPTY, Text
from locales.words import Words
from views.compose.build import FOCUSABLE, Maker
from views.compose.dialogs import close_actions, dialog

if TYPE_CHECKING:
    from kiosk.desk import Desk

NAME = "identifier"
FIELD = f"screen:{NAME}#:hint"


class Identifier:
    """Asks, and hands on what was typed; nothing of it is kept afterwards."""

    def __init__(self, stage: Stage, commit: Callable[[], None]) -> None:
        self._stage = stage
        self._commit = commit
        self._typed = ""
        self._then: Callable[[str], None] = lambda _hint: None

    @property
    def asking(self) -> bool:
        """Whether the question is on top."""
        screen = self._stage.screen
        return screen is not None and screen.name == NAME

    def ask(self, then: Callable[[str], None]) -> None:
        """Open the question; ``then`` gets the answer."""
        self._typed, self._then = "", then
        self._stage.push(Screen(NAME, lambda words: compose_identifier(self._typed, words), False))

    def edited(self, node_id: str, value: str) -> None:
        """The field was left."""
        if node_id == FIELD:
            self._typed = value

    def go(self) -> None:
        """Who it is was typed: ask that phone. Nothing typed is said, and the question stays."""
        if not self.asking:
            return
        self._commit()
        hint, self._typed = self._typed.strip(), ""
        if not hint:
            said = self._stage.words("reading.identifier.empty")
            self._stage.narrator.say(said, category=Category.ALERT, earcon="error")
            return
        self._stage.pop(say=False)
        self._then(hint)


def taker(desk: Desk) -> Callable[[str], None] | None:
    """What takes a card that is read now; None while nobody is asked who they are.

    A field that is typed into takes it as typing, and the Enter behind it.
    """
    if desk.stage.typing:
        return None
    if desk.help.joining.asks:
        return desk.help.joining.by_asking
    return desk.signing_in.by_asking if desk.signing_in.asks else None


def ask_who(desk: Desk) -> None:
    """Have typed whose phone is to be asked: the visitor's, or the staff's."""
    then = taker(desk)
    if then is not None:
        desk.identifier.ask(then)


def compose_identifier(typed: str, words: Words) -> Document:
    """One field and the button; what it is for stands above."""
    make = Maker(f"screen:{NAME}", words)
    field = Node(
        make.id(":hint"),
        Role.TEXTBOX,
        words("screens.identifier.label"),
        words("screens.identifier.hint"),
        Text(typed, "und", convert=False),
        states=FOCUSABLE,
        action=Action("set", NAME),
        privacy=Privacy.PERSONAL,
    )
    button = make.button("sign_in.asked", words("screens.identifier.go"), "primary")
    inside = [
        Node(make.id(":form"), Role.GROUP, EMPTY, children=(field, button)),
        close_actions(make),
    ]
    return dialog(make, words("screens.identifier.title"), inside, field.id)
