"""The fields of the window: what stands in them, and what is put into them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kiosk.echo import Typed
from views.widgets.fields import FieldWidget
from views.widgets.window import MainWindow


class WindowFields:
    """Reads and writes the fields of what is on top; a node without a field is none."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    def field(self, node_id: str) -> Typed | None:
        """What stands in a text field, and where the caret is."""
        widget = self._field(node_id)
        return Typed(widget.input.content(), widget.input.caret()) if widget is not None else None

    def goes(self, node_id: str, step: int) -> bool:
        """Whether a field has a line below (1) or above (-1) the caret."""
        widget = self._field(node_id)
        return widget is not None and widget.input.goes(step)

    def commit(self) -> None:
        """Report what stands in the field with the focus, as if it had been left."""
        widget = self._field(self.window.top.focused)
        if widget is not None:
            widget.commit()

    def insert(self, node_id: str, text: str) -> None:
        """Put text into a field where its caret is."""
        widget = self._field(node_id)
        if widget is not None:
            widget.input.insert(text)
            widget.commit()

    def put(self, node_id: str, text: str, caret: int | None = None) -> None:
        """Put text into a field in place of what is in it; the caret behind it, or there."""
        widget = self._field(node_id)
        if widget is not None:
            widget.input.put(text)
            widget.input.place(len(text) if caret is None else caret)
            widget.commit()

    def _field(self, node_id: str) -> FieldWidget | None:
        widget: QWidget | None = self.window.top.widget_of(node_id) if node_id else None
        while widget is not None and not isinstance(widget, FieldWidget):
            widget = widget.parentWidget()
        return widget
