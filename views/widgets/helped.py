"""The frame around everything while somebody else is there: seen by who passes by."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from views.theme import Theme
from views.widgets.flow import font_of

INK, GROUND = "#000000", "#ffd000"
"""On any screen colours these two are told apart, by who sees no colours as well."""

EDGE = 16
"""Pixels on the reference screen."""


class HelpedFrame(QWidget):
    """Touches go through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._text = ""
        self._edge = EDGE
        self._font = QFont()
        self.hide()

    def say(self, text: str) -> None:
        """Who is there; empty for nobody."""
        self._text = text
        self.setVisible(bool(text))
        self.update()

    def fit(self, theme: Theme) -> None:
        """As wide and as large as the theme wants it."""
        style = theme.style("meta")
        self._edge, self._font = theme.px(EDGE), font_of(style, theme.font_family(style.family))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        edge = self._edge
        for colour, style in ((GROUND, Qt.PenStyle.SolidLine), (INK, Qt.PenStyle.DashLine)):
            pen = QPen(QColor(colour), edge, style)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            half = edge / 2
            painter.drawRect(QRectF(self.rect()).adjusted(half, half, -half, -half))
        painter.setFont(self._font)
        wide = painter.fontMetrics().horizontalAdvance(self._text) + 2 * edge
        high = painter.fontMetrics().height() + edge // 2
        tab = QRect((self.width() - wide) // 2, self.height() - high, wide, high)
        painter.fillRect(tab, QColor(GROUND))
        painter.setPen(QColor(INK))
        painter.drawText(tab, Qt.AlignmentFlag.AlignCenter, self._text)
        painter.end()
