"""Containers with a look of their own: cards, panels, bars, nested items, labelled groups."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPen
from typing_extensions import override

from a11y.document import Node, State
from views.theme import WIDE
from views.widgets.base import Drawing, Icon, Piece
from views.widgets.containers import EDGE, Stack
from views.widgets.flows import Flow, Grid
from views.widgets.marks import paint_mark
from views.widgets.text import GUTTER, icon_of, item_drawing

_DISC = 112
"""The symbol of a screen."""

_LINE = 12
"""The shortest line of words beside a picture, in sizes of the text."""


class Card(Stack):
    """The one card in the middle of a screen, with a large symbol on it where there is room."""

    pad = 44
    side = 36

    @override
    def forget(self) -> None:
        super().forget()
        self.pad = 44 if self._roomy else 14

    @override
    def draw(self, width: int) -> Drawing:
        px, name = self.context.px, icon_of(self.node)
        if not name or not self._roomy:
            return Drawing(0)
        disc, size = px(_DISC), px(_DISC * 0.56)
        away = (disc - size) // 2
        icon = Icon(name, self._left() + away, px(self.pad) + away, size, self._symbol()[0])
        return Drawing(disc + px(20), icons=(icon,))

    @property
    def _roomy(self) -> bool:
        """Words come first: large ones leave no room for an ornament, nor does half a screen."""
        theme = self.context.theme
        return not (theme.sight.words_only or theme.sight.low or theme.text_scale >= WIDE)

    def _left(self) -> int:
        return self.context.px(self.side) + self.context.px(GUTTER)

    def _symbol(self) -> tuple[str, str]:
        """The colours of the symbol and of the disc behind it."""
        palette = self.context.palette
        if self.looks("warns"):
            return palette.caution, palette.caution_tint
        return palette.primary, palette.tint

    @override
    def paint_ground(self, painter: QPainter) -> None:
        palette, px = self.context.palette, self.context.px
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        radius = px(24)
        painter.setPen(QPen(QColor(palette.line), 2))
        painter.setBrush(QColor(palette.card))
        painter.drawRoundedRect(area, radius, radius)
        if self.drawing(self.width()).icons:
            colour, tint = self._symbol()
            painter.setPen(QPen(QColor(colour), px(2)))
            painter.setBrush(QColor(tint))
            painter.drawEllipse(QRectF(self._left(), px(self.pad), px(_DISC), px(_DISC)))


class _Sheet(Stack):
    """Something that stands on a ground of its own inside the page."""

    side = GUTTER

    def ground(self) -> str:
        """The colour of the ground."""
        return self.context.palette.card

    @override
    def paint_ground(self, painter: QPainter) -> None:
        edge = self.context.px(GUTTER)
        area = QRectF(self.rect()).adjusted(edge, 1, -edge, -1)
        radius = self.context.px(self.context.theme.spacing.radius)
        painter.setPen(QPen(QColor(self.context.palette.line), 2))
        painter.setBrush(QColor(self.ground()))
        painter.drawRoundedRect(area, radius, radius)


class Panel(_Sheet):
    """A quieter card inside a page, such as an official reply."""

    pad = 24

    @override
    def ground(self) -> str:
        tinted = self.looks("official", "panel")
        return self.context.palette.tint if tinted else super().ground()


class FactList(_Sheet):
    """Labels and values on one card."""

    pad = 12


class NestedItem(Stack):
    """An item of a list with more below it."""

    indent = 46

    @override
    def draw(self, width: int) -> Drawing:
        return item_drawing(self, width)

    @override
    def paint_ground(self, painter: QPainter) -> None:
        if self.mark.on:
            head = self.drawing(self.width()).height
            paint_mark(self.context, painter, QRectF(0, 0, self.width(), head))


class Labelled(Flow):
    """A question with its options: the label, what is wrong, the hint, then the options."""

    space = 6

    @override
    def draw(self, width: int) -> Drawing:
        px, palette = self.context.px, self.context.palette
        inner = width - 2 * px(GUTTER)
        label = self.context.flow(label_of(self.context.show(self.node.name), self.node), "label")
        pieces = [Piece(label, px(GUTTER), 0, inner, palette.ink, True)]
        y = label.height(inner)
        icons: tuple[Icon, ...] = ()
        more = self.context.flow(self.node.description, "meta")
        if more.text:
            wrong = self.has(State.INVALID)
            left = px(GUTTER) + (self.context.grown(40) if wrong else 0)
            colour = palette.bad if wrong else palette.quiet
            if wrong:
                icons = (Icon("error", px(GUTTER), y + px(4), self.context.grown(30), colour),)
            pieces.append(Piece(more, left, y, inner - left + px(GUTTER), colour))
            y += more.height(inner - left + px(GUTTER))
        return Drawing(y + px(8), tuple(pieces), icons)

    @override
    def paint_ground(self, painter: QPainter) -> None:
        """Only the options take the reading position."""


def label_of(shown: str, node: Node) -> str:
    """A label with the usual sign of a field that must be filled in."""
    return f"{shown} *" if State.REQUIRED in node.states else shown


class Actions(Flow):
    """Buttons side by side."""

    handy = True
    space = 12


class Foot(Flow):
    """The buttons of a dialog, below what scrolls, on the line on which its texts begin."""

    handy = True
    space = 12
    pad = 14

    @override
    def inner(self, width: int) -> QRect:
        room = super().inner(width)
        px, spacing = self.context.px, self.context.theme.spacing
        margin = min(px(spacing.middle), width // 18)
        return room.adjusted(margin, 0, -margin, 0)

    @override
    def paint_ground(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), QColor(self.context.palette.paper))
        hair = QRectF(0, 0, self.width(), max(1, self.context.px(2)))
        painter.fillRect(hair, QColor(self.context.palette.line))


class Chips(Flow):
    """Small choices side by side."""

    space = 4


class Languages(Grid):
    """The languages of the attract screen, big and in the middle.

    They stand side by side in every look, for all must be seen at once.
    """

    even = True
    together = True
    least = 380
    most = 4
    space = 20


class Columns(Grid):
    """Ways side by side, or one below the other on a narrow screen.

    Also in looks with one column: a code and the number that it asks for are compared.
    """

    side = 0
    even = True
    together = True
    least = 380
    most = 3
    space = 24


class Beside(Stack):
    """A picture and what is said of it, side by side where a line of words has room."""

    @override
    def arrange(self, room: QRect) -> list[QRect]:
        views = [self.build(slot) for slot in self.slots]
        if len(views) != 2 or views[0] is None or views[1] is None:
            return super().arrange(room)
        left = views[0].natural_width()
        right = room.width() - left - self.context.px(GUTTER)
        if right < _LINE * self.context.theme.style("body").size:
            return super().arrange(room)
        away = room.x() + room.width() - right
        return [
            QRect(room.x(), room.y(), left, views[0].height_for(left)),
            QRect(away, room.y(), right, views[1].height_for(right)),
        ]


class SearchRow(Stack):
    """A field and its button on one line."""

    @override
    def arrange(self, room: QRect) -> list[QRect]:
        views = [self.build(slot) for slot in self.slots]
        if len(views) != 2 or views[0] is None or views[1] is None:
            return super().arrange(room)
        right = views[1].natural_width()
        if right > room.width() // 2:
            return super().arrange(room)
        left = room.width() - right - self.context.px(EDGE)
        height = views[0].height_for(left)
        low = views[1].height_for(right)
        return [
            QRect(room.x(), room.y(), left, height),
            QRect(room.x() + left, room.y() + height - low, right, low),
        ]


class Attract(Stack):
    """The open page of the attract screen: no card, all in the middle."""

    pad = 10
    side = 0


class Invitation(Stack):
    """One language on the attract screen."""

    pad = 24
    side = 12

    @override
    def forget(self) -> None:
        super().forget()
        self.pad = 8 if self.context.theme.tight else 24

    @override
    def paint_ground(self, painter: QPainter) -> None:
        palette, px = self.context.palette, self.context.px
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(QColor(palette.line), 2))
        painter.setBrush(QColor(palette.card))
        painter.drawRoundedRect(area, px(24), px(24))
