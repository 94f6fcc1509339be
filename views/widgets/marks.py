"""The two cursors as they are seen: the band of the reading position, the ring of the focus."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from views.widgets.context import Context


def paint_mark(context: Context, painter: QPainter, area: QRectF) -> None:
    """The band behind what is being read, and the bar at its side."""
    palette, px = context.palette, context.px
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(palette.reading))
    radius = px(8)
    painter.drawRoundedRect(area, radius, radius)
    painter.setBrush(QColor(palette.reading_mark))
    bar = QRectF(area.left(), area.top() + px(6), px(8), area.height() - px(12))
    painter.drawRoundedRect(bar, px(4), px(4))


def paint_ring(context: Context, painter: QPainter, area: QRectF, radius: float) -> None:
    """Two rings, dark outside and gold inside, seen on any ground."""
    palette = context.palette
    ring = context.px(context.theme.spacing.ring)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, inset in ((palette.focus, ring * 0.5), (palette.focus_gap, ring * 1.5)):
        painter.setPen(QPen(QColor(colour), ring))
        painter.drawRoundedRect(
            area.adjusted(inset, inset, -inset, -inset),
            radius + ring - inset,
            radius + ring - inset,
        )
