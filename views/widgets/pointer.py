"""The extra large pointer: black with a white edge, seen on any ground."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QCursor, QGuiApplication, QPainter, QPen, QPixmap, QPolygonF

_SHAPE = ((0, 0), (0, 17), (4, 13.4), (6.6, 19.4), (9.2, 18.2), (6.6, 12.4), (12, 12))
"""An arrow with its tip at the origin, on a grid of 20."""


def large_pointer(side: int) -> QCursor:
    """An arrow of that many pixels."""
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    unit, edge = side / 21, max(2, side // 24)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor("#ffffff"), edge))
    painter.setBrush(QColor("#000000"))
    points = [QPointF(x * unit + edge, y * unit + edge) for x, y in _SHAPE]
    painter.drawPolygon(QPolygonF(points))
    painter.end()
    return QCursor(pixmap, edge, edge)


def use_pointer(side: int) -> None:
    """Show the large pointer everywhere; 0: the usual one."""
    if QGuiApplication.overrideCursor() is not None:
        QGuiApplication.restoreOverrideCursor()
    if side:
        QGuiApplication.setOverrideCursor(large_pointer(side))
