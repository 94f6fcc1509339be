"""The wok-ear gables of Lingnan houses along the foot of the attract screen: decoration only."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

_HOUSES = ((0.0, 0.62), (0.86, 0.8), (1.9, 1.0), (2.98, 0.74), (3.84, 0.9))
"""Place and size of the gables of one group, in heights of the tallest."""

_GROUP = 4.86


def paint_skyline(painter: QPainter, area: QRectF, height: float, colour: str) -> None:
    """Groups of gables over the whole width, standing on the lower edge of ``area``."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    groups = max(1, round(area.width() / (_GROUP * height)))
    step = area.width() / groups
    unit = step / _GROUP
    for group in range(groups):
        for place, size in _HOUSES:
            left = area.left() + group * step + place * unit
            painter.drawPath(_gable(QPointF(left, area.bottom()), unit * size, height * size))


def _gable(foot: QPointF, width: float, height: float) -> QPainterPath:
    """A wall with its ear: shoulders, a tall rounded top, shoulders."""
    x, y = foot.x(), foot.y()
    path = QPainterPath(QPointF(x, y))
    path.lineTo(x, y - height * 0.42)
    path.quadTo(x + width * 0.16, y - height * 0.44, x + width * 0.2, y - height * 0.6)
    path.cubicTo(
        x + width * 0.24,
        y - height * 1.12,
        x + width * 0.76,
        y - height * 1.12,
        x + width * 0.8,
        y - height * 0.6,
    )
    path.quadTo(x + width * 0.84, y - height * 0.44, x + width, y - height * 0.42)
    path.lineTo(x + width, y)
    path.closeSubpath()
    return path
