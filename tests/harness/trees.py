"""Do the document and the platform's accessibility tree say the same of one screen?

Paired by node id, which is the object name of each widget. Used for every
screen, in simplified and in converted characters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

from a11y.document import Document, Node, Privacy, Role, State
from locales.text import Text
from views.widgets.roles import ROLES, STATES
from views.widgets.view import DocumentView

NATIVE = {State.READONLY: "readOnly", State.MULTILINE: "multiLine"}
"""What Qt's own text fields export of a node's states."""


def disagreements(view: DocumentView, show: Callable[[Text], str]) -> list[str]:
    """One line for each node of which the two trees say different things."""
    document = view.document
    assert document is not None
    return [line for node in document.nodes for line in _of(view, document, node, show)]


def _of(
    view: DocumentView, document: Document, node: Node, show: Callable[[Text], str]
) -> Iterator[str]:
    widget = view.widget_of(node.id)
    if widget is None:
        yield f"{node.id}: no widget"
        return
    thing = QAccessible.queryAccessibleInterface(widget)
    if thing is None:
        yield f"{node.id}: no accessible object"
        return
    pairs: list[tuple[str, object, object]] = [
        ("object name", widget.objectName(), node.id),
        ("role", thing.role(), ROLES[node.role]),
        ("name", thing.text(QAccessible.Text.Name), show(node.name)),
        ("description", thing.text(QAccessible.Text.Description), show(node.description)),
        ("parent", _parent(widget, document), _above(document, node)),
        *_states(thing, node),
    ]
    if node.value and node.privacy is not Privacy.SECRET:
        pairs.append(("value", thing.text(QAccessible.Text.Value), show(node.value)))
    for what, found, wanted in pairs:
        if found != wanted:
            yield f"{node.id}: {what} {found!r}, not {wanted!r}"


def _states(thing: QAccessibleInterface, node: Node) -> Iterator[tuple[str, object, object]]:
    state = thing.state()
    if node.role is Role.TEXTBOX:
        names = NATIVE
        yield "password", bool(state.passwordEdit), node.privacy is Privacy.SECRET
    else:
        names = STATES
    for own, name in names.items():
        yield name, bool(getattr(state, name)), own in node.states
    if node.role is not Role.DOCUMENT and node.role is not Role.DIALOG:
        yield "focusable", bool(state.focusable), State.FOCUSABLE in node.states


def _parent(widget: QWidget, document: Document) -> str:
    """The node of the nearest widget above that stands for one."""
    above = widget.parentWidget()
    while above is not None:
        if document.find(above.objectName()) is not None:
            return above.objectName()
        above = above.parentWidget()
    return ""


def _above(document: Document, node: Node) -> str:
    return next((parent.id for parent in document.ancestors(node.id)), "")
