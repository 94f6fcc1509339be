"""A text laid out in lines and painted: the one way in which text comes to the screen.

Own layout instead of QLabel, because Chinese text needs its line height, the
spoken words are marked inside it, and a page of 300 paragraphs must be fast.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cached_property, lru_cache
from typing import cast

from PySide6.QtCore import QPointF, QRectF, Qt, QTextBoundaryFinder
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from views.theme import Style
from views.widgets.seams import closes, ems_of, parts, scrap, tears

_FEW = 8
"""Lines of a text up to which its breaks are looked after; a longer one is not looked at so."""

_NARROWER = 6
"""How many characters a line may be shorter for the sake of better breaks."""

_ALONE = 2.6
"""Sizes below which a last line looks like a scrap: one or two Chinese characters."""

_SHARE = 0.3
"""Of the whole, in a text that is short itself."""

Span = tuple[int, int]
"""Start and end in code points of the text."""

Inside = Callable[[str], Collection[int]]
"""Where in a text one is inside a word (code points)."""


def nowhere(_text: str) -> Collection[int]:
    """Words are not known, or do not matter: running Chinese text is broken anywhere."""
    return ()


class TextFlow:
    """One text in one style; laid out once a width."""

    def __init__(
        self,
        text: str,
        style: Style,
        family: str,
        *,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        inside: Inside = nowhere,
    ) -> None:
        self.text = text
        self._find_inside = inside
        self._line = max(1, round(style.size * style.line))
        self._em = style.size
        self._centred = bool(align & Qt.AlignmentFlag.AlignHCenter)
        self._layout = QTextLayout(text, font_of(style, family))
        option = QTextOption(align)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._layout.setCacheEnabled(True)
        self._plain = all(ord(char) <= 0xFFFF for char in text)
        self._width = -1
        self._lines = 0
        self._last = 0.0
        self._ends: list[int] = []
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
        ranges = []
        if mark is not None:
            (start, end), *colours = mark
            ranges = [_marked(self._units(start), self._units(end), *colours)]
        self._layout.draw(painter, at, ranges, QRectF())

    def line_of(self, offset: int) -> int:
        """The line, from 0, on which a code point stands at the present width."""
        line = self._layout.lineForTextPosition(self._units(offset))
        return max(0, line.lineNumber()) if line.isValid() else 0

    @property
    def widest(self) -> int:
        """Width of the longest line at the present width, rounded up."""
        lines = map(self._layout.lineAt, range(self._lines))
        return max((int(line.naturalTextWidth()) + 1 for line in lines), default=0)

    @property
    def spans(self) -> list[Span]:
        """Where each line begins and ends at the present width, in UTF-16 units."""
        return list(zip([0, *self._ends], self._ends, strict=False))

    @property
    def lines(self) -> int:
        """Lines at the present width."""
        return self._lines

    def _lay_out(self, width: int) -> None:
        if width == self._width:
            return
        self._width = width
        lines = self._break(width)
        if not 1 < lines <= _FEW or not self._plain or not self._ugly():
            return
        broken = any(self._parted(end) for end in self._ends[:-1])
        if self._break(width, mend=True) <= lines + broken and not self._ugly():
            return
        for less in range(1, _NARROWER + 1):
            if self._break(width, round(less * self._em)) == lines and not self._ugly():
                return
        if self._break(width, mend=True) != lines:
            self._break(width)

    def _break(self, width: int, less: int = 0, *, mend: bool = False) -> int:
        """Lay it out in lines ``less`` pixels shorter than there is room; returns how many.

        ``mend``: a line that would end badly ends a few characters before.
        """
        self._lines = 0
        self._overflow = self._torn = False
        self._ends = []
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(1, width - less))
            if mend:
                self._shorten(line)
            rest = self._line - line.height()
            left = (width - line.width()) / 2 if self._centred else 0
            line.setPosition(QPointF(left, self._lines * self._line + rest / 2))
            self._overflow |= line.naturalTextWidth() > width + 1
            self._lines += 1
            self._last = line.naturalTextWidth()
            self._ends.append(line.textStart() + line.textLength())
        self._layout.endLayout()
        text = self._layout.text()
        self._torn = any(tears(text, end) for end in self._ends[:-1])
        return self._lines

    def _shorten(self, line: QTextLine) -> None:
        """Let a line end at the last good place before where it ends now."""
        text, start, width = self._layout.text(), line.textStart(), line.width()
        end = start + line.textLength()
        if not self._bad(end):
            return
        seams = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Line, text)
        for back in range(end - 1, max(start + 1, end - _NARROWER - 1), -1):
            seams.setPosition(back)
            if self._bad(back) or not (seams.isAtBoundary() or text[back - 1] == "-"):
                continue
            line.setLineWidth(_x(line, back) - _x(line, start) + 1)
            if start + line.textLength() == back:
                return
            line.setLineWidth(width)
        if closes(text, end) and end - 1 > start:  # the last one goes along, even out of a number
            line.setLineWidth(_x(line, end - 1) - _x(line, start) + 1)

    def _bad(self, end: int) -> bool:
        """Whether a careful printer would not end a line here."""
        text = self._layout.text()
        if end >= len(text):
            return False
        return self._parted(end) or scrap(text, end, self._alone) or end in self._inside

    def _parted(self, end: int) -> bool:
        text = self._layout.text()
        return tears(text, end) or parts(text, end) or closes(text, end)

    def _ugly(self) -> bool:
        """Whether a line ends badly, or the last is a scrap."""
        return self._last < self._alone * self._em or any(self._bad(end) for end in self._ends[:-1])

    @cached_property
    def _alone(self) -> float:
        """Sizes below which a last line is a scrap; a short title may end with one word."""
        return min(_ALONE, _SHARE * ems_of(self.text))

    @cached_property
    def _inside(self) -> Collection[int]:
        return self._find_inside(self.text)

    def _units(self, offset: int) -> int:
        """UTF-16 units before a code point, which is how Qt counts."""
        before = self.text[:offset]
        return len(before) + sum(1 for char in before if ord(char) > 0xFFFF)


def _marked(start: int, end: int, background: str, foreground: str) -> QTextLayout.FormatRange:
    """What is being spoken, in UTF-16 units."""
    found = QTextLayout.FormatRange()
    found.start, found.length = start, max(0, end - start)
    look = QTextCharFormat()
    look.setBackground(QBrush(QColor(background)))
    look.setForeground(QBrush(QColor(foreground)))
    found.format = look
    return found


def _x(line: QTextLine, unit: int) -> float:
    """Where a character of a line begins."""
    found = line.cursorToX(unit)  # Qt's binding gives the number, or it and the place
    return cast("float", found[0] if isinstance(found, tuple) else found)


@lru_cache(maxsize=1024)
def width_of(text: str, style: Style, family: str) -> int:
    """Width of a text on one line, rounded up; asked again and again of what is on many pages."""
    return TextFlow(text, style, family).natural_width()


@lru_cache(maxsize=256)
def font_of(style: Style, family: str) -> QFont:
    """The font of a step of the type scale.

    Without ``locl`` the family alone decides the forms of characters and where their
    punctuation stands, so that two languages stand on one screen, each in its own.
    """
    font = QFont(family)
    font.setFeature(QFont.Tag("locl"), 0)
    font.setPixelSize(max(1, round(style.size)))
    font.setWeight(QFont.Weight(style.weight))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if style.proportional:
        font.setFeature(QFont.Tag("pwid"), 1)
    if style.tracking:
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, style.size * style.tracking)
    return font
