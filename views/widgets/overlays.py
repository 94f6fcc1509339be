"""What lies over the document or beside it: the blank screen, the cross-hair, the glass."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QCursor, QMouseEvent, QPainter, QPaintEvent, QPen, QWindow
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from views.theme import Theme
from views.widgets.flow import TextFlow
from views.widgets.images import paint_code


class BlankScreen(QWidget):
    """Nothing to be seen: for who listens and does not want to be read over the shoulder."""

    touched = Signal()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#000000"))
        painter.end()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.touched.emit()


class CrossHair(QWidget):
    """Two lines through the pointer; they are seen on any ground and never in the way."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._at = QPoint(-1, -1)
        self._width = 6
        self._window: QWindow | None = None
        self.hide()

    def watch(self, window: QWindow | None, width: int) -> None:
        """Follow the pointer in a window, with lines of ``width`` pixels; None: no more."""
        if self._window is not None:
            self._window.removeEventFilter(self)
        self._window, self._width = window, width
        if window is not None:
            window.installEventFilter(self)  # the window, as for keys: safe beside web views
            self._at = self.mapFromGlobal(QCursor.pos())  # where the pointer waits to be moved
        self.setVisible(window is not None)

    def follow(self, at: QPoint) -> None:
        """The pointer is at a place of the window."""
        old, self._at = self._at, at
        wide = self._width
        for place in (old, at):
            self.update(place.x() - wide, 0, 2 * wide, self.height())
            self.update(0, place.y() - wide, self.width(), 2 * wide)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent):
            self.follow(event.position().toPoint())
        return False

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        x, y = self._at.x(), self._at.y()
        for colour, width in (("#ffffff", self._width), ("#c00000", self._width - 2)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawLine(x, 0, x, self.height())
            painter.drawLine(0, y, self.width(), y)
        painter.end()


class Glass(QWidget):
    """The upper half in the low position: the title, and what is being read, large.

    Nothing here can be touched, and nothing is here that is not below.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title = ""
        self._text = ""
        self._code = ""
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Another size, look or language of type."""
        self._theme = theme
        self.update()

    def show_text(self, title: str, text: str, code: str = "") -> None:
        """What the page is called, what is being read of it, and what its QR code says."""
        if (title, text, code) != (self._title, self._text, self._code):
            self._title, self._text, self._code = title, text, code
            self.update()

    def _flow(self, text: str, style: str) -> TextFlow:
        found = self._theme.style(style)
        family = self._theme.font_family(found.family)
        return TextFlow(text, found, family, align=Qt.AlignmentFlag.AlignHCenter)

    def _fitting(self, text: str, room: int, most: int, style: str) -> TextFlow:
        """In that step of the scale, or in a smaller one that shows all of it."""
        flow = self._flow(text, style)
        for smaller in ("h2", "body", "meta"):
            if flow.height(room) <= most:
                break
            flow = self._flow(text, smaller)
        return flow

    def _paint_code(self, painter: QPainter, away: int) -> int:
        """At the right, where it is never below a fold; gives the width that it takes."""
        most = self.height() - 2 * self._theme.px(self._theme.spacing.middle)
        size = min(most, self.width() // 3)
        area = QRectF(self.width() - away - size, (self.height() - size) / 2, size, size)
        paint_code(painter, area, self._code)
        return size + away

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme, palette = self._theme, self._theme.palette
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(palette.shade))
        side = min(theme.px(theme.spacing.page), self.width() // 18)
        room = self.width() - 2 * side
        if self._code:
            room -= self._paint_code(painter, side)
        top = begin = theme.px(theme.spacing.large)
        if self._text and self._text != self._title:
            title = self._fitting(self._title, room, (self.height() - top) // 2, "h2")
            title.paint(painter, QPointF(side, top), room, palette.primary)
            begin += title.height(room) + theme.px(theme.spacing.middle)
        text = self._fitting(self._text or self._title, room, self.height() - begin, "h1")
        free = self.height() - begin
        left = max(0, (free - text.height(room)) // 2)
        whole = free // text.line_height * text.line_height  # no line is cut through
        seen = free if text.height(room) <= free else max(0, whole)
        painter.setClipRect(QRectF(0, begin, self.width(), seen))
        text.paint(painter, QPointF(side, begin + left), room, palette.ink)
        painter.setClipping(False)
        edge = theme.px(4)
        painter.fillRect(0, self.height() - edge, self.width(), edge, QColor(palette.edge))
        painter.end()
