"""Small containers that build all they hold: rows that wrap, items, grids."""

from __future__ import annotations

from PySide6.QtCore import QRect
from typing_extensions import override

from views.widgets.containers import EDGE, Container


class Flow(Container):
    """Children side by side, each as wide as it likes, in as many rows as it takes."""

    side = EDGE
    space = 12
    handy = False
    """True for buttons, which go to the side of the visitor's hand."""

    @override
    def arrange(self, room: QRect) -> list[QRect]:
        space = self.context.px(self.space)
        rects: list[QRect] = []
        x, y, tallest = room.x(), room.y(), 0
        for slot in self.slots:
            view = self.build(slot)
            if view is None:
                rects.append(QRect(x, y, 0, 0))
                continue
            width = min(view.natural_width(), room.width())
            if x > room.x() and x + width > room.x() + room.width():
                x, y, tallest = room.x(), y + tallest + space, 0
            height = view.height_for(width)
            rects.append(QRect(x, y, width, height))
            x, tallest = x + width + space, max(tallest, height)
        return to_the_right(rects, room) if self.handy and self._right_handed else rects

    @property
    def _right_handed(self) -> bool:
        return self.context.theme.sight.hand == "right"


def to_the_right(rects: list[QRect], room: QRect) -> list[QRect]:
    """Each row moved until it ends where the room ends."""
    ends: dict[int, int] = {}
    for rect in rects:
        ends[rect.y()] = max(ends.get(rect.y(), 0), rect.x() + rect.width())
    edge = room.x() + room.width()
    return [rect.translated(edge - ends[rect.y()], 0) for rect in rects]


class Wrapped(Container):
    """An item around the one thing in it, such as a list item around its link."""

    @override
    def arrange(self, room: QRect) -> list[QRect]:
        rects, y = [], room.y()
        for slot in self.slots:
            view = self.build(slot)
            height = view.height_for(room.width()) if view is not None else 0
            rects.append(QRect(room.x(), y, room.width(), height))
            y += height
        return rects

    @override
    def settle(self) -> None:
        """One thing alone is as high as the item, so that neighbours in a row match."""
        super().settle()
        if len(self.slots) == 1 and self.slots[0].view is not None:
            view = self.slots[0].view
            view.resize(view.width(), self.height())

    @override
    def least_width(self) -> int:
        views = [self.build(slot) for slot in self.slots]
        return max((view.least_width() for view in views if view is not None), default=0)

    @override
    def natural_width(self) -> int:
        views = [self.build(slot) for slot in self.slots]
        return max((view.natural_width() for view in views if view is not None), default=0)


class Grid(Container):
    """Children in columns of one width; as many columns as fit."""

    side = EDGE
    least = 300
    most = 5
    space = 10
    even = False
    """True where no row may be shorter than the others."""

    together = False
    """True where looks with one column have more of them too."""

    @override
    def arrange(self, room: QRect) -> list[QRect]:
        space = self.context.px(self.space)
        views = [self.build(slot) for slot in self.slots]
        wanted = [view.least_width() for view in views if view is not None]
        least = max([self.context.px(self.least * self.context.theme.text_scale), *wanted])
        most = min(self.most, max(1, (room.width() + space) // (least + space)))
        theme = self.context.theme
        if self.together and theme.tight:
            most = self.most
        single = theme.one_column and not self.together
        columns = 1 if single else even_columns(len(views), most)
        if self.even and len(views) % columns:
            columns = 1
        width = (room.width() - space * (columns - 1)) // columns
        heights = [view.height_for(width) if view is not None else 0 for view in views]
        rects, y = [], room.y()
        for first in range(0, len(views), columns):
            row = heights[first : first + columns]
            for n, _ in enumerate(row):
                rects.append(QRect(room.x() + n * (width + space), y, width, max(row)))
            y += max(row) + space
        return rects


def even_columns(count: int, most: int) -> int:
    """At most so many columns, and no row much shorter than the others."""
    most = max(1, min(count, most))
    if most > 2 and count % most == 1 and count % (most - 1) == 0:
        return most - 1
    rows = -(-count // most) if count else 1
    return max(1, -(-count // rows))
