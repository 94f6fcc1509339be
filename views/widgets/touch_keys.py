"""The keyboard on the screen: painted keys for fingers, below everything else.

It never takes Qt's focus, so the field keeps it, and no screen reader hears of it.
A key is done when the finger lifts on it; one that slides off does nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from locales.text import EMPTY, Text
from views.compose.touch_board import CANVAS, Board, Key
from views.theme import Theme
from views.widgets.context import Show, as_written
from views.widgets.touch_layout import KeyLayout, Placed

Stroke = list[tuple[int, int]]


@dataclass(slots=True)
class _Pen:
    """What is written with the finger, in pixels of the canvas."""

    strokes: list[Stroke] = field(default_factory=list)
    down: bool = False


class TouchKeys(QWidget):
    """Shows a board; tells which key was pressed and what was written."""

    pressed = Signal(str)
    written = Signal(list, int, int)
    """The strokes so far, and width and height of where they were written."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._layout = KeyLayout(theme, as_written)
        self._board: Board | None = None
        self._first = 0
        """The first candidate that is shown."""

        self._keys: list[Placed] = []
        self._down = ""
        self._pen = _Pen()
        self.hide()

    @property
    def board(self) -> Board | None:
        """What is shown."""
        return self._board

    def put(self, board: Board | None) -> None:
        """Show other keys, or none."""
        if board != self._board:
            self._board, self._first = board, 0
            self._place()

    def wipe(self, strokes: int = 0) -> None:
        """Keep only so many strokes of what is written with the finger."""
        del self._pen.strokes[strokes:]
        self.update()

    def set_look(self, theme: Theme, show: Show) -> None:
        """Another size, look or language."""
        self._layout = KeyLayout(theme, show)
        self._place()

    def height_wanted(self) -> int:
        """Pixels of height for what is shown."""
        rows = len(self._board.rows) + 1 if self._board is not None else 0
        return self._layout.height(rows) if rows else 0

    def places(self) -> dict[str, QRect]:
        """Every key that is shown, by its id, and the whole of where is written."""
        found = {key.id: rect for key, rect in self._keys}
        return {**found, CANVAS: self._canvas()} if CANVAS in found else found

    def clipped(self) -> list[str]:
        """The keys whose words do not fit."""
        return [
            key.id
            for key, rect in self._keys
            if self._layout.flow(key.label, rect.width()).natural_width() > rect.width()
        ]

    def _place(self) -> None:
        board = self._board
        self._keys = self._layout.place(board, self.width(), self._first) if board else []
        self.update()

    def _canvas(self) -> QRect:
        """Where characters are written; empty where there is no such place."""
        found = QRect()
        for key, rect in self._keys:
            if key.id == CANVAS:
                found = found.united(rect)
        return found

    @override
    def resizeEvent(self, event: object) -> None:
        self._place()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        self._down = next((key.id for key, rect in self._keys if rect.contains(at)), "")
        if self._down == CANVAS:
            self._pen.down = True
            self._pen.strokes.append([])
            self.mouseMoveEvent(event)
        self.update()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pen.down:
            at = event.position().toPoint() - self._canvas().topLeft()
            self._pen.strokes[-1].append((at.x(), at.y()))
            self.update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        down, self._down = self._down, ""
        self.update()
        if self._pen.down:
            self._pen.down = False
            canvas = self._canvas()
            self.written.emit(list(self._pen.strokes), canvas.width(), canvas.height())
            return
        at = event.position().toPoint()
        if any(key.id == down and rect.contains(at) for key, rect in self._keys):
            self._press(down)

    def _press(self, key: str) -> None:
        shown = sum(1 for one, _ in self._keys if one.id.startswith(("pick:", "way:")))
        if key == "more":
            last = len(self._board.strip) - 1 if self._board is not None else 0
            self._first = self._first + shown if self._first + shown <= last else 0
            self._place()
        elif key == "less":
            self._first = max(0, self._first - max(1, shown))
            self._place()
        else:
            self.pressed.emit(key)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        palette = self._layout.theme.palette
        painter.fillRect(self.rect(), QColor(palette.paper))
        painter.fillRect(0, 0, self.width(), max(1, self._layout.theme.px(3)), QColor(palette.edge))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for key, rect in self._keys:
            if key.id != CANVAS:
                self._paint_key(painter, key, rect)
        self._paint_pending(painter)
        self._paint_canvas(painter)
        painter.end()

    def _paint_key(self, painter: QPainter, key: Key, rect: QRect) -> None:
        ground, ink = self.colours(key)
        half = max(1, self._layout.theme.px(2)) / 2
        radius = self._layout.theme.px(self._layout.theme.spacing.radius)
        painter.setPen(QPen(QColor(self._layout.theme.palette.edge), 2 * half))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(rect).adjusted(half, half, -half, -half), radius, radius)
        flow = self._layout.flow(key.label, rect.width())
        top = rect.top() + (rect.height() - flow.line_height) / 2
        flow.paint(painter, QPointF(rect.left(), top), rect.width(), ink)

    def colours(self, key: Key) -> tuple[str, str]:
        """Ground and text of a key; a key under a finger is seen to be pressed."""
        palette = self._layout.theme.palette
        pressed = key.id == self._down and not _covered(self._board)
        if key.look in ("on", "primary") or pressed:
            return palette.primary, palette.on_primary
        return (palette.tint if key.look == "action" else palette.card), palette.ink

    def _paint_pending(self, painter: QPainter) -> None:
        pending = self._board.pending if self._board is not None else ""
        if pending:
            flow = self._layout.flow(Text(pending, "und"))
            top = self._layout.gap + (self._layout.key_height - flow.line_height) / 2
            at = QPointF(self._layout.span(self.width())[0], top)
            flow.paint(painter, at, flow.natural_width(), self._layout.theme.palette.ink)

    def _paint_canvas(self, painter: QPainter) -> None:
        canvas, palette = self._canvas(), self._layout.theme.palette
        if canvas.isEmpty():
            return
        painter.setPen(QPen(QColor(palette.edge), max(1, self._layout.theme.px(2))))
        painter.setBrush(QColor(palette.card))
        radius = self._layout.theme.px(self._layout.theme.spacing.radius)
        painter.drawRoundedRect(QRectF(canvas), radius, radius)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        strokes = [] if _covered(self._board) else self._pen.strokes
        if not strokes:  # covered, it stays: that it went would tell that somebody writes
            hint = next((key.label for key, _ in self._keys if key.id == CANVAS), EMPTY)
            _paint_hint(painter, canvas, self._layout, hint)
        pen = QPen(QColor(palette.ink), self._layout.theme.px(10))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        for stroke in strokes:
            points = [QPointF(canvas.left() + x, canvas.top() + y) for x, y in stroke]
            painter.drawPolyline(QPolygonF(points))


def _paint_hint(painter: QPainter, canvas: QRect, layout: KeyLayout, label: Text) -> None:
    """What the empty place is for; it goes with the first stroke."""
    flow = layout.flow(label, canvas.width())
    top = canvas.top() + (canvas.height() - flow.height(canvas.width())) / 2
    flow.paint(painter, QPointF(canvas.left(), top), canvas.width(), layout.theme.palette.quiet)


def _covered(board: Board | None) -> bool:
    return board is not None and board.covered
