"""Tables: columns as wide as their contents ask for, within the width of the page."""

from __future__ import annotations

import re

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from a11y.document import Node, Role
from views.widgets.base import Drawing, NodeView, Piece
from views.widgets.containers import Container, Make, Slot, Stack
from views.widgets.context import Context
from views.widgets.text import GUTTER

_FIGURE = re.compile(r"[-\u2013\u2014/]|[^\w\s]?\d[\d,. ]*[%\u2030]?")
"""A number with at most a sign before it and a per cent behind it, or the dash of none."""

_SAMPLE = 40
"""Rows that are measured for the widths of columns; more would only cost time."""


class CellWidget(NodeView, QWidget):
    """A cell, or the head of a column or row."""

    def __init__(self, context: Context, node: Node, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.adopt(context, node)

    @override
    def draw(self, width: int) -> Drawing:
        px, palette = self.context.px, self.context.palette
        head = self.node.role in (Role.COLUMNHEADER, Role.ROWHEADER)
        inner = max(1, width - 2 * px(18))
        flow = self.context.whole(self.node.name, "label" if head else "body", inner)
        height = flow.height(inner)
        over = inner - flow.widest if self._in_figures() else 0
        piece = Piece(flow, px(18) + over, px(12), inner, palette.ink, True)
        return Drawing(height + px(24), (piece,))

    def _in_figures(self) -> bool:
        """Whether its column holds numbers, which stand one below the other by their ends."""
        row = self.parentWidget()
        table = row.parentWidget() if row is not None else None
        return isinstance(table, TableWidget) and self.node.column in table.figures()


class RowWidget(Container):
    """A row; the table tells it how wide the columns are."""

    widths: tuple[int, ...] = ()

    def set_widths(self, widths: tuple[int, ...]) -> None:
        """The columns have other widths."""
        if widths != self.widths:
            self.widths = widths
            self.forget()

    @override
    def arrange(self, room: QRect) -> list[QRect]:
        views = [self.build(slot) for slot in self.slots]
        even = room.width() // max(1, len(views))
        widths = self.widths if len(self.widths) == len(views) else (even,) * len(views)
        pairs = list(zip(views, widths, strict=True))
        tallest = max((v.height_for(w) for v, w in pairs if v is not None), default=0)
        rects, x = [], room.x()
        for width in widths:
            rects.append(QRect(x, room.y(), width, tallest))
            x += width
        return rects

    @override
    def paint_ground(self, painter: QPainter) -> None:
        palette = self.context.palette
        first = self.context.find(self.slots[0].id) if self.slots else None
        if first is not None and first.role is Role.COLUMNHEADER:
            painter.fillRect(self.rect(), QColor(palette.tint))
        line = QRectF(0, self.height() - 1, self.width(), 1)
        painter.fillRect(line, QColor(palette.line))


class TableWidget(Stack):
    """Caption, heads, rows."""

    side = GUTTER

    def __init__(self, context: Context, node: Node, parent: QWidget | None, make: Make) -> None:
        self._widths: tuple[int, tuple[int, ...]] | None = None
        self._figures: frozenset[int] | None = None
        super().__init__(context, node, parent, make)

    @override
    def draw(self, width: int) -> Drawing:
        if not self.node.name:
            return Drawing(0)
        px = self.context.px
        flow = self.context.flow(self.node.name, "label")
        left = px(GUTTER) + px(18)
        inner = width - 2 * left
        piece = Piece(flow, left, px(8), inner, self.context.palette.primary, True)
        return Drawing(flow.height(inner) + px(16), (piece,))

    @override
    def forget(self) -> None:
        super().forget()
        self._widths = self._figures = None

    @override
    def between(self, before: Node, after: Node) -> float:
        return 0

    @override
    def height_of(self, slot: Slot, node: Node, width: int) -> int:
        if isinstance(slot.view, RowWidget):
            slot.view.set_widths(self._columns(width))
        return super().height_of(slot, node, width)

    def figures(self) -> frozenset[int]:
        """The columns in which nothing but numbers stands."""
        if self._figures is None:
            told: dict[int, bool] = {}
            for slot in self.slots[:_SAMPLE]:
                row = self.context.find(slot.id)
                for cell in row.children if row is not None else ():
                    if cell.role is Role.CELL and cell.name:
                        number = _FIGURE.fullmatch(cell.name.source) is not None
                        told[cell.column] = told.get(cell.column, True) and number
            self._figures = frozenset(column for column, number in told.items() if number)
        return self._figures

    def _columns(self, width: int) -> tuple[int, ...]:
        if self._widths is None or self._widths[0] != width:
            self._widths = (width, self._measure(width))
        return self._widths[1]

    def _measure(self, width: int) -> tuple[int, ...]:
        """Every column gets a fair share, and what is left goes to those that need more."""
        wanted: dict[int, int] = {}
        for slot in self.slots[:_SAMPLE]:
            row = self.context.find(slot.id)
            for cell in row.children if row is not None else ():
                flow = self.context.flow(cell.name, "label")
                need = flow.natural_width() + 2 * self.context.px(18)
                wanted[cell.column] = max(wanted.get(cell.column, 0), need)
        return share(list(wanted.values()), width)

    @override
    def paint_ground(self, painter: QPainter) -> None:
        palette = self.context.palette
        painter.setPen(QPen(QColor(palette.line), 2))
        painter.setBrush(QColor(palette.card))
        edge = self.context.px(GUTTER)
        painter.drawRect(QRectF(self.rect()).adjusted(edge - 1, 1, 1 - edge, -1))


def share(wanted: list[int], width: int) -> tuple[int, ...]:
    """Widths that add up to ``width``: the modest get what they want, the rest is divided."""
    if not wanted:
        return ()
    open_columns = sorted(range(len(wanted)), key=lambda n: wanted[n])
    given, rest = [0] * len(wanted), width
    for done, n in enumerate(open_columns):
        fair = rest // (len(wanted) - done)
        given[n] = min(wanted[n], fair)
        rest -= given[n]
    extra, over = divmod(rest, len(wanted))
    return tuple(w + extra + (over if n == len(wanted) - 1 else 0) for n, w in enumerate(given))
