"""Taking something along: a QR code for what this terminal does not open itself."""

from __future__ import annotations

from a11y.document import Document, Node, Role
from locales.text import Text
from locales.words import Words
from views.compose.build import Maker
from views.compose.dialogs import close_actions, dialog
from views.compose.models import TakeModel


def compose_take(model: TakeModel, words: Words) -> Document:
    """The address as QR code and in letters; a phone opens it, the terminal never does."""
    make = Maker("screen:take", words)
    title = Text(model.title, model.lang)
    inside = [
        make.paragraph(":text", words("screens.take.text", title=title)),
        Node(make.id(":qr"), Role.IMAGE, words("screens.take.qr"), look="qr", source=model.address),
        make.paragraph(":address", Text(model.address, "und", convert=False), "code"),
        close_actions(make),
    ]
    return dialog(make, words("screens.take.title"), inside)
