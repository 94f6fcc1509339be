"""Links and buttons: what all have, actions, chips, languages."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from a11y.document import Node, State
from views.widgets.base import Drawing, Icon, NodeView, Piece
from views.widgets.context import Context
from views.widgets.marks import paint_ring
from views.widgets.text import icon_of


class Pressable(NodeView, QAbstractButton):
    """Something to press; Enter presses like Space.

    A disabled one stays enabled for Qt and does nothing, so that a focus on it is not lost.
    """

    tucked = True

    def __init__(self, context: Context, node: Node, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._clicked)
        self.adopt(context, node)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    @override
    def lowered(self, drawing: Drawing) -> int:
        return max(0, (self.height() - drawing.height) // 2)

    def _clicked(self) -> None:
        if not self.has(State.DISABLED):
            self.context.activate(self.node.id)

    def inset(self) -> int:
        """Room for the focus ring around the face."""
        spacing = self.context.theme.spacing
        return self.context.px(spacing.ring) * 2

    def face(self) -> QRectF:
        """The part that looks like a button."""
        inset = self.inset()
        return QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)

    def ring_area(self) -> QRectF:
        """Where the focus ring runs."""
        return QRectF(self.rect())

    def colours(self) -> tuple[str, str, str]:
        """Ground, border and text."""
        palette = self.context.palette
        if self.looks("primary"):
            return palette.primary, palette.primary, palette.on_primary
        if self._warns:
            return palette.accent, palette.accent, palette.on_accent
        if self.has(State.CURRENT) or self.has(State.SELECTED):
            return palette.tint, palette.primary, palette.ink
        return palette.card, palette.edge, palette.ink

    @property
    def _warns(self) -> bool:
        """Whether its colour says that it ends something; where none can, one button is filled."""
        return self.looks("danger") and self.context.palette.accent != self.context.palette.primary

    @override
    def paint_ground(self, painter: QPainter) -> None:
        ground, border, _ = self.shown_colours()
        px = self.context.px
        face = self.face()
        radius = self.radius()
        width = px(2)
        painter.setPen(QPen(QColor(border), width))
        painter.setBrush(QColor(ground))
        half = width / 2
        painter.drawRoundedRect(face.adjusted(half, half, -half, -half), radius, radius)
        if self.isDown():
            painter.setBrush(QColor(0, 0, 0, 40))
            painter.drawRoundedRect(face, radius, radius)
        if self.mark.on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.context.palette.reading_mark))
            bar = QRectF(face.left() + px(6), face.top() + px(12), px(8), face.height() - px(24))
            painter.drawRoundedRect(bar, px(4), px(4))
        if self.hasFocus():
            paint_ring(self.context, painter, self.ring_area(), radius)

    def shown_colours(self) -> tuple[str, str, str]:
        """The colours with the marks of reading and of what cannot be pressed."""
        ground, border, text = self.colours()
        palette = self.context.palette
        if self.has(State.DISABLED):
            return ground, palette.line if ground != border else ground, palette.quiet
        if self.mark.on and not (self.looks("primary") or self._warns):
            return palette.reading, palette.reading_mark, palette.ink
        return ground, border, text

    def radius(self) -> float:
        """Of the corners."""
        return self.context.px(self.context.theme.spacing.radius)

    @override
    def set_mark(self, on: bool, span: tuple[int, int] | None = None) -> None:
        if on != self.mark.on:
            self._drawn = None  # the text's colour may change with the ground
        super().set_mark(on, span)


class ActionButton(Pressable):
    """A button with its icon and words on one line; as wide as its words, or as its place."""

    modest = True

    @override
    def draw(self, width: int) -> Drawing:
        px = self.context.px
        colour = self.shown_colours()[2]
        name, size = icon_of(self.node), self.context.grown(36)
        flow = self.context.flow(self.node.name, "action")
        lead = size + px(14) if name else 0
        room = width - 2 * self.inset() - px(36) * 2 - lead
        words = min(flow.natural_width(), room)
        left = max(self.inset() + px(36), (width - words - lead) // 2)
        target = self.context.theme.target()
        text = flow.height(words)
        height = max(target, text + px(24)) + 2 * self.inset()
        top = (height - text) // 2
        icons = (Icon(name, left, (height - size) // 2, size, colour),) if name else ()
        return Drawing(height, (Piece(flow, left + lead, top, words, colour, True),), icons)

    @override
    def natural_width(self) -> int:
        px = self.context.px
        lead = self.context.grown(36) + px(14) if icon_of(self.node) else 0
        words = self.context.wide(self.node.name, "action")
        return words + lead + 2 * self.inset() + px(40) * 2


class WideButton(ActionButton):
    """An action over the whole width of what holds it."""

    modest = False


class ChipButton(ActionButton):
    """A small choice among several in a row."""

    @override
    def draw(self, width: int) -> Drawing:
        px, palette = self.context.px, self.context.palette
        colour = self.shown_colours()[2]
        left = self.inset() + px(26)
        flow = self.context.flow(self.node.name, "lead")
        count = self.context.flow(self.node.description, "meta")
        tail = count.natural_width() + px(14) if count.text else 0
        words = min(flow.natural_width(), width - 2 * left - tail)
        text = flow.height(words)
        height = max(px(64), text + px(12)) + 2 * self.inset()
        pieces = [Piece(flow, left, (height - text) // 2, words, colour, True)]
        if count.text:
            y = (height - count.line_height) // 2
            pieces.append(Piece(count, left + words + px(14), y, tail, palette.quiet))
        return Drawing(height, tuple(pieces))

    @override
    def natural_width(self) -> int:
        px = self.context.px
        words = self.context.wide(self.node.name, "lead")
        count = self.context.flow(self.node.description, "meta")
        tail = count.natural_width() + px(14) if count.text else 0
        return words + tail + 2 * (self.inset() + px(26))

    @override
    def radius(self) -> float:
        return self.context.px(36)


class BigButton(ActionButton):
    """A language on the attract screen."""

    modest = False

    @override
    def draw(self, width: int) -> Drawing:
        px = self.context.px
        colour = self.shown_colours()[2]
        flow = self.context.flow(self.node.name, "invite", Qt.AlignmentFlag.AlignHCenter)
        inner = width - 2 * (self.inset() + px(12))
        text = flow.height(inner)
        least = 90 if self.context.theme.tight else 140
        height = max(px(least), text + px(40)) + 2 * self.inset()
        left = self.inset() + px(12)
        return Drawing(height, (Piece(flow, left, (height - text) // 2, inner, colour, True),))

    @override
    def natural_width(self) -> int:
        return self.context.px(400)

    @override
    def colours(self) -> tuple[str, str, str]:
        palette = self.context.palette
        return palette.primary, palette.primary, palette.on_primary
