"""Options: radio buttons and checkboxes. The document says which are on."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QCheckBox, QRadioButton, QWidget
from typing_extensions import override

from a11y.document import Node, State
from views.widgets.base import Drawing, NodeView, Piece
from views.widgets.context import Context
from views.widgets.groups import label_of
from views.widgets.marks import paint_ring


class _Option(NodeView):
    """What a radio button and a checkbox share: how they look and that they are chosen."""

    tucked = True

    def begin(self, context: Context, node: Node) -> None:
        """Finish making it."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.adopt(context, node)

    @override
    def draw(self, width: int) -> Drawing:
        px, palette = self.context.px, self.context.palette
        ring = px(self.context.theme.spacing.ring) * 2
        left = ring + px(44) + self.context.grown(36)
        name = label_of(self.context.show(self.node.name), self.node)
        flow = self.context.flow(name, "body")
        more = self.context.flow(self.node.description, "meta")
        inner = width - left - ring - px(24)
        if flow.tears(inner):
            flow = self.context.whole(replace(self.node.name, shown=name), "body", inner)
        first = flow.height(inner)
        second = more.height(inner) if more.text else 0
        height = max(px(72), first + second + px(20)) + 2 * ring
        top = (height - first - second) // 2
        colour = palette.bad if self.has(State.INVALID) else palette.quiet
        pieces = [Piece(flow, left, top, inner, palette.ink, True)]
        if second:
            pieces.append(Piece(more, left, top + first, inner, colour))
        return Drawing(height, tuple(pieces))

    @override
    def natural_width(self) -> int:
        px = self.context.px
        ring = px(self.context.theme.spacing.ring) * 2
        name = label_of(self.context.show(self.node.name), self.node)
        words = self.context.wide(name, "body")
        return max(px(300), words + px(44 + 24) + self.context.grown(36) + 2 * ring)

    @override
    def paint_ground(self, painter: QPainter) -> None:
        palette, px = self.context.palette, self.context.px
        ring = px(self.context.theme.spacing.ring) * 2
        area = QRectF(self.rect())
        face = area.adjusted(ring, ring, -ring, -ring)
        radius = px(self.context.theme.spacing.radius)
        on = self.has(State.CHECKED)
        ground = palette.tint if on else palette.card
        painter.setPen(QPen(QColor(palette.primary if on else palette.edge), px(4 if on else 2)))
        painter.setBrush(QColor(palette.reading if self.mark.on else ground))
        painter.drawRoundedRect(face, radius, radius)
        self._paint_sign(painter, on)
        if self.hasFocus():
            paint_ring(self.context, painter, area, radius)

    def _paint_sign(self, painter: QPainter, on: bool) -> None:
        """A circle for one of several, a square for yes or no."""
        palette, px = self.context.palette, self.context.px
        ring = px(self.context.theme.spacing.ring) * 2
        side = self.context.grown(36)
        box = QRectF(ring + px(24), (self.height() - side) / 2, side, side)
        painter.setPen(QPen(QColor(palette.primary if on else palette.edge), px(3)))
        painter.setBrush(QColor(palette.card))
        if isinstance(self, QRadioButton):
            painter.drawEllipse(box)
            if on:
                inset = px(9)
                painter.setBrush(QColor(palette.primary))
                painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset))
            return
        painter.drawRoundedRect(box, px(6), px(6))
        if on:
            tick = self.context.icons.pixmap("yes", side, palette.primary)
            painter.drawPixmap(box.topLeft(), tick)


class RadioOption(_Option, QRadioButton):
    """One of several; the document says which is on."""

    def __init__(self, context: Context, node: Node, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoExclusive(False)
        self.clicked.connect(self._clicked)
        self.begin(context, node)

    @override
    def apply(self, node: Node) -> None:
        self.setChecked(State.CHECKED in node.states)
        super().apply(node)

    def _clicked(self) -> None:
        self.setChecked(self.has(State.CHECKED))  # until the document says otherwise
        action = self.node.action
        self.context.edit(self.node.id, action.value if action is not None else "")

    @override
    def hitButton(self, pos: object) -> bool:
        return True


class CheckOption(_Option, QCheckBox):
    """Yes or no; the document says which."""

    def __init__(self, context: Context, node: Node, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.clicked.connect(self._clicked)
        self.begin(context, node)

    @override
    def apply(self, node: Node) -> None:
        self.setChecked(State.CHECKED in node.states)
        super().apply(node)

    def _clicked(self) -> None:
        self.setChecked(self.has(State.CHECKED))  # until the document says otherwise
        action = self.node.action
        self.context.edit(self.node.id, action.value if action is not None else "")

    @override
    def hitButton(self, pos: object) -> bool:
        return True
