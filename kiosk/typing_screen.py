"""The dialog in which text is composed, as a Document: text, candidates, letters, ways on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from a11y.document import Action, Document, Node, Privacy, Role
from locales.text import EMPTY, Text
from locales.words import Words
from views.compose.build import FOCUSABLE, Maker
from views.compose.dialogs import close_actions, dialog

NAME = "typing"


@dataclass(frozen=True, slots=True)
class TypingModel:
    """What is composed, and what may come next."""

    label: Text
    """The name of the field."""

    text: Text
    """What is written so far, as it may be shown and said."""

    candidates: tuple[tuple[str, Text | None], ...] = ()
    """Each with how it is said, where that is not as it is written."""

    letters: tuple[str, ...] = ()
    put: Text = EMPTY
    """How the text is put into the field: a key to press."""

    privacy: Privacy = Privacy.PUBLIC


def compose_typing(model: TypingModel, words: Words) -> Document:
    """Text so far first, then candidates, letters, and what else can be done."""
    make = Maker(f"screen:{NAME}", words)
    text = Node(
        make.id(":text"),
        Role.BUTTON,
        words("reading.typing.text"),
        words("reading.typing.put", press=model.put),
        model.text,
        states=FOCUSABLE,
        action=Action("command", "type.done"),
        privacy=model.privacy,
        look="choice",
    )
    chosen = min(model.privacy, Privacy.PERSONAL)
    single = Privacy.PERSONAL if model.privacy is Privacy.SECRET else Privacy.PUBLIC
    candidates = [
        _button(make, f"candidate{n}", said or Text(one, "zh-Hans"), "pick", str(n), chosen)
        for n, (one, said) in enumerate(model.candidates)
    ]
    letters = [
        _button(make, f"letter.{letter}", Text(letter, "und"), "letter", letter, single)
        for letter in model.letters
    ]
    others = [
        make.button(command, words(f"reading.command.{command}"), "choice")
        for command in ("type.delete", "type.kind", "type.spell", "type.words")
    ]
    inside = [
        make.list(":written", EMPTY, _items(make, [text]), "rows"),
        make.list(":candidates", words("reading.typing.candidates"), _items(make, candidates)),
        make.list(":letters", words("reading.typing.letters"), _items(make, letters), "rows"),
        make.list(":others", EMPTY, _items(make, others), "rows"),
        close_actions(make),
    ]
    kept = [node for node in inside if node.children]
    return dialog(make, words("reading.typing.title", field=model.label), kept, text.id)


def _button(
    make: Maker, part: str, name: Text, verb: str, target: str, privacy: Privacy = Privacy.PUBLIC
) -> Node:
    return Node(
        make.id(f":{part}"),
        Role.BUTTON,
        name,
        states=FOCUSABLE,
        action=Action(verb, target),
        privacy=privacy,
        look="choice",
    )


def _items(make: Maker, buttons: Iterable[Node]) -> list[Node]:
    return [Node(f"{button.id}:item", Role.LISTITEM, children=(button,)) for button in buttons]
