"""Taking widgets away.

While another screen reader is at work they are kept for a moment, unseen: Orca asks the
object that the focus comes from for its ancestors, and if that is gone already it says
nothing of where the focus went (measured with Orca 43).
"""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

LINGER_MS = 10_000
"""Longer than a reader needs to hear of a new focus and to word it, on a busy machine too."""


def part_with(widget: QWidget, *, linger: bool) -> None:
    """Hide a widget and delete it, now or in a moment."""
    widget.hide()
    if linger:
        # The closure keeps Python's hold on a widget that has no parent any more.
        QTimer.singleShot(LINGER_MS, widget, lambda: _delete(widget))
    else:
        widget.deleteLater()


def _delete(widget: QWidget) -> None:
    widget.deleteLater()
