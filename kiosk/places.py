"""For trials: where on the screen the things are that can be touched, and what can be read.

A trial's hands know what they want by node id; this writes, whenever it changed,
which of those things are in sight and where, and the texts and pictures that are
painted in sight. A terminal in service has none.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QRect, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from a11y.document import State
from kiosk.page_surface import PageSurface
from kiosk.transcript import Transcript
from views.widgets.base import NodeView
from views.widgets.images import ImageWidget
from views.widgets.window import MainWindow

LOOK_MS = 80
"""Milliseconds between two looks."""

Place = tuple[int, int, int, int]
"""Left, top, width and height on the screen, in pixels."""


class Places(QTimer):
    """Looks again and again, and writes what changed into the transcript."""

    def __init__(self, surface: PageSurface, transcript: Transcript) -> None:
        super().__init__(surface.window)
        self._window = surface.window
        self._surface = surface
        self._of_page: dict[str, Place] = {}
        """What can be touched on a provider's page, as it was when last asked for."""

        self._transcript = transcript
        self._last: tuple[dict[str, Place], int] = ({}, 0)
        self._noted = -1
        self._seen: dict[str, Place] = {}
        self.timeout.connect(self._look)
        self.start(LOOK_MS)

    def _look(self) -> None:
        if not self._window.isVisible():
            return
        self._surface.ask_places(self._learn)
        found = {**places(self._window), **self._of_page}
        scrolled = sum(
            area.verticalScrollBar().value() for area in self._window.top.findChildren(QScrollArea)
        )
        if (found, scrolled) != self._last:
            self._last = (found, scrolled)
            self._transcript.write("places", places=found, scrolled=scrolled)
        elif self._transcript.count != self._noted:
            self._transcript.write("still")
            self._noted = self._transcript.count
        seen = texts(self._window)
        if seen != self._seen:
            self._seen = seen
            self._transcript.write("seen", texts=seen)

    def _learn(self, found: Mapping[str, QRect]) -> None:
        self._of_page = {
            f"web#{ref}": (at.x(), at.y(), at.width(), at.height()) for ref, at in found.items()
        }


def places(window: MainWindow) -> dict[str, Place]:
    """The rectangle in sight of every node of the topmost document that does something."""
    found: dict[str, Place] = {}
    if window.keys.isVisible():
        corner = window.keys.mapToGlobal(QPoint(0, 0))
        for key, rect in window.keys.places().items():
            at = rect.translated(corner)
            found[f"keys#{key}"] = (at.x(), at.y(), at.width(), at.height())
    for widget in window.top.findChildren(QWidget):
        if not isinstance(widget, NodeView) or not widget.isVisible():
            continue
        node = widget.node
        if node.action is None or State.DISABLED in node.states:
            continue
        seen = _in_sight(widget.target)
        if seen is not None:
            found[node.id] = (seen.x(), seen.y(), seen.width(), seen.height())
    return found


def texts(window: MainWindow) -> dict[str, Place]:
    """What is painted in sight of the topmost document, and where; pictures by their words."""
    found: dict[str, Place] = {}
    for widget in window.top.findChildren(QWidget):
        if not isinstance(widget, NodeView) or not widget.isVisible():
            continue
        seen = widget.visibleRegion().boundingRect()
        if seen.isEmpty():
            continue
        for piece in widget.drawing(widget.width()).pieces:
            height = piece.flow.height(piece.width)
            part = seen.intersected(QRect(piece.x, piece.y, piece.width, height))
            if not part.isEmpty():
                found[piece.flow.text] = _place(widget, part)
        if isinstance(widget, ImageWidget) and widget.loaded:
            found[widget.node.name.source] = _place(widget, seen)
    return found


def _place(widget: QWidget, part: QRect) -> Place:
    corner = widget.mapToGlobal(part.topLeft())
    return corner.x(), corner.y(), part.width(), part.height()


def _in_sight(widget: QWidget) -> QRect | None:
    """The part that is seen, on the screen; None where something else lies on its middle."""
    seen = widget.visibleRegion().boundingRect()
    if seen.isEmpty():
        return None
    middle = widget.mapToGlobal(seen.center())
    hit = QApplication.widgetAt(middle)
    if hit is None or not (hit is widget or widget.isAncestorOf(hit)):
        return None
    return QRect(widget.mapToGlobal(QPoint(seen.topLeft())), seen.size())
