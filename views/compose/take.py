"""Taking something along: a QR code for what this terminal does not open itself."""

from __future__ import annotations

from collections.abc import Iterable

from a11y.document import Document, Node, Role
from locales.text import EMPTY, Text
from locales.words import Words
from views.compose.build import Maker, private
from views.compose.dialogs import close_actions, dialog
from views.compose.models import TakeModel


def compose_take(model: TakeModel, words: Words) -> Document:
    """The address as QR code and in letters; a phone opens it, the terminal never does."""
    make = Maker("screen:take", words)
    said = words("screens.take.text", title=Text(model.title, model.lang))
    text = make.paragraph(":text", said)
    address = make.paragraph(":address", Text(model.address, "und", convert=False), "code")
    told = [
        private(text, model.personal),
        *([make.paragraph(":note", model.note)] if model.note else []),
    ]
    code = private(_code(model.address, words("screens.take.qr"), make), model.personal)
    inside = [
        _beside(code, told, make),
        private(address, model.personal),
        close_actions(make),
    ]
    gist = model.note if model.personal else said  # what an own page is called is its reader's
    return dialog(make, words("screens.take.title"), inside, gist=gist)


def _code(source: str, name: Text, make: Maker) -> Node:
    return Node(make.id(":qr"), Role.IMAGE, name, look="qr", source=source)


def _beside(code: Node, told: Iterable[Node], make: Maker) -> Node:
    """The code first: it is what is looked for, and at any size of text it must be seen."""
    words = Node(make.id(":told"), Role.GROUP, EMPTY, children=tuple(told))
    return Node(make.id(":beside"), Role.GROUP, EMPTY, look="beside", children=(code, words))


def compose_register(address: str, words: Words) -> Document:
    """Opening an account on the visitor's phone, in steps; staff can help with each."""
    make = Maker("screen:register", words)
    gist = words("screens.register.text")
    steps = tuple(
        Node(make.id(f":step{n}"), Role.LISTITEM, words(f"screens.register.step{n}"))
        for n in (1, 2, 3)
    )
    told = [make.paragraph(":text", gist, "lead")]
    inside = [
        _beside(_code(address, words("screens.register.qr"), make), told, make),
        make.paragraph(":address", Text(address, "und", convert=False), "code spell"),
        make.list(":steps", words("screens.register.steps"), steps),
        make.button("sign_in", words("screens.register.done"), "primary"),
        close_actions(make),
    ]
    return dialog(make, words("screens.register.title"), inside, gist=gist)


def compose_settings_code(code: str, words: Words, *, printing: bool = False) -> Document:
    """How the visitor wants the terminal, as a QR code without a name; any terminal reads it."""
    make = Maker("screen:code", words)
    gist = words("screens.code.text")
    told = [make.paragraph(":text", gist), make.paragraph(":name", words("screens.code.nobody"))]
    inside = [
        _beside(_code(code, words("screens.code.qr"), make), told, make),
        *([make.button("print", words("screens.code.print"))] if printing else []),
        close_actions(make),
    ]
    return dialog(make, words("screens.code.title"), inside, gist=gist)
