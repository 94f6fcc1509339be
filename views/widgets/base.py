"""What all widgets of nodes share: identity, name, height for a width, reading mark, ring.

A widget is made once for a node id and then patched. It does not use Qt's
layouts: its container asks ``height_for(width)`` and places it, which keeps a
long page to one pass and lets a page be built window by window.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from a11y.document import Node, State
from views.widgets.context import Context
from views.widgets.flow import Span, TextFlow
from views.widgets.marks import paint_mark

if TYPE_CHECKING:
    _Widget = QWidget
else:
    _Widget = object  # mixed into QWidget and into QAbstractButton


@dataclass(frozen=True, slots=True)
class Piece:
    """A text at its place in a widget."""

    flow: TextFlow
    x: int
    y: int
    width: int
    colour: str
    spoken: bool = False
    """True for the node's name, in which the spoken words are marked."""


@dataclass(frozen=True, slots=True)
class Icon:
    """An icon at its place in a widget."""

    name: str
    x: int
    y: int
    size: int
    colour: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a widget paints at one width."""

    height: int
    pieces: tuple[Piece, ...] = ()
    icons: tuple[Icon, ...] = ()


@dataclass
class Mark:
    """Whether the reading position is here, and which words are spoken."""

    on: bool = False
    span: Span | None = field(default=None)


class NodeView(_Widget):
    """A node on the screen."""

    speaks = True
    """Whether it stands for its node in the platform's accessibility tree."""

    context: Context
    node: Node
    _drawn: tuple[int, Drawing] | None
    mark: Mark

    def adopt(self, context: Context, node: Node) -> None:
        """Take a node for the first time; called by each constructor."""
        self.context = context
        self._drawn = None
        self.mark = Mark()
        self.target.setObjectName(node.id)
        self.node = node
        self.apply(node)

    @property
    def target(self) -> QWidget:
        """The widget that carries the node's name, role and focus."""
        return self

    def apply(self, node: Node) -> None:
        """Show another state of the node."""
        self.node = node
        self.refresh()

    def refresh(self) -> None:
        """Show the node anew: it, the theme or the language has changed."""
        self.label(self.target)
        self.invalidate()

    def label(self, widget: QWidget) -> None:
        """Name and description for the platform's accessibility tree."""
        name = self.context.show(self.node.name)
        more = (self.node.description, *self.context.beyond(self.node))
        description = ", ".join(self.context.show(text) for text in more if text)
        if widget.accessibleName() != name:
            widget.setAccessibleName(name)
        if widget.accessibleDescription() != description:
            widget.setAccessibleDescription(description)
        if self.node.value:
            widget.setProperty("shown_value", self.context.show(self.node.value))

    def invalidate(self) -> None:
        """Forget the layout, here and in what contains it."""
        self.forget()
        parent = self.parentWidget()
        while parent is not None:
            if isinstance(parent, NodeView):
                parent.forget()
            parent = parent.parentWidget()
        self.context.changed()
        self.update()

    def forget(self) -> None:
        """Forget only the own layout."""
        self._drawn = None

    def drawing(self, width: int) -> Drawing:
        """What is painted at a width, made once for each."""
        if self._drawn is None or self._drawn[0] != width:
            self._drawn = (width, self.draw(width))
        return self._drawn[1]

    def draw(self, width: int) -> Drawing:
        """Make the drawing for a width."""
        raise TypeError(f"{type(self).__name__} draws nothing of its own at {width}")

    def height_for(self, width: int) -> int:
        """Pixels of height that it needs at a width."""
        return self.drawing(width).height

    tucked = False
    """True where what is seen of it begins closer to its edge than texts do."""

    modest = False
    """True for what is not stretched over the width of a page."""

    def least_width(self) -> int:
        """The width below which it looks bad; 0 where it does not matter."""
        return 0

    def natural_width(self) -> int:
        """The width that it would like to have in a row."""
        return self.width()

    def set_mark(self, on: bool, span: Span | None = None) -> None:
        """The reading position came or went; ``span`` are the spoken words in the name."""
        if (self.mark.on, self.mark.span) != (on, span):
            self.mark = Mark(on, span)
            self.update()

    def has(self, state: State) -> bool:
        """Whether the node has a state."""
        return state in self.node.states

    def looks(self, *words: str) -> bool:
        """Whether one of these words is among the node's looks."""
        return not set(words).isdisjoint(self.node.look.split())

    def clipped(self) -> bool:
        """Whether some of its text does not fit where it is drawn."""
        drawing = self.drawing(self.width())
        pieces = drawing.pieces
        wide = any(p.flow.overflows(p.width) or p.flow.tears(p.width) for p in pieces)
        return wide or drawing.height > self.height()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_ground(painter)
        self.paint_pieces(painter)
        painter.end()

    def paint_ground(self, painter: QPainter) -> None:
        """Paint what is behind the text; a text by itself has only the reading mark."""
        if self.mark.on:
            paint_mark(self.context, painter, QRectF(self.rect()))

    def paint_pieces(self, painter: QPainter) -> None:
        """Paint icons and texts, with the spoken words marked."""
        palette = self.context.palette
        drawing = self.drawing(self.width())
        down = self.lowered(drawing)
        for icon in drawing.icons:
            pixmap = self.context.icons.pixmap(icon.name, icon.size, icon.colour)
            painter.drawPixmap(icon.x, icon.y + down, pixmap)
        for piece in drawing.pieces:
            marked = None
            if piece.spoken and self.mark.on and self.mark.span is not None:
                marked = (self.mark.span, palette.spoken, palette.on_spoken)
            at = QPointF(piece.x, piece.y + down)
            piece.flow.paint(painter, at, piece.width, piece.colour, marked)

    def lowered(self, drawing: Drawing) -> int:
        """How far a drawing is moved down in a widget that is higher than it."""
        return 0
