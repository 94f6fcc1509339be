"""Pictures: QR codes drawn from their text, and images with what they show in words."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from a11y.document import Node
from views.widgets.base import Drawing, Icon, NodeView, Piece
from views.widgets.context import Context
from views.widgets.text import GUTTER

_QR = 350
"""The side of a QR code; a phone reads it from an arm's length."""


class QrWidget(NodeView, QWidget):
    """A QR code, dark on white with its quiet zone in every look, or no phone reads it."""

    def __init__(self, context: Context, node: Node, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.adopt(context, node)

    @override
    def draw(self, width: int) -> Drawing:
        return Drawing(min(width, self.context.px(_QR)))

    @override
    def natural_width(self) -> int:
        return self.context.px(_QR)

    @override
    def paint_ground(self, painter: QPainter) -> None:
        side = min(self.width(), self.height())
        area = QRectF(self.context.px(GUTTER), 0, side - self.context.px(GUTTER), side)
        area.setHeight(area.width())
        paint_code(painter, area, self.node.source)
        if self.mark.on:
            painter.setPen(QColor(self.context.palette.reading_mark))
            painter.setBrush(QColor(self.context.palette.reading_mark))
            bar = QRectF(0, 0, self.context.px(8), area.height())
            painter.drawRoundedRect(bar, self.context.px(4), self.context.px(4))


def paint_code(painter: QPainter, area: QRectF, source: str) -> None:
    """The QR code of a text in a white square; the square alone where there is no text yet."""
    painter.fillRect(area, QColor("#ffffff"))
    if not source:
        return
    import segno  # noqa: PLC0415 - most screens have no code, and the first is in a hurry

    code = segno.make(source, error="m", micro=False)
    rows = [list(row) for row in code.matrix_iter(border=4)]
    step = int(area.width() // len(rows))
    left = area.left() + (area.width() - step * len(rows)) / 2
    top = area.top() + (area.height() - step * len(rows)) / 2
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                cell = QRectF(left + x * step, top + y * step, step, step)
                painter.fillRect(cell, QColor("#000000"))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)


class ImageWidget(NodeView, QWidget):
    """A picture; while there is none, its description in a frame."""

    def __init__(self, context: Context, node: Node, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pixmap = QPixmap()
        self.adopt(context, node)

    @property
    def loaded(self) -> bool:
        """Whether there is a picture, and no longer its description in its place."""
        return not self._pixmap.isNull()

    @override
    def refresh(self) -> None:
        data = self.context.image(self.node.source)
        if data is not None:
            self._pixmap.loadFromData(data)
        super().refresh()

    @override
    def draw(self, width: int) -> Drawing:
        px, palette = self.context.px, self.context.palette
        if not self._pixmap.isNull():
            shown = min(width - 2 * px(GUTTER), self._pixmap.width() * 2)
            return Drawing(round(shown * self._pixmap.height() / self._pixmap.width()))
        flow = self.context.flow(self.node.name, "meta")
        size = self.context.grown(44)
        left = px(GUTTER) + px(24) + size + px(18)
        inner = width - left - px(GUTTER) - px(24)
        height = max(size, flow.height(inner)) + px(48)
        icon = Icon("picture", px(GUTTER) + px(24), (height - size) // 2, size, palette.quiet)
        top = (height - flow.height(inner)) // 2
        return Drawing(height, (Piece(flow, left, top, inner, palette.quiet, True),), (icon,))

    @override
    def paint_ground(self, painter: QPainter) -> None:
        super().paint_ground(painter)
        side = self.context.px(GUTTER)
        if self._pixmap.isNull():
            painter.setPen(QColor(self.context.palette.edge))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(side, 1, -side, -1))
            return
        width = round(self.height() * self._pixmap.width() / self._pixmap.height())
        target = QRectF(side, 0, width, self.height())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(target.toRect(), self._pixmap)
