"""What goes on paper: a page without what only a screen can do, and the question before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from a11y.document import Document, Live, Node, Privacy, Role
from locales.text import EMPTY, Text
from locales.words import Words
from views.compose.build import Maker, numbered
from views.compose.dialogs import dialog

MOST = 400
"""Nodes that are printed of one page; the rest is behind its QR code."""

_SCREEN_ONLY = (":along", ":actions", ":related")
_FIELDS = frozenset({Role.TEXTBOX, Role.COMBOBOX, Role.CHECKBOX, Role.RADIO, Role.OPTION})


class Paper(StrEnum):
    """What is printed on."""

    RECEIPT = "receipt"
    """A roll 80 mm wide."""

    A4 = "a4"


@dataclass(frozen=True, slots=True)
class PrintModel:
    """What would be printed, and what became of it."""

    title: Text
    text: tuple[Node, ...]
    paper: Paper
    pages: int
    personal: bool = False
    state: str = "asking"
    """``asking``, ``sending``, ``printing``, ``done``, or the code of what hinders it."""

    address: str = ""
    """Where a phone finds the page; empty where none may."""

    @property
    def busy(self) -> bool:
        """Whether the printer has it, or is about to."""
        return self.state in ("sending", "printing")


def printed(document: Document) -> tuple[Node, ...]:
    """What of a page belongs on paper, at most ``MOST`` nodes; nothing secret is among it."""
    left = [MOST]
    return tuple(found for node in document.root.children for found in _kept(node, left))


def _kept(node: Node, left: list[int]) -> Iterator[Node]:
    part = node.id.partition("#")[2]
    if node.role is Role.BUTTON or node.privacy is Privacy.SECRET or part in _SCREEN_ONLY:
        return
    if left[0] <= 0:
        return
    left[0] -= 1
    inside = [found for child in node.children for found in _kept(child, left)]
    if node.role is Role.LIST:
        inside = list(numbered(inside))
    if not (inside or node.name or node.value):
        return
    role = Role.PARAGRAPH if node.role is Role.LINK else node.role
    if role in _FIELDS:
        role = Role.LISTITEM
    yield Node(
        node.id,
        role,
        node.name,
        value=node.value,
        level=node.level,
        privacy=node.privacy,
        position=node.position,
        look="" if role is not Role.LISTITEM else node.look,
        column=node.column,
        row=node.row,
        children=tuple(inside),
    )


def compose_print(model: PrintModel, words: Words) -> Document:
    """What will be printed, in words and as text, before anything leaves the terminal."""
    make = Maker("screen:print", words)
    facts = [
        make.fact(":paper", words("screens.print.paper"), words(f"screens.print.on.{model.paper}")),
        make.fact(
            ":pages",
            words("screens.print.length"),
            words.plural("screens.print.pages", model.pages),
        ),
        make.fact(
            ":personal",
            words("screens.print.whose"),
            words("screens.print.personal" if model.personal else "screens.print.public"),
        ),
    ]
    what = make.paragraph(":what", words("screens.print.what", title=model.title))
    if model.personal:
        what = replace(what, privacy=Privacy.PERSONAL)
    inside = [
        what,
        make.list(":facts", words("screens.print.title"), facts),
        *_outcome(model, make),
        _buttons(model, make),
        make.heading(":text", words("screens.print.text")),
        *_preview(model, make),
    ]
    return dialog(make, words("screens.print.title"), inside)


def _outcome(model: PrintModel, make: Maker) -> Iterator[Node]:
    if model.state == "asking":
        return
    trouble = not model.busy and model.state != "done"
    live = Live.ASSERTIVE if trouble else Live.POLITE
    said = make.words(f"screens.print.state.{model.state}")
    yield make.status(":state", said, "error" if trouble else "info", live)
    if trouble and model.address:
        yield make.paragraph(":instead", make.words("screens.print.instead"))
        yield Node(
            make.id(":qr"),
            Role.IMAGE,
            make.words("screens.take.qr"),
            look="qr",
            source=model.address,
        )


def _buttons(model: PrintModel, make: Maker) -> Node:
    buttons = []
    if not model.busy and model.state != "done":
        buttons.append(make.button("print.send", make.words("screens.print.send"), "primary"))
        buttons.append(make.button("print.paper", make.words("screens.print.other")))
    leave = "screens.print.leave" if model.state == "asking" else "screens.dialog.close"
    buttons.append(make.button("stay", make.words(leave), "secondary icon=no"))
    return Node(make.id(":buttons"), Role.GROUP, EMPTY, look="actions", children=tuple(buttons))


def _preview(model: PrintModel, make: Maker) -> Iterator[Node]:
    count = iter(range(2 * MOST))
    for node in model.text:
        yield _renamed(node, make, count)


def _renamed(node: Node, make: Maker, count: Iterator[int]) -> Node:
    own = make.id(f":line.{next(count)}")
    children = tuple(_renamed(child, make, count) for child in node.children)
    return replace(node, id=own, children=children)
