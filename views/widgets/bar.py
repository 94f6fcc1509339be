"""The bar at the top of every page: its buttons, and who is here."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from a11y.document import Node, State
from views.theme import FIXED_LARGEST
from views.widgets.base import Drawing, Icon, NodeView, Piece
from views.widgets.buttons import Pressable
from views.widgets.containers import Slot
from views.widgets.context import SHRINKS, Context
from views.widgets.flow import TextFlow
from views.widgets.flows import Flow
from views.widgets.text import icon_of


class Bar(Flow):
    """The buttons at the top of every page; who is here and leaving stand at the right."""

    pad = 10
    side = 10
    space = 4

    @override
    def arrange(self, room: QRect) -> list[QRect]:
        rects = super().arrange(room)
        rows = sorted({rect.y() for rect in rects})
        last = [n for n, slot in enumerate(self.slots) if self._right(slot)]
        if len(rows) > 1:
            return self._even(room)
        shift = room.x() + room.width()
        for n in reversed(last):
            shift -= rects[n].width() + self.context.px(self.space)
            rects[n] = QRect(shift, rects[n].y(), rects[n].width(), rects[n].height())
        tallest = max((rect.height() for rect in rects), default=0)
        return [QRect(r.x(), r.y(), r.width(), tallest) for r in rects]

    def _right(self, slot: Slot) -> bool:
        node = self.context.find(slot.id)
        return node is not None and bool({"person", "leave"} & set(node.look.split()))

    def _even(self, room: QRect) -> list[QRect]:
        """Where one row is too short: rows of equal cells, each as high as it must be."""
        views = [self.build(slot) for slot in self.slots]
        count = len(views)
        least = max((v.least_width() for v in views if v is not None), default=1)
        columns = max(1, min(-(-count // 2), room.width() // least))
        width = room.width() // columns
        rects, y = [], room.y()
        for first in range(0, count, columns):
            row = views[first : first + columns]
            height = max((v.height_for(width) for v in row if v is not None), default=0)
            rects += [QRect(room.x() + n * width, y, width, height) for n in range(len(row))]
            y += height
        return rects

    @override
    def paint_ground(self, painter: QPainter) -> None:
        palette = self.context.palette
        painter.fillRect(self.rect(), QColor(palette.card))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.fillRect(QRectF(0, self.height() - 2, self.width(), 2), QColor(palette.line))


class BarButton(Pressable):
    """A button of the bar: icon above, word below, always at the same place."""

    @override
    def draw(self, width: int) -> Drawing:
        px = self.context.px
        colour = self.shown_colours()[2]
        size = _icon(self.context)
        inner = width - 2 * self.inset()
        flow = _words(self.context, self.node, inner)
        text = flow.height(inner)
        height = size + text + px(18) + 2 * self.inset()
        icon = Icon(icon_of(self.node), (width - size) // 2, self.inset() + px(8), size, colour)
        piece = Piece(flow, self.inset(), self.inset() + px(8) + size, inner, colour, True)
        return Drawing(height, (piece,), (icon,))

    @override
    def least_width(self) -> int:
        return _least(self.context, self.node) + 2 * self.inset()

    @override
    def natural_width(self) -> int:
        words = self.context.wide(self.node.name, "bar")
        return max(self.context.px(96), words + self.context.px(16)) + 2 * self.inset()

    @override
    def colours(self) -> tuple[str, str, str]:
        palette = self.context.palette
        if self.has(State.CHECKED) or self.has(State.CURRENT):
            return palette.tint, palette.tint, palette.primary
        if self.looks("leave"):
            return palette.card, palette.card, palette.accent
        return palette.card, palette.card, palette.ink


class Person(NodeView, QWidget):
    """Who is signed in, in the bar: like its buttons, but nothing to press."""

    def __init__(self, context: Context, node: Node, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.adopt(context, node)

    @override
    def draw(self, width: int) -> Drawing:
        px, palette = self.context.px, self.context.palette
        size = _icon(self.context)
        inner = width - 2 * px(10)
        flow = _words(self.context, self.node, inner)
        icon = Icon("person", (width - size) // 2, px(18), size, palette.primary)
        piece = Piece(flow, px(10), px(18) + size, inner, palette.primary, True)
        return Drawing(size + flow.height(inner) + px(38), (piece,), (icon,))

    @override
    def lowered(self, drawing: Drawing) -> int:
        return max(0, (self.height() - drawing.height) // 2)

    @override
    def least_width(self) -> int:
        return _least(self.context, self.node) + 2 * self.context.px(10)

    @override
    def natural_width(self) -> int:
        words = self.context.wide(self.node.name, "bar")
        return words + self.context.px(30)


def _icon(context: Context) -> int:
    """The side of an icon; it grows with the words below it."""
    return context.px(40 * min(context.theme.text_scale, FIXED_LARGEST))


def _words(context: Context, node: Node, inner: int) -> TextFlow:
    return context.fitted(node.name, "bar", inner, Qt.AlignmentFlag.AlignHCenter)


def _least(context: Context, node: Node) -> int:
    return round(context.longest_word(node.name, "bar") * (SHRINKS + 0.02)) + 1
