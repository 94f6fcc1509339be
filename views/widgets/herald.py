"""Words for another screen reader: a notification that is shown anew for each of them.

A reader says a notification when it appears (measured with Orca 43; an announcement
event, which Qt has too, it does not hear). What is told in one turn is told as one:
a second notification would cut off the first.
"""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

AFTER_FOCUS_MS = 60
"""The focus moves in the same turn, and the reader says it first."""


class Herald(QWidget):
    """One pixel in the corner; ``roles`` gives it its own."""

    speaks = True
    """It has an accessible object of ours (factory_hook)."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setGeometry(0, 0, 1, 1)
        self.hide()
        self._words: list[str] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._show_words)

    def tell(self, text: str) -> None:
        """Have it said."""
        self._words.append(text)
        self._timer.start(AFTER_FOCUS_MS)

    def _show_words(self) -> None:
        self.hide()
        self.setAccessibleName(", ".join(self._words))
        self._words.clear()
        self.show()
