"""The caption strip: what is being said, in two lines, with the spoken words marked.

Outside every document, because it shows what is spoken and would otherwise be
spoken itself.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from views.theme import Style, Theme
from views.widgets.flow import Span, TextFlow
from views.widgets.ruby import Ruby, RubyFlow

_LINES = 2

_ENOUGH = 10_000
"""Pixels; before the window says how many it has."""


class CaptionStrip(QWidget):
    """A dark band with the words of the voice."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = ""
        self._ruby: Ruby | None = None
        self._span: Span | None = None
        self._most = _ENOUGH
        self._flow = self._lay_out()

    def set_theme(self, theme: Theme) -> None:
        """Another size, look or language of type."""
        self._theme = theme
        self._flow = self._lay_out()
        self.update()

    def fit(self, most: int) -> None:
        """Take at most so many pixels of height: one line for two, then smaller type."""
        if most != self._most:
            self._most = most
            self._flow = self._lay_out()
            self.update()

    def say(self, text: str, span: Span | None = None, ruby: Ruby | None = None) -> bool:
        """Show what is being said; ``span`` is what is being said of it just now.

        ``ruby`` are readings over its characters, None: no room for any. True: the strip wants
        another height.
        """
        before = self._flow.line_height
        if text != self._text or ruby != self._ruby:
            self._text, self._ruby = text, ruby
            self._flow = self._lay_out()
        self._span = span
        self.update()
        return self._flow.line_height != before

    @property
    def text(self) -> str:
        """What is shown."""
        return self._text

    def height_wanted(self) -> int:
        """Two lines and their margins; one where two would leave too little for the page."""
        return self._flow.line_height * self._shown + 2 * self._theme.px(16)

    @property
    def _shown(self) -> int:
        room = self._most - 2 * self._theme.px(16)
        return max(1, min(_LINES, room // self._flow.line_height))

    def first_line(self) -> int:
        """The line at the top of the band: the one of the spoken words is always seen."""
        if self._span is None:
            return 0
        self._flow.height(self._inner())
        return min(self._flow.line_of(self._span[0]), max(0, self._flow.lines - self._shown))

    def _inner(self) -> int:
        side = min(self._theme.px(self._theme.spacing.page), self.width() // 18)
        return max(1, self.width() - 2 * side)

    def _lay_out(self) -> TextFlow:
        style = self._theme.style("caption")
        flow = self._flow_in(style)
        room = self._most - 2 * self._theme.px(16)
        if flow.line_height <= room:
            return flow
        return self._flow_in(replace(style, size=style.size * max(0, room) / flow.line_height))

    def _flow_in(self, style: Style) -> TextFlow:
        family = self._theme.font_family(style.family)
        if self._ruby is not None:
            return RubyFlow(self._text, style, family, self._ruby)
        return TextFlow(self._text, style, family)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        palette, px = self._theme.palette, self._theme.px
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(palette.caption))
        if palette.caption == palette.paper:  # black below black: where the page ends is seen
            painter.fillRect(0, 0, self.width(), max(1, px(3)), QColor(palette.edge))
        side = (self.width() - self._inner()) // 2
        line = self._flow.line_height
        painter.setClipRect(QRectF(0, px(16), self.width(), line * self._shown))
        mark = None
        if self._span is not None:
            mark = (self._span, palette.caption_spoken, palette.on_caption_spoken)
        at = QPointF(side, px(16) - self.first_line() * line)
        self._flow.paint(painter, at, self._inner(), palette.on_caption, mark)
        painter.end()
