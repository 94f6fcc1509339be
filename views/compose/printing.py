"""What goes on paper: a page without what only a screen can do, and the question before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from a11y.document import Document, Live, Node, Privacy, Region, Role
from locales.text import EMPTY, Text
from locales.words import Words
from views.compose.build import Maker, begun, numbered, private
from views.compose.dialogs import dialog

MOST = 400
"""Nodes that are printed of one page; the rest is behind its QR code."""

SCREEN = "screen:print"
ALONG = ":along"
"""The part of a page that takes it along."""

_SCREEN_ONLY = (ALONG, ":actions", ":related", ":search", ":facets")
_LOOKS = ("chip", "qr")
"""A link below the text that it stands in; a code that is drawn anew."""

_FIELDS = frozenset({Role.TEXTBOX, Role.COMBOBOX, Role.CHECKBOX, Role.RADIO, Role.OPTION})
_BELOW, _DEEPEST = 2, 6
"""Headings of what is printed stand below the dialog's own two."""

_OVER = ("asking", "sending", "printing", "done")


class Paper(StrEnum):
    """What is printed on."""

    A4 = "a4"
    RECEIPT80 = "receipt80"
    RECEIPT58 = "receipt58"

    @property
    def width(self) -> float:
        """Millimetres from edge to edge."""
        return {Paper.A4: 210.0, Paper.RECEIPT80: 80.0, Paper.RECEIPT58: 58.0}[self]


@dataclass(frozen=True, slots=True)
class PrintModel:
    """What would be printed, and what became of it."""

    title: Text
    text: tuple[Node, ...]
    paper: Paper
    papers: tuple[Paper, ...] = ()
    """What this terminal can print on."""

    pages: int = 1
    personal: bool = False
    state: str = "asking"
    """``asking``, ``sending``, ``printing``, ``done``, or the code of what hinders it."""

    code: str = ""
    """What the QR code at the end holds; empty for none."""

    address: str = ""
    """Where a phone finds the page, printed below its code; empty where none may."""

    note: Text = EMPTY
    """Where and when, the last line."""

    picture: str = ""
    """What the paper looks like, for who sees it: an address that the shell answers."""

    @property
    def busy(self) -> bool:
        """Whether the printer has it, or is about to."""
        return self.state in ("sending", "printing")

    @property
    def hindered(self) -> bool:
        """Whether something is in the way."""
        return self.state not in _OVER

    @property
    def other(self) -> Paper | None:
        """The paper that could be taken instead."""
        return next((one for one in self.papers if one is not self.paper), None)


def printed(document: Document) -> tuple[Node, ...]:
    """What of a page belongs on paper, at most ``MOST`` nodes; nothing secret is among it."""
    left = [MOST]
    return tuple(found for node in document.root.children for found in _kept(node, left))


def _kept(node: Node, left: list[int]) -> Iterator[Node]:
    if not _belongs(node) or left[0] <= 0:
        return
    left[0] -= 1
    inside = [found for child in node.children for found in _kept(child, left)]
    if node.role is Role.LIST:
        inside = list(numbered(inside))
    if not (inside or node.name or node.value or node.role in _CELLS):
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


_CELLS = frozenset({Role.CELL, Role.COLUMNHEADER, Role.ROWHEADER})
"""Empty ones too: the others would stand in the wrong column."""


def _belongs(node: Node) -> bool:
    """Whether paper has a use for it; a link in a text is there in the text."""
    part = node.id.partition("#")[2]
    on_screen = node.role is Role.BUTTON or node.look in _LOOKS or part in _SCREEN_ONLY
    return not on_screen and node.privacy is not Privacy.SECRET


def offering(document: Document, words: Words) -> Document:
    """The page with a button that prints it, where it is taken along."""
    make = Maker(document.address, words)
    button = make.button("print", words("screens.print.page"), "row", part=":print")
    children = document.root.children
    place = next((n for n, one in enumerate(children) if one.id == make.id(ALONG)), None)
    if place is None:
        title = words("screens.links.take")
        region = make.region(ALONG, Region.SERVICE, [button], title)
        children = (*children, region)
    else:
        along = children[place]
        along = replace(along, children=(*along.children, button))
        children = (*children[:place], along, *children[place + 1 :])
    return replace(document, root=replace(document.root, children=children))


def compose_print(model: PrintModel, words: Words) -> Document:
    """What will be printed, in words and as text, before anything leaves the terminal."""
    make = Maker(SCREEN, words)
    what = make.paragraph(":what", words("screens.print.what", title=model.title))
    inside = [
        private(what, model.personal),
        make.list(":facts", words("screens.print.title"), _facts(model, make)),
        *_outcome(model, make),
        _buttons(model, make),
        *_instead(model, make),
        *_picture(model, make),
        make.heading(":text", words("screens.print.text")),
        *_preview(model, make),
    ]
    return dialog(make, words("screens.print.title"), inside, goes_on(model))


def goes_on(model: PrintModel) -> str:
    """The id of the node where the visitor goes on, as things stand; empty for the beginning."""
    if model.state == "asking":
        return ""
    part = "state" if model.busy else "print.send" if model.hindered else "stay"
    return f"{SCREEN}#:{part}"


def _facts(model: PrintModel, make: Maker) -> list[Node]:
    words = make.words
    whose = words("screens.print.personal" if model.personal else "screens.print.public")
    pages = words.plural("screens.print.pages", model.pages)
    return [
        make.fact(":paper", words("screens.print.paper"), words(f"screens.print.on.{model.paper}")),
        make.fact(":pages", words("screens.print.length"), pages),
        make.fact(":personal", words("screens.print.whose"), whose),
    ]


def _outcome(model: PrintModel, make: Maker) -> Iterator[Node]:
    if model.state == "asking":
        return
    live = Live.ASSERTIVE if model.hindered else Live.POLITE
    said = make.words(f"screens.print.state.{model.state}")
    yield make.status(":state", said, "error" if model.hindered else "info", live)


def _instead(model: PrintModel, make: Maker) -> Iterator[Node]:
    """The page on the visitor's phone, where it does not come out on paper."""
    if model.hindered and model.address:
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
    words = make.words
    if not model.busy and model.state != "done":
        again = "screens.print.again" if model.hindered else "screens.print.send"
        buttons.append(make.button("print.send", words(again), "primary"))
        if model.other is not None:
            other = words("screens.print.other", paper=words(f"screens.print.on.{model.other}"))
            buttons.append(make.button("print.paper", other))
    if model.hindered:
        buttons.append(make.button("staff.call", begun(words("reading.command.staff.call"))))
    leave = "screens.print.leave" if model.state == "asking" else "screens.dialog.close"
    buttons.append(make.button("stay", words(leave), "secondary icon=no"))
    return Node(make.id(":buttons"), Role.GROUP, EMPTY, look="actions", children=tuple(buttons))


def _picture(model: PrintModel, make: Maker) -> Iterator[Node]:
    """How it will look; what it says is the text below."""
    if model.picture:
        said = make.words("screens.print.picture")
        picture = Node(make.id(":picture"), Role.IMAGE, said, source=model.picture)
        yield private(picture, model.personal)


def _preview(model: PrintModel, make: Maker) -> Iterator[Node]:
    count = iter(range(2 * MOST))
    for node in model.text:
        yield _renamed(node, make, count)
    if model.note:
        yield make.paragraph(":note", model.note)


def _renamed(node: Node, make: Maker, count: Iterator[int]) -> Node:
    own = make.id(f":line.{next(count)}")
    children = tuple(_renamed(child, make, count) for child in node.children)
    level = min(node.level + _BELOW, _DEEPEST) if node.level else 0
    return replace(node, id=own, level=level, children=children)
