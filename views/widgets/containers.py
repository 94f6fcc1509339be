"""Containers: they place their children and build only those that are near.

``Stack`` puts children one below the other and keeps a guessed height for each
that is not built yet; the view calls ``realize`` with the band of pixels that is
looked at. The other containers are small and build all they hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from a11y.document import Node
from views.theme import Theme
from views.widgets.base import Drawing, NodeView
from views.widgets.context import Context
from views.widgets.parting import part_with
from views.widgets.spacing import estimate, gap

EDGE = 12
"""What is missing from a button's own margin to the line on which texts begin."""

Make = Callable[[Context, Node, QWidget], NodeView]


Layout = tuple[int, int, list[QRect]]
"""The width it is for, the height it has, and where the children stand."""


@dataclass
class Slot:
    """A child, built or not."""

    id: str
    view: NodeView | None = None
    rect: QRect | None = None
    guess: tuple[Node, int, Theme, int] | None = None
    """Its height as it was guessed, and for what: its node, a width and a theme."""


class Container(NodeView, QWidget):
    """A node with children; subclasses say where the children stand."""

    indent = 0
    """More room at the left."""

    pad = 0
    """Room above and below the children."""

    side = 0
    """Room at both sides of the children."""

    def __init__(self, context: Context, node: Node, parent: QWidget | None, make: Make) -> None:
        super().__init__(parent)
        self.make = make
        self.slots: list[Slot] = []
        self.built: dict[str, NodeView] = {}
        self.arranged: Layout | None = None
        self.adopt(context, node)
        self.set_children(child.id for child in node.children)

    def set_children(self, ids: Iterable[str]) -> None:
        """Other children, or another order; widgets of those that stay are kept."""
        wanted = list(ids)
        for gone in set(self.built) - set(wanted):
            self.drop(gone)
        self.slots = [Slot(own, self.built.get(own)) for own in wanted]
        self.invalidate()

    def drop(self, node_id: str) -> None:
        """Take away the widget of a child; the child itself may be built again."""
        view = self.built.pop(node_id, None)
        if view is None:
            return
        for slot in self.slots:
            if slot.id == node_id:
                slot.view = None
        view.setParent(None)
        part_with(view, linger=self.context.shared)
        self.invalidate()

    def build(self, slot: Slot) -> NodeView | None:
        """The widget of a child, made where there is none."""
        if slot.view is None:
            node = self.context.find(slot.id)
            if node is None:
                return None
            slot.view = self.built[slot.id] = self.make(self.context, node, self)
            slot.view.show()
            self.forget()
        return slot.view

    def build_id(self, node_id: str) -> NodeView | None:
        """The widget of one child by its id."""
        for slot in self.slots:
            if slot.id == node_id:
                return self.build(slot)
        return None

    @override
    def forget(self) -> None:
        super().forget()
        self.arranged = None

    @override
    def draw(self, width: int) -> Drawing:
        return Drawing(0)  # the container's own words, above its children

    def inner(self, width: int) -> QRect:
        """Where children may stand: x, y and width; the height is not known yet."""
        px = self.context.px
        head = self.drawing(width).height
        left = px(self.side) + px(self.indent)
        return QRect(left, px(self.pad) + head, max(1, width - left - px(self.side)), 0)

    def arrangement(self, width: int) -> tuple[int, list[QRect]]:
        """Height, and a rectangle for each child."""
        if self.arranged is None or self.arranged[0] != width:
            room = self.inner(width)
            rects = self.arrange(room)
            below = max((rect.y() + rect.height() for rect in rects), default=room.y())
            self.arranged = (width, below + self.context.px(self.pad), rects)
        return self.arranged[1], self.arranged[2]

    def arrange(self, room: QRect) -> list[QRect]:
        """A rectangle for each child, in order."""
        raise TypeError(f"{type(self).__name__} cannot arrange in {room}")

    @override
    def height_for(self, width: int) -> int:
        return self.arrangement(width)[0]

    def settle(self) -> None:
        """Give every built child its place, and those below it theirs."""
        _, rects = self.arrangement(self.width())
        for slot, rect in zip(self.slots, rects, strict=True):
            slot.rect = rect
            if slot.view is None:
                continue
            if slot.view.geometry() != rect:
                slot.view.setGeometry(rect)
            if isinstance(slot.view, Container):
                slot.view.settle()

    def realize(self, top: int, bottom: int) -> bool:
        """Build what stands between two heights; True if anything was built."""
        fresh = False
        for slot, rect in zip(self.slots, self.arrangement(self.width())[1], strict=True):
            fresh |= self.realize_slot(slot, rect, top, bottom)
        return fresh

    def realize_slot(self, slot: Slot, rect: QRect, top: int, bottom: int) -> bool:
        """Build one child and what is near in it."""
        fresh = slot.view is None
        view = self.build(slot)
        if isinstance(view, Container):
            if fresh or view.width() != rect.width():  # who arranged it may have built it only
                view.resize(rect.width(), view.height_for(rect.width()))
            fresh |= view.realize(top - rect.y(), bottom - rect.y())
        return fresh

    @override
    def refresh(self) -> None:
        super().refresh()
        for view in self.built.values():
            view.refresh()

    @override
    def apply(self, node: Node) -> None:
        self.node = node
        self.label(self.target)
        self.invalidate()

    @override
    def clipped(self) -> bool:
        return self.height_for(self.width()) > self.height() + 1


class Stack(Container):
    """Children one below the other."""

    @override
    def arrange(self, room: QRect) -> list[QRect]:
        y, before = room.y(), None
        rects = []
        for slot in self.slots:
            node = slot.view.node if slot.view is not None else self.context.find(slot.id)
            if node is None:
                rects.append(QRect(room.x(), y, room.width(), 0))
                continue
            if before is not None:
                y += self.context.px(self.between(before, node))
            left, width = self.place_of(slot, room.width())
            height = self.height_of(slot, node, width)
            rects.append(QRect(room.x() + left, y, width, height))
            y += height
            before = node
        return rects

    def between(self, before: Node, after: Node) -> float:
        """The space between two neighbours."""
        return gap(before, after)

    def place_of(self, slot: Slot, room: int) -> tuple[int, int]:
        """Left edge and width: all of it, but a button is no wider than it likes to be."""
        view = slot.view
        if view is None or not view.tucked:
            return 0, room
        edge = self.context.px(EDGE)
        room -= 2 * edge
        width = min(room, view.natural_width()) if view.modest else room
        right = self.context.theme.sight.hand == "right"
        return edge + (room - width if right else 0), width

    def height_of(self, slot: Slot, node: Node, width: int) -> int:
        """Measured where built, guessed where not."""
        if slot.view is not None:
            return slot.view.height_for(width)
        guess, theme = slot.guess, self.context.theme
        if guess is None or guess[0] is not node or guess[1] != width or guess[2] is not theme:
            guess = slot.guess = (node, width, theme, estimate(node, width, self.context))
        return guess[3]

    @override
    def realize(self, top: int, bottom: int) -> bool:
        fresh = False
        rects = self.arrangement(self.width())[1]
        for slot, rect in zip(self.slots, rects, strict=True):
            if rect.y() + rect.height() >= top and rect.y() <= bottom:
                fresh |= self.realize_slot(slot, rect, top, bottom)
        return fresh
