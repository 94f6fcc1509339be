"""Texts: headings, paragraphs, items, codes, messages, quotations."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from a11y.document import Node, Role
from views.theme import WIDE
from views.widgets import seams
from views.widgets.base import Drawing, Icon, NodeView, Piece
from views.widgets.context import Context
from views.widgets.marks import paint_mark

GUTTER = 22
"""Room at both sides of a text for the reading band, so that lines of all blocks align."""

_LOOKS = {
    "brand": "brand",
    "invite": "invite",
    "name": "name",
    "who": "h3",
    "small": "h3",
    "lead": "lead",
    "meta": "meta",
    "caption": "meta",
    "cite": "meta",
    "hint": "meta",
    "label": "meta",
    "big": "number",
    "code": "code",
    "countdown": "number",
}
LONG_TITLE = 24
"""Sizes from which a title is set smaller: a sentence, or what an office calls a paper."""

_QUIET = frozenset({"meta", "caption", "cite", "hint", "label"})
_CENTRED = frozenset({"brand", "invite", "hint"})


def style_of(node: Node) -> str:
    """The step of the type scale in which a text is set."""
    looks = node.look.split()
    for look in ("big", *looks):
        if look in looks and look in _LOOKS:
            return _LOOKS[look]
    if node.role is Role.HEADING:
        if node.level == 1 and seams.ems_of(node.name.source) > LONG_TITLE:
            return "title"
        return f"h{min(max(node.level, 1), 3)}"
    return "body"


class TextWidget(NodeView, QWidget):
    """A text over the whole width."""

    def __init__(self, context: Context, node: Node, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.adopt(context, node)

    @override
    def draw(self, width: int) -> Drawing:
        px, palette = self.context.px, self.context.palette
        centred = self.looks(*_CENTRED)
        align = Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft
        flow = self.context.flow(self.node.name, self._style(), align)
        low = self.context.theme.sight.low  # the upper half of the screen says it large
        if self.looks("brand") and (low or flow.tears(width - 2 * px(GUTTER))):
            flow = self.context.flow(self.node.name, "h2" if low else "name", align)
        if self.looks("code") or (
            self.node.role in (Role.HEADING, Role.TIMER) and not self.looks("brand")
        ):
            flow = self.context.whole(self.node.name, self._style(), width - 2 * px(GUTTER))
        if self.looks("code"):
            flow = self.context.on_one_line(
                self.node.name, flow, width - 2 * px(GUTTER), style_of(self.node)
            )
        colour = palette.quiet if self.looks(*_QUIET) else palette.ink
        if self.looks("brand", "code"):
            colour = palette.primary
        left, icon = self._lead_in(flow.line_height)
        inner = width - left - px(GUTTER)
        piece = Piece(flow, left, 0, inner, colour, spoken=True)
        return Drawing(flow.height(inner), (piece,), icon)

    def _style(self) -> str:
        """Where words are large the title of a dialog leaves the room to what is asked."""
        small = self.looks("dialog") and self.context.theme.text_scale >= WIDE
        return "h3" if small else style_of(self.node)

    def _lead_in(self, line: int) -> tuple[int, tuple[Icon, ...]]:
        """Where the text begins, and an icon before it."""
        px = self.context.px
        name = icon_of(self.node)
        if not name or self.looks("hint"):
            return px(GUTTER), ()
        size = round(line * 0.75)
        icon = Icon(name, px(GUTTER), (line - size) // 2, size, self.context.palette.quiet)
        return px(GUTTER) + size + px(12), (icon,)

    @override
    def natural_width(self) -> int:
        flow = self.context.flow(self.node.name, style_of(self.node))
        left, _ = self._lead_in(flow.line_height)
        return left + flow.natural_width() + self.context.px(GUTTER)

    @override
    def paint_ground(self, painter: QPainter) -> None:
        super().paint_ground(painter)
        if self.node.role is Role.HEADING and self.node.level == 2 and not self.mark.on:
            height, px = self.height(), self.context.px
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.context.palette.primary))
            painter.drawRoundedRect(QRectF(0, height * 0.2, px(8), height * 0.6), px(4), px(4))


class ItemWidget(TextWidget):
    """An item of a list with its dot or number."""

    @override
    def draw(self, width: int) -> Drawing:
        return item_drawing(self, width)


def item_drawing(view: NodeView, width: int) -> Drawing:
    """A dot or number, and the text beside it."""
    context, node = view.context, view.node
    px, palette = context.px, context.palette
    flow = context.flow(node.name, "body")
    left = px(GUTTER) + context.grown(46)
    inner = width - left - px(GUTTER)
    place = node.position.index if node.position else 0
    text = f"{place}." if view.looks("number") and place else "•"
    marker = context.flow(text, "label")
    pieces = (
        Piece(marker, px(GUTTER), 0, context.grown(52), palette.primary),
        Piece(flow, left, 0, inner, palette.ink, spoken=True),
    )
    return Drawing(flow.height(inner), pieces)


class QuoteWidget(TextWidget):
    """Words of somebody, with a rule beside them."""

    @override
    def draw(self, width: int) -> Drawing:
        px = self.context.px
        flow = self.context.flow(self.node.name, "body")
        left = px(GUTTER + 36)
        inner = width - left - px(GUTTER)
        piece = Piece(flow, left, px(10), inner, self.context.palette.ink, spoken=True)
        return Drawing(flow.height(inner) + px(20), (piece,))

    @override
    def paint_ground(self, painter: QPainter) -> None:
        super().paint_ground(painter)
        px = self.context.px
        rule = QRectF(px(GUTTER), 0, px(6), self.height())
        painter.fillRect(rule, QColor(self.context.palette.line))


_MESSAGES = {
    "warning": ("warning", "caution", "caution_tint"),
    "withdrawn": ("warning", "bad", "bad_tint"),
    "error": ("error", "bad", "bad_tint"),
    "green": ("good", "good", "tint"),
    "yellow": ("warning", "caution", "caution_tint"),
    "red": ("error", "bad", "bad_tint"),
    "loading": ("loading", "primary", "tint"),
}


class MessageWidget(NodeView, QWidget):
    """A message on a tinted ground, with an icon that says its kind without colour."""

    def __init__(self, context: Context, node: Node, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.adopt(context, node)

    def _kind(self) -> tuple[str, str, str]:
        palette = self.context.palette
        for look in self.node.look.split():
            if look in _MESSAGES:
                icon, colour, tint = _MESSAGES[look]
                return icon, str(getattr(palette, colour)), str(getattr(palette, tint))
        return "info", palette.primary, palette.tint

    @override
    def draw(self, width: int) -> Drawing:
        px = self.context.px
        icon, colour, _ = self._kind()
        flow = self.context.flow(self.node.name, "body")
        size = self.context.grown(40)
        start = px(GUTTER) + px(24)
        left = start + size + px(18)
        inner = width - left - start
        pad = px(20)
        middle = pad + (flow.line_height - size) // 2
        piece = Piece(flow, left, pad, inner, self.context.palette.ink, spoken=True)
        found = Icon(icon, start, middle, size, colour)
        return Drawing(flow.height(inner) + 2 * pad, (piece,), (found,))

    @override
    def paint_ground(self, painter: QPainter) -> None:
        _, colour, tint = self._kind()
        radius = self.context.px(self.context.theme.spacing.radius)
        side = self.context.px(GUTTER)
        area = QRectF(self.rect()).adjusted(side, 1, -side, -1)
        painter.setPen(QColor(colour))
        painter.setBrush(QColor(tint))
        painter.drawRoundedRect(area, radius, radius)
        if self.mark.on:
            paint_mark(self.context, painter, area)


def icon_of(node: Node) -> str:
    """The icon named in a node's look."""
    for look in node.look.split():
        if look.startswith("icon="):
            return look.removeprefix("icon=")
    return ""
