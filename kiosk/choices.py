"""Lists to choose from: the menu, the settings, what a page holds, what may be typed.

Each is a modal Document made of buttons in one list, so that it is read, shown
and left as everything else. A digit chooses an entry by its number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from a11y.document import Action, Document, Node, Privacy, Role, State
from locales.text import EMPTY, Text
from locales.words import Words
from views.compose.build import FOCUSABLE, Maker, begun
from views.compose.dialogs import close_actions, dialog


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry."""

    id: str
    name: Text
    action: Action
    value: Text = EMPTY
    description: Text = EMPTY
    current: bool = False
    privacy: Privacy = Privacy.PUBLIC


def compose_choices(
    name: str, title: Text, choices: Sequence[Choice], words: Words, start: str = ""
) -> Document:
    """A modal list; the reading begins at the entry ``start`` or at the first."""
    make = Maker(f"screen:{name}", words)
    items = [_item(choice, make) for choice in choices]
    begin = start or (choices[0].id if choices else "")
    inside = [make.list(":choices", EMPTY, items, "rows"), close_actions(make)]
    return dialog(make, title, inside, make.id(f":{begin}") if begin else "")


def nth(document: Document, number: int) -> Node | None:
    """The button of an entry by its number, counted from 1."""
    for node in document.nodes:
        if node.role is Role.BUTTON and node.position and node.position.index == number:
            return node
    return None


def _item(choice: Choice, make: Maker) -> Node:
    button = Node(
        make.id(f":{choice.id}"),
        Role.BUTTON,
        begun(choice.name),
        begun(choice.description),
        choice.value,
        states=FOCUSABLE.union({State.CURRENT} if choice.current else ()),
        action=choice.action,
        privacy=choice.privacy,
        look="choice",
    )
    return Node(make.id(f":{choice.id}:item"), Role.LISTITEM, children=(button,))
