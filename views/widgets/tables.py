"""Tables: columns as wide as their contents ask for, within the width of the page.

Where not even the longest words have room side by side, the cells of a row stand below
each other, each with the head of its column: text of three times the size stays so large.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import add

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from a11y.document import Node, Role
from views.widgets.base import Drawing, NodeView, Piece
from views.widgets.containers import Container, Make, Slot, Stack
from views.widgets.context import Context
from views.widgets.flow import TextFlow
from views.widgets.text import GUTTER

_FIGURE = re.compile(r"[-\u2013\u2014/]|[^\w\s]?\d[\d,. ]*[%\u2030]?")
"""A number with at most a sign before it and a per cent behind it, or the dash of none."""

_BESIDE = 18
"""Room at both sides of a cell's words."""

_FEW = 3
"""Chinese characters that a column has room for at least."""

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
        table = self._table()
        head = self.node.role in (Role.COLUMNHEADER, Role.ROWHEADER)
        inner = max(1, width - 2 * px(_BESIDE))
        flow = self.context.whole(self.node.name, "label" if head else "body", inner)
        height = flow.height(inner)
        if table is not None and table.stacked:
            return self._below_its_head(flow, inner)
        over = inner - flow.widest if table and self.node.column in table.figures() else 0
        piece = Piece(flow, px(_BESIDE) + over, px(12), inner, palette.ink, True)
        return Drawing(height + px(24), (piece,))

    def _below_its_head(self, flow: TextFlow, inner: int) -> Drawing:
        """The head of the column and the cell: on one line where both have room there."""
        px, palette = self.context.px, self.context.palette
        left, top = px(_BESIDE), px(4)
        head = self.context.flow(self.node.description, "meta")
        if not head.text:
            piece = Piece(flow, left, px(12), inner, palette.ink, True)
            return Drawing(flow.height(inner) + px(16), (piece,))
        over = inner - flow.widest
        if head.natural_width() + px(_BESIDE) > over:
            over, lower = 0, head.height(inner)
        else:
            lower = 0
        drop = 0 if lower else max(0, flow.line_height - head.line_height) // 2
        pieces = (
            Piece(head, left, top + drop, inner, palette.quiet),
            Piece(flow, left + over, top + lower, inner, palette.ink, True),
        )
        return Drawing(top + lower + flow.height(inner) + top, pieces)

    @override
    def natural_width(self) -> int:
        return self.context.wide(self.node.name, "label") + 2 * self.context.px(_BESIDE)

    def _table(self) -> TableWidget | None:
        row = self.parentWidget()
        table = row.parentWidget() if row is not None else None
        return table if isinstance(table, TableWidget) else None


class RowWidget(Container):
    """A row; the table tells it how wide the columns are."""

    widths: tuple[int, ...] = ()
    stacked = False

    def set_widths(self, widths: tuple[int, ...], *, stacked: bool) -> None:
        """The columns have other widths, or are none any more."""
        if (widths, stacked) != (self.widths, self.stacked):
            self.widths, self.stacked = widths, stacked
            self.forget()
            for view in self.built.values():
                view.forget()

    @override
    def arrange(self, room: QRect) -> list[QRect]:
        views = [self.build(slot) for slot in self.slots]
        if self.stacked:
            return in_rows(views, room) if self._heads() else below_each_other(views, room)
        even = room.width() // max(1, len(views))
        widths = self.widths if len(self.widths) == len(views) else (even,) * len(views)
        pairs = list(zip(views, widths, strict=True))
        tallest = max((v.height_for(w) for v, w in pairs if v is not None), default=0)
        rects, x = [], room.x()
        for width in widths:
            rects.append(QRect(x, room.y(), width, tallest))
            x += width
        return rects

    def _heads(self) -> bool:
        first = self.context.find(self.slots[0].id) if self.slots else None
        return first is not None and first.role is Role.COLUMNHEADER

    @override
    def paint_ground(self, painter: QPainter) -> None:
        palette = self.context.palette
        if self._heads():
            painter.fillRect(self.rect(), QColor(palette.tint))
        line = QRectF(0, self.height() - 1, self.width(), 1)
        painter.fillRect(line, QColor(palette.line))


class TableWidget(Stack):
    """Caption, heads, rows."""

    side = GUTTER

    def __init__(self, context: Context, node: Node, parent: QWidget | None, make: Make) -> None:
        self.stacked = False
        """Whether the cells of a row stand below each other."""

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
            slot.view.set_widths(self._columns(width), stacked=self.stacked)
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
        beside = 2 * self.context.px(_BESIDE)
        for cell in self._measured():
            flow = self.context.flow(cell.name, "label")
            need = flow.natural_width() + beside
            wanted[cell.column] = max(wanted.get(cell.column, 0), need)
        self.stacked = False
        if sum(wanted.values()) <= width:
            return share(list(wanted.values()), width)
        least = self._least(beside)
        self.stacked = sum(least.values()) > width
        more = [max(0, wanted[column] - need) for column, need in least.items()]
        given = share(more, max(0, width - sum(least.values())))
        return tuple(map(add, least.values(), given))

    def _measured(self) -> Iterator[Node]:
        for slot in self.slots[:_SAMPLE]:
            row = self.context.find(slot.id)
            yield from row.children if row is not None else ()

    def _least(self, beside: int) -> dict[int, int]:
        """The width of each column below which words would have to be torn, or set smaller."""
        least: dict[int, int] = {}
        for cell in self._measured():
            need = self.context.longest_unit(cell.name, "label", _FEW) + beside
            least[cell.column] = max(least.get(cell.column, 0), need)
        return least

    @override
    def paint_ground(self, painter: QPainter) -> None:
        palette = self.context.palette
        painter.setPen(QPen(QColor(palette.line), 2))
        painter.setBrush(QColor(palette.card))
        edge = self.context.px(GUTTER)
        painter.drawRect(QRectF(self.rect()).adjusted(edge - 1, 1, 1 - edge, -1))


def in_rows(views: list[NodeView | None], room: QRect) -> list[QRect]:
    """Side by side in as many lines as it takes."""
    rects: list[QRect] = []
    x, y, tallest = room.x(), room.y(), 0
    for view in views:
        width = 0 if view is None else min(view.natural_width(), room.width())
        if x + width > room.x() + room.width():
            x, y, tallest = room.x(), y + tallest, 0
        height = 0 if view is None else view.height_for(width)
        rects.append(QRect(x, y, width, height))
        x, tallest = x + width, max(tallest, height)
    return rects


def below_each_other(views: list[NodeView | None], room: QRect) -> list[QRect]:
    """One to a line."""
    rects: list[QRect] = []
    y = room.y()
    for view in views:
        height = 0 if view is None else view.height_for(room.width())
        rects.append(QRect(room.x(), y, room.width(), height))
        y += height
    return rects


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
