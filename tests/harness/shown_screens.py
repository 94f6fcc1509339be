"""Shows the sample screens one after another, each when a line comes on standard input.

    python -m tests.harness.shown_screens LANGUAGE

For each screen it prints one line of JSON: its name and what its nodes should be on the
accessibility bus. The window is shared, as with another screen reader.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication

from a11y.document import Document, Node, Privacy, Role, State
from a11y.wording import Wording
from locales.languages import Language
from locales.project import Projector
from locales.text import Text
from locales.words import Words
from tests.harness.sample_screens import screens
from views.theme import theme_for
from views.widgets.roles import install
from views.widgets.view import DocumentView

ROLES = {
    Role.DOCUMENT: "document frame",
    Role.REGION: "section",
    Role.HEADING: "heading",
    Role.PARAGRAPH: "paragraph",
    Role.LIST: "list",
    Role.LISTITEM: "list item",
    Role.LINK: "link",
    Role.BUTTON: "push button",
    Role.TABLE: "table",
    Role.ROW: "table row",
    Role.CELL: "table cell",
    Role.COLUMNHEADER: "table column header",
    Role.ROWHEADER: "table row header",
    Role.IMAGE: "image",
    Role.FIGURE: "panel",
    Role.FORM: "form",
    Role.GROUP: "panel",
    Role.TEXTBOX: "text",
    Role.CHECKBOX: "check box",
    Role.RADIOGROUP: "panel",
    Role.RADIO: "radio button",
    Role.COMBOBOX: "combo box",
    Role.STATUS: "status bar",
    Role.ALERT: "alert",
    Role.TIMER: "label",
    Role.DIALOG: "dialog",
    Role.NOTE: "comment",
    Role.TERM: "list item",
    Role.BLOCKQUOTE: "block quote",
    Role.SEPARATOR: "separator",
}
"""The names of AT-SPI (Core-AAM 1.2, where Qt has the role)."""

STATES = {
    State.CHECKED: "checked",
    State.FOCUSABLE: "focusable",
    State.INVALID: "invalid-entry",
    State.EXPANDED: "expanded",
    State.MULTILINE: "multi-line",
    State.BUSY: "busy",
}
"""What of our states AT-SPI shows when it is on."""


def expected(document: Document, show: Callable[[Text], str], words: Words) -> Iterator[Any]:
    """Role, name, description and states of every node, in reading order, with its parent."""
    wording = Wording(words)
    for node in document.nodes:
        more = (node.description, *wording.beyond(node))
        above = next((parent.id for parent in document.ancestors(node.id)), "")
        yield {
            "above": document.index.get(above, -1),
            "role": "password text" if _secret(node) else ROLES[node.role],
            "name": show(node.name),
            "description": ", ".join(show(text) for text in more if text),
            "states": sorted(_states(node)),
        }


def _secret(node: Node) -> bool:
    return node.role is Role.TEXTBOX and node.privacy is Privacy.SECRET


def _states(node: Node) -> Iterator[str]:
    for state, name in STATES.items():
        # Qt's own field and frame: the description says it (Wording.beyond)
        native = node.role in (Role.TEXTBOX, Role.RADIOGROUP) and state is State.INVALID
        if state in node.states and not native:
            yield name
    if State.DISABLED not in node.states:
        yield "enabled"


def run(language: Language) -> int:
    """Show screens as told, until the input ends."""
    application = QApplication(sys.argv[:1])
    accessible = install()
    assert accessible is not None  # kept as long as the application lives
    words, show = Words(language), Projector(language).show
    view = DocumentView(theme_for(1280, 720, language=language.value))
    view.resize(1280, 720)
    view.set_projection(show)
    wording = Wording(words)
    view.context.share(lambda node: tuple(wording.beyond(node)))
    view.show()
    waiting = screens(language)

    def following() -> None:
        name, document = next(waiting, ("", None))
        if not sys.stdin.readline() or document is None:
            application.quit()
            return
        view.show_document(document)
        nodes = list(expected(document, show, words))
        line = json.dumps({"name": name, "nodes": nodes})
        QTimer.singleShot(50, lambda: _out(line))

    notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(following)
    return application.exec()


def _out(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(run(Language(sys.argv[1])))
