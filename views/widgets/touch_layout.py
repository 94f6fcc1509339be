"""Where the keys of the keyboard on the screen are, and how large their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QRect, Qt

from locales.text import Text
from views.compose.touch_board import Board, Key
from views.theme import Theme
from views.widgets.context import Show
from views.widgets.flow import TextFlow

GAP = 8
"""Between keys, on the reference screen."""

WIDEST = 1560
"""Keys further apart than this are slow to reach."""

ONE_HAND = 0.78
"""The part of the width within reach of one hand."""

SMALLEST = 0.75
"""The part of their usual size to which long words on a key may shrink."""

Placed = tuple[Key, QRect]


@dataclass(frozen=True, slots=True)
class KeyLayout:
    """For one theme and language; all lengths are pixels."""

    theme: Theme
    show: Show

    @property
    def gap(self) -> int:
        """Between keys."""
        return self.theme.px(GAP)

    @property
    def key_height(self) -> int:
        """Of every key: never less than a target, nor than its words."""
        style = self.theme.style("key")
        return max(self.theme.target(), round(style.size * style.line) + self.theme.px(12))

    def height(self, rows: int) -> int:
        """Of so many rows of keys."""
        return rows * (self.key_height + self.gap) + self.gap

    def flow(self, text: Text, width: int = 0) -> TextFlow:
        """The words of a key; large ones shrink to a width, never far below their usual size."""
        style = self.theme.style("key")
        family, align = self.theme.font_family(style.family), Qt.AlignmentFlag.AlignHCenter
        flow = TextFlow(self.show(text), style, family, align=align)
        wanted = flow.natural_width()
        room = width - 2 * self.theme.px(4)
        if not width or wanted <= room:
            return flow
        usual = replace(self.theme, text_scale=1.0).style("key").size
        size = max(usual * SMALLEST, style.size * room / wanted)
        smaller = replace(style, size=size, line=style.line * style.size / size)
        return TextFlow(self.show(text), smaller, family, align=align)

    def span(self, whole: int) -> tuple[int, int]:
        """Where the keys are between left and right: within reach of the hand that is used."""
        gap, hand = self.gap, self.theme.sight.hand
        room = whole - 2 * gap
        width = min(room, self.theme.px(WIDEST))
        if hand == "both":
            return (whole - width) // 2, width
        width = round(width * ONE_HAND)
        return (gap if hand == "left" else whole - gap - width), width

    def place(self, board: Board, whole: int, first: int) -> list[Placed]:
        """Every key in so much width; the strip begins with its key number ``first``."""
        left, width = self.span(whole)
        most = max(sum(key.width for key in row) for row in board.rows)
        placed = self._strip(board, left, width, first)
        for n, row in enumerate(board.rows, 1):
            placed += self._row(row, n, (left, width), most)
        return placed

    def _row(
        self, row: tuple[Key, ...], n: int, span: tuple[int, int], most: float
    ) -> list[Placed]:
        """A row; a short one is as wide as the others where a wide key can take the rest."""
        left, width = span
        gap, height = self.gap, self.key_height
        own = sum(key.width for key in row)
        stretched = any(key.width > 1 for key in row)
        unit = (width + gap) / (own if stretched else most)
        x = left + (0.0 if stretched else (most - own) * unit / 2)
        top = gap + n * (height + gap)
        found = []
        for key in row:
            end = x + key.width * unit
            found.append((key, QRect(round(x), top, round(end) - round(x) - gap, height)))
            x = end
        return found

    def _strip(self, board: Board, left: int, width: int, first: int) -> list[Placed]:
        """Candidates or ways to write, as many as fit, with a way to the others."""
        gap, pending = self.gap, self._pending(board.pending)
        room = width - pending
        end = list(board.end)
        if sum(self._chip(key) + gap for key in (*board.strip, *end)) > room:
            end = [_more("more", "›"), *end]
            if first:
                end.insert(0, _more("less", "‹"))
        tail = sum(self._chip(key) + gap for key in end)
        placed = self._chips(board.strip[first:], left + pending, room - tail)
        return placed + self._chips(end, left + width - tail + gap, tail)

    def _chips(self, keys: Sequence[Key], x: int, room: int) -> list[Placed]:
        """As many keys as fit side by side."""
        placed, end = [], x + room
        for key in keys:
            width = self._chip(key)
            if x + width > end:
                break
            placed.append((key, QRect(x, self.gap, width, self.key_height)))
            x += width + self.gap
        return placed

    def _chip(self, key: Key) -> int:
        """The width of a key of the strip."""
        words = self.flow(key.label).natural_width() + 2 * self.theme.px(20)
        return max(words, self.theme.target())

    def _pending(self, text: str) -> int:
        """The width that the letters so far take."""
        return self.flow(Text(text, "und")).natural_width() + 2 * self.gap if text else 0


def _more(key: str, face: str) -> Key:
    return Key(key, Text(face, "und"), look="action")
