"""A text laid out in lines and painted: the one way in which text comes to the screen.

Own layout instead of QLabel, because Chinese text needs its line height, the
spoken words are marked inside it, and a page of 300 paragraphs must be fast.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from views.theme import Style

_FIRST_AFTER_LETTERS = "\u0530"
"""Latin with all its accents, Greek and Cyrillic lie before it."""

Span = tuple[int, int]
"""Start and end in code points of the text."""


class TextFlow:
    """One text in one style; laid out once a width."""

    def __init__(
        self,
        text: str,
        style: Style,
        family: str,
        *,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        self.text = text
        self._line = max(1, round(style.size * style.line))
        self._layout = QTextLayout(text, font_of(style, family))
        option = QTextOption(align)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._layout.setCacheEnabled(True)
        self._width = -1
        self._lines = 0
        self._overflow = False
        self._torn = False

    @property
    def line_height(self) -> int:
        """Height of one line in pixels."""
        return self._line

    def height(self, width: int) -> int:
        """Pixels that the text needs at that width."""
        self._lay_out(width)
        return self._lines * self._line

    def natural_width(self) -> int:
        """Width of the text on one line, rounded up."""
        self._lay_out(1_000_000)
        width = self._layout.lineAt(0).naturalTextWidth() if self._lines else 0
        return int(width) + 2

    def overflows(self, width: int) -> bool:
        """Whether a line is wider than ``width`` even when broken."""
        self._lay_out(width)
        return self._overflow

    def tears(self, width: int) -> bool:
        """Whether a word of letters is broken between two lines."""
        self._lay_out(width)
        return self._torn

    def paint(
        self,
        painter: QPainter,
        at: QPointF,
        width: int,
        colour: str,
        mark: tuple[Span, str, str] | None = None,
    ) -> None:
        """Draw it with its top left at ``at``; ``mark``: span, background, foreground."""
        self._lay_out(width)
        painter.setPen(QColor(colour))
        ranges = [self._marked(*mark)] if mark is not None else []
        self._layout.draw(painter, at, ranges, QRectF())

    def line_of(self, offset: int) -> int:
        """The line, from 0, on which a code point stands at the present width."""
        line = self._layout.lineForTextPosition(self._units(offset))
        return max(0, line.lineNumber()) if line.isValid() else 0

    @property
    def lines(self) -> int:
        """Lines at the present width."""
        return self._lines

    def _lay_out(self, width: int) -> None:
        if width == self._width:
            return
        self._width, self._lines = width, 0
        self._overflow = self._torn = False
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(width)
            rest = self._line - line.height()
            line.setPosition(QPointF(0, self._lines * self._line + rest / 2))
            self._overflow |= line.naturalTextWidth() > width + 1
            self._lines += 1
            end = line.textStart() + line.textLength()
            seam = self._layout.text()[end - 1 : end + 1]
            self._torn |= len(seam) == 2 and all(map(_in_word, seam))
        self._layout.endLayout()

    def _marked(self, span: Span, background: str, foreground: str) -> QTextLayout.FormatRange:
        found = QTextLayout.FormatRange()
        start, end = self._units(span[0]), self._units(span[1])
        found.start, found.length = start, max(0, end - start)
        look = QTextCharFormat()
        look.setBackground(QBrush(QColor(background)))
        look.setForeground(QBrush(QColor(foreground)))
        found.format = look
        return found

    def _units(self, offset: int) -> int:
        """UTF-16 units before a code point, which is how Qt counts."""
        before = self.text[:offset]
        return len(before) + sum(1 for char in before if ord(char) > 0xFFFF)


def _in_word(char: str) -> bool:
    """Whether a character belongs to a word of letters; Chinese may be broken anywhere."""
    return char.isalpha() and char < _FIRST_AFTER_LETTERS


def font_of(style: Style, family: str) -> QFont:
    """The font of a step of the type scale."""
    font = QFont(family)
    font.setPixelSize(max(1, round(style.size)))
    font.setWeight(QFont.Weight(style.weight))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if style.tracking:
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, style.size * style.tracking)
    return font
