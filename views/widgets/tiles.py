"""Links over a whole row, tiles with a seal, and the buttons of the bar."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from typing_extensions import override

from a11y.document import State
from views.widgets.base import Drawing, Icon, Piece
from views.widgets.buttons import Pressable
from views.widgets.text import GUTTER, icon_of

_SEAL = 76
"""The side of the seal on a tile."""

_MARK = 0.66
"""The side of the mark on it, in sides of the seal."""


class RowButton(Pressable):
    """A link or choice over the whole width: title, what is said of it, and an arrow."""

    tucked = False

    @override
    def inset(self) -> int:
        return self.context.px(GUTTER)

    @override
    def face(self) -> QRectF:
        above = super().inset()
        return QRectF(self.rect()).adjusted(self.inset(), above, -self.inset(), -above)

    @override
    def ring_area(self) -> QRectF:
        away = self.inset() - super().inset()
        return QRectF(self.rect()).adjusted(away, 0, -away, 0)

    @override
    def draw(self, width: int) -> Drawing:
        px, palette = self.context.px, self.context.palette
        colour = self.shown_colours()[2]
        left, size = self.inset() + px(32), self.context.grown(34)
        icons = []
        lead = self._icon()
        if lead:
            icons.append((lead, left))
            left += size + px(18)
        inner = width - left - self.inset() - px(32) - size
        title = self.context.flow(self.node.name, "label")
        more = self.context.flow(self._more(), "meta")
        first = title.height(inner)
        second = more.height(inner) + px(2) if more.text else 0
        target = self.context.theme.target()
        height = max(target, first + second + px(28)) + 2 * super().inset()
        top = (height - first - second) // 2
        pieces = [Piece(title, left, top, inner, colour, True)]
        if more.text:
            pieces.append(Piece(more, left, top + first + px(2), inner, palette.quiet))
        icons.append(("next", width - self.inset() - px(24) - size))
        middle = (height - size) // 2
        found = tuple(Icon(name, x, middle, size, palette.primary) for name, x in icons)
        return Drawing(height, tuple(pieces), found)

    def _icon(self) -> str:
        if self.looks("attachment"):
            return "attachment"
        if self.looks("external"):
            return "external"
        return "yes" if self.has(State.CURRENT) else ""

    def _more(self) -> str:
        texts = [self.context.show(text) for text in (self.node.value, self.node.description)]
        return " · ".join(text for text in texts if text)

    @override
    def colours(self) -> tuple[str, str, str]:
        ground, border, text = super().colours()
        return (
            ground,
            self.context.palette.line if ground == self.context.palette.card else border,
            text,
        )


class TileButton(Pressable):
    """A column of the portal: a seal with its mark, its title, a line about it.

    Without a mark the seal has the first character of the title.
    """

    @override
    def draw(self, width: int) -> Drawing:
        px, palette = self.context.px, self.context.palette
        colour = self.shown_colours()[2]
        pad = self.inset() + px(20)
        seal = self._seal()
        left = pad + seal + px(18)
        inner = width - left - pad + px(8)
        title = self.context.flow(self.node.name, "label")
        more = self.context.flow(self.node.description, "meta", narrow=True)
        first = title.height(inner)
        second = more.height(inner) if more.text else 0
        height = max(px(148), seal + px(40), first + second + 2 * px(24)) + 2 * self.inset()
        top = (height - first - second) // 2
        pieces = [Piece(title, left, top, inner, colour, True)]
        if more.text:
            pieces.append(Piece(more, left, top + first, inner, palette.quiet))
        mark = icon_of(self.node)
        if self.context.icons.has(mark):
            size = round(seal * _MARK)
            x, y = pad + (seal - size) // 2, (height - size) // 2
            return Drawing(height, tuple(pieces), (Icon(mark, x, y, size, palette.on_accent),))
        letter = self.context.flow(self._letter(title.text), "seal", Qt.AlignmentFlag.AlignHCenter)
        y = (height - letter.line_height) // 2
        return Drawing(height, (Piece(letter, pad, y, seal, palette.on_accent), *pieces))

    def _seal(self) -> int:
        """The side of the seal; it grows with its character."""
        return round(self.context.px(_SEAL) * self.context.theme.text_scale)

    @override
    def least_width(self) -> int:
        px = self.context.px
        word = self.context.longest_word(self.node.name, "label")
        words = max(word, min(self.context.wide(self.node.name, "label"), px(215)))
        return words + self._seal() + px(18 + 2 * 20) + 2 * self.inset()

    @staticmethod
    def _letter(text: str) -> str:
        """The first letter or character; the part that tells two titles apart."""
        return next((char for char in text if char.isalnum()), "·").upper()

    @override
    def paint_ground(self, painter: QPainter) -> None:
        super().paint_ground(painter)
        px = self.context.px
        side = self._seal()
        x, y = self.inset() + px(20), (self.height() - side) / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.context.palette.accent))
        painter.drawRoundedRect(QRectF(x, y, side, side), px(10), px(10))

    @override
    def colours(self) -> tuple[str, str, str]:
        palette = self.context.palette
        return palette.card, palette.line, palette.ink
