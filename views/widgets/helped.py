"""The frame around everything while somebody else is there: seen by who passes by."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMargins, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from views.theme import Theme
from views.widgets.flow import font_of

INK, GROUND = "#000000", "#ffd000"
"""On any screen colours these two are told apart, by who sees no colours as well."""

EDGE = 16
"""Pixels on the reference screen."""


class HelpedFrame(QWidget):
    """Around what it must not cover: everything else has its place inside ``margins``."""

    def __init__(self, parent: QWidget, arrange: Callable[[], None]) -> None:
        super().__init__(parent)
        self._arrange = arrange
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._text = ""
        self._edge = EDGE
        self._font = QFont()
        self.hide()

    def say(self, text: str) -> None:
        """Who is there; empty for nobody."""
        come_or_gone = bool(text) != bool(self._text)
        self._text = text
        self.setVisible(bool(text))
        self.update()
        if come_or_gone:
            self._arrange()

    def margins(self) -> QMargins:
        """What the frame takes of every side; nothing while nobody is there."""
        if not self._text:
            return QMargins()
        return QMargins(self._edge, self._edge, self._edge, self._edge + self._tab_height())

    def _tab_height(self) -> int:
        return QFontMetrics(self._font).height() + self._edge // 2

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
        high = self._tab_height()
        tab = QRect(edge, self.height() - edge - high, self.width() - 2 * edge, high)
        painter.fillRect(tab, QColor(GROUND))
        painter.setFont(self._font)
        painter.setPen(QColor(INK))
        painter.drawText(tab, Qt.AlignmentFlag.AlignCenter, self._text)
        painter.end()
