"""A text with readings over its characters, for the caption strip."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat, QTextLayout
from typing_extensions import override

from views.theme import Style
from views.widgets.flow import Span, TextFlow, font_of

SIZE = 0.48
"""Height of the letters of a reading over that of the text."""

ROOM = 0.78
"""Room over a line for its readings, in heights of the text."""

SPACING = 0.7
"""Between characters, so that the longest reading (zhuāng) has its place."""

Ruby = Mapping[int, str]


class RubyFlow(TextFlow):
    """As ``TextFlow``; ``ruby``: code point -> what stands over that character."""

    def __init__(self, text: str, style: Style, family: str, ruby: Ruby) -> None:
        super().__init__(text, style, family)
        self._ruby = ruby
        self._room = round(style.size * ROOM)
        self._line += self._room
        self._spacing = style.size * SPACING
        self._small = font_of(replace(style, size=style.size * SIZE, tracking=0), family)
        self._layout.setFormats([self._apart(self._units(place)) for place in ruby])

    @override
    def paint(
        self,
        painter: QPainter,
        at: QPointF,
        width: int,
        colour: str,
        mark: tuple[Span, str, str] | None = None,
    ) -> None:
        super().paint(painter, QPointF(at.x(), at.y() + self._room / 2), width, colour, mark)
        painter.setPen(QColor(colour))
        painter.setFont(self._small)
        for place, reading in self._ruby.items():
            self._write(painter, at, self._units(place), reading)

    def _write(self, painter: QPainter, at: QPointF, unit: int, reading: str) -> None:
        line = self._layout.lineForTextPosition(unit)
        if not line.isValid():
            return
        left, right = _x(line.cursorToX(unit)), _x(line.cursorToX(unit + 1))
        middle = at.x() + (left + right - self._spacing) / 2
        top = at.y() + line.lineNumber() * self._line
        wide = 10.0 * self._small.pixelSize()
        box = QRectF(middle - wide / 2, top, wide, self._room + self._small.pixelSize() * 0.1)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
        painter.drawText(box, int(flags | Qt.TextFlag.TextDontClip), reading)

    def _apart(self, unit: int) -> QTextLayout.FormatRange:
        found = QTextLayout.FormatRange()
        found.start, found.length = unit, 1
        look = QTextCharFormat()
        look.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
        look.setFontLetterSpacing(self._spacing)
        found.format = look
        return found


def _x(found: object) -> float:
    """Qt's binding answers with a number, or with the number and the place."""
    return float(found[0]) if isinstance(found, tuple) else float(str(found))
