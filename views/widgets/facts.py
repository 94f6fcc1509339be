"""A label and its value: in two columns, or as an event of a timeline."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from a11y.document import Node
from views.widgets.base import Drawing, Icon, NodeView, Piece
from views.widgets.containers import Container
from views.widgets.context import Context
from views.widgets.flow import TextFlow
from views.widgets.seams import ems_of
from views.widgets.text import GUTTER

_MOST = 40
"""Facts whose labels are looked at; more would only cost time."""

_WIDE = 700
"""Width from which a column of labels has room, on the reference screen."""

_LAMPS = {"green": ("good", "good"), "yellow": ("warning", "caution"), "red": ("error", "bad")}


class FactWidget(NodeView, QWidget):
    """Label at the left, value at the right, a hairline below."""

    def __init__(self, context: Context, node: Node, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.adopt(context, node)

    @override
    def draw(self, width: int) -> Drawing:
        around = self.parentWidget()
        facts = [slot.id for slot in around.slots] if isinstance(around, Container) else []
        left = label_column(self.context, facts or [self.node.id], width)
        label = self.context.flow(self.node.name, "body")
        if not left or label.tears(left - self.context.px(24)):
            return self._stacked(width, label)
        return self._beside(width, label, left)

    def _beside(self, width: int, label: TextFlow, left: int) -> Drawing:
        px, palette = self.context.px, self.context.palette
        value = self._value(width - left - 2 * px(GUTTER))
        icons, start = self._lamp(px(GUTTER) + left, px(10), value.line_height)
        inner = width - start - px(GUTTER)
        pad = px(10)
        pieces = (
            Piece(label, px(GUTTER), pad, left - px(24), palette.quiet, spoken=True),
            Piece(value, start, pad, inner, palette.ink),
        )
        height = max(label.height(left - px(24)), value.height(inner)) + 2 * pad
        return Drawing(height, pieces, icons)

    def _stacked(self, width: int, label: TextFlow) -> Drawing:
        """The value below the label, where labels are too large for a column."""
        px, palette = self.context.px, self.context.palette
        inner, pad = width - 2 * px(GUTTER), px(10)
        value = self._value(inner)
        first = label.height(inner)
        icons, start = self._lamp(px(GUTTER), pad + first, value.line_height)
        room = width - start - px(GUTTER)
        pieces = (
            Piece(label, px(GUTTER), pad, inner, palette.quiet, spoken=True),
            Piece(value, start, pad + first, room, palette.ink),
        )
        return Drawing(first + value.height(room) + 2 * pad, pieces, icons)

    def _value(self, width: int) -> TextFlow:
        """A number or code is smaller before it is torn."""
        style = "label" if self.looks("spell") else "body"
        return self.context.whole(self.node.value, style, width)

    def _lamp(self, x: int, y: int, line: int) -> tuple[tuple[Icon, ...], int]:
        for look in self.node.look.split():
            if look in _LAMPS:
                name, colour = _LAMPS[look]
                size = self.context.grown(36)
                middle = y + (line - size) // 2
                icon = Icon(name, x, middle, size, str(getattr(self.context.palette, colour)))
                return (icon,), x + size + self.context.px(12)
        return (), x

    @override
    def paint_ground(self, painter: QPainter) -> None:
        place = self.node.position
        if place is not None and place.index < place.total:
            line = QRectF(self.context.px(GUTTER), self.height() - 1, self.width(), 1)
            line.setRight(self.width() - self.context.px(GUTTER))
            painter.fillRect(line, QColor(self.context.palette.line))
        super().paint_ground(painter)


def label_column(context: Context, facts: Sequence[str], width: int) -> int:
    """Pixels for the labels of a list of facts; 0: they are too long to stand beside values."""
    px = context.px
    nodes = [node for own in facts[:_MOST] if (node := context.find(own)) is not None]
    size = context.theme.style("body").size
    longest = round(size * max((ems_of(context.show(one.name)) for one in nodes), default=0)) + 4
    usual = max(px(220), min(px(460), round(width * 0.32)))
    if longest <= usual - px(24):
        return usual
    if not context.theme.one_column and width > px(_WIDE):
        return usual  # a label of two lines beside its value is found as quickly
    return longest + px(24) if longest + px(24) <= round(width * 0.46) else 0


class EventWidget(NodeView, QWidget):
    """A point on a line: when, and what happened."""

    def __init__(self, context: Context, node: Node, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.adopt(context, node)

    @override
    def draw(self, width: int) -> Drawing:
        px, palette = self.context.px, self.context.palette
        when = self.context.flow(self.node.name, "meta")
        what = self.context.flow(self.node.value, "body")
        left = px(GUTTER + 52)
        inner = width - left - px(GUTTER)
        first = when.height(inner)
        pieces = (
            Piece(when, left, px(6), inner, palette.quiet, spoken=True),
            Piece(what, left, px(6) + first, inner, palette.ink),
        )
        return Drawing(first + what.height(inner) + px(26), pieces)

    @override
    def paint_ground(self, painter: QPainter) -> None:
        super().paint_ground(painter)
        px, palette = self.context.px, self.context.palette
        x, y = px(GUTTER + 18), px(26)
        first, last = self._ends()
        top, bottom = (y if first else 0), (y if last else self.height())
        painter.fillRect(QRectF(x - px(2), top, px(4), bottom - top), QColor(palette.edge))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.primary))
        painter.drawEllipse(QRectF(x - px(11), y - px(11), px(22), px(22)))

    def _ends(self) -> tuple[bool, bool]:
        """Whether it is the first and the last event of its list."""
        around = self.parentWidget()
        ids = [slot.id for slot in around.slots] if isinstance(around, Container) else []
        return self.node.id in ids[:1], self.node.id in ids[-1:]
