"""A finger on a text: the voice reads from where the finger was, and keys go on from there.

What can be pressed takes the focus by itself; a paragraph, a heading or a cell cannot. One
who sees a little and listens too points at what they want to hear.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from a11y.document import State
from a11y.reader import Reader
from views.widgets.base import NodeView

SLIP = 12
"""Pixels that a finger may slip and still mean one place; what goes further scrolls."""


class TouchedText:
    """Told when a finger comes down and when it is lifted; ``arrive`` takes the place there."""

    def __init__(self, arrive: Callable[[str], None]) -> None:
        self._arrive = arrive
        self._text = ""
        self._at = QPoint()

    def down(self) -> None:
        """A finger comes down; the wheel, which comes here too, presses nothing."""
        pressed = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        self._at = QCursor.pos()
        self._text = text_at(self._at) if pressed else ""

    def up(self) -> None:
        """It is lifted: on the same text, or it has scrolled."""
        text, self._text = self._text, ""
        at = QCursor.pos()
        if text and text == text_at(at) and (at - self._at).manhattanLength() <= SLIP:
            self._arrive(text)


def read_at(reader: Reader, node_id: str) -> None:
    """A text is read, also where one is already: the touch has silenced it."""
    if reader.node.id == node_id:
        reader.say_node()
    else:
        reader.arrive(node_id)


def text_at(place: QPoint) -> str:
    """The id of the text at a place of the screen; empty where there is none or a button."""
    widget: QWidget | None = QApplication.widgetAt(place)
    while widget is not None and not isinstance(widget, NodeView):
        widget = widget.parentWidget()
    if widget is None:
        return ""
    node = widget.node
    pressable = node.action is not None or State.FOCUSABLE in node.states
    return node.id if node.name and not pressable else ""
