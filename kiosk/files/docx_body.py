"""The body of a Word text as it goes by: its marks in, those of an OpenDocument text out.

What a paragraph is, Word tells after its mark opened, and what number it has, only by counting;
so each is kept until its end.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kiosk.files.docx_numbers import Numbering
from kiosk.files.docx_styles import NO_LEVEL, Styles, number
from kiosk.files.odt_body import MOST_COLUMNS, Body
from kiosk.files.pdf_lines import level_of

_SKIPPED = frozenset(
    "Fallback del moveFrom instrText rt sectPr rPrChange pPrChange tblPrChange trPrChange"
    " tcPrChange comment".split()
)
"""What is no text for the reader: deleted words, what fields are made of, readings above."""

_SAID = {"tab": " ", "br": " ", "cr": " ", "ptab": " ", "noBreakHyphen": "-"}
"""Marks that stand for a character."""

_OFF = ("0", "false", "off")
_SHEET = 1
"""Levels that the headings of a PDF stand below those of a text: its sheets have one."""

_MOST_OPEN = 50
"""Paragraphs within paragraphs, by text boxes; beyond it words go to the one around them."""


@dataclass
class _Paragraph:
    """One that is open."""

    words: list[str] = field(default_factory=list)
    style: str = ""
    outline: int | None = None
    numbering: str | None = None
    place: int | None = None


class Paragraphs:
    """Reads ``word/document.xml``; names come without their prefix."""

    def __init__(self, body: Body, styles: Styles, numbering: Numbering) -> None:
        self._body = body
        self._styles = styles
        self._numbering = numbering
        self._open: list[_Paragraph] = []
        self._skipping = 0
        self._in_text = False
        self._hidden = False
        self._in_list = False
        self._span = 1
        self._head = False
        self._tables = 0
        self.found = False
        """Whether this is a text, and not a sheet of figures or slides."""

    def start(self, name: str, marks: Mapping[str, str]) -> None:
        """A mark opens."""
        if self._skipping or name in _SKIPPED:
            self._skipping += 1
        elif name == "document":
            self.found = True
        elif name == "p":
            if len(self._open) < _MOST_OPEN:
                self._open.append(_Paragraph())
        elif name in _SAID:
            self._say(_SAID[name])
        elif not self._start_run(name, marks) and not self._start_table(name, marks) and self._open:
            self._start_facts(name, marks.get("val", ""))

    def end(self, name: str) -> None:
        """A mark closes."""
        if self._skipping:
            self._skipping -= 1
        elif name == "t":
            self._in_text = False
        elif name == "p" and self._open:
            self._put(self._open.pop())
        elif name == "tc":
            self._body.end("table:table-cell")
            self._empty(min(self._span, MOST_COLUMNS) - 1)
        elif name == "tr":
            self._body.end("table:table-row")
            self._end_head()
        elif name == "tbl":
            self._tables -= 1
            self._body.end("table:table")

    def text(self, words: str) -> None:
        """Words between marks."""
        if self._in_text and not (self._skipping or self._hidden):
            self._say(words)

    def close(self) -> None:
        """Nothing comes any more."""
        self._end_list()

    def _say(self, words: str) -> None:
        if self._open:
            self._open[-1].words.append(words)

    def _start_run(self, name: str, marks: Mapping[str, str]) -> bool:
        if name == "r":
            self._hidden = False
        elif name == "t":
            self._in_text = True
        elif name == "vanish":
            self._hidden = marks.get("val", "1") not in _OFF
        else:
            return False
        return True

    def _start_facts(self, name: str, value: str) -> None:
        """What a paragraph says of itself."""
        one = self._open[-1]
        if name == "pStyle":
            one.style = value
        elif name == "outlineLvl":
            one.outline = number(value, NO_LEVEL)
        elif name == "numId":
            one.numbering = value
        elif name == "ilvl":
            one.place = number(value, 0)

    def _start_table(self, name: str, marks: Mapping[str, str]) -> bool:
        value = marks.get("val", "")
        if name == "tbl":
            self._end_list()
            self._tables += 1
            self._body.start("table:table", {})
        elif name == "tc":
            self._span = 1
            self._body.start("table:table-cell", {})
        elif name == "gridSpan":
            self._span = number(value, 1)
        elif name == "tblHeader":
            if value not in _OFF and not self._head:
                self._head = True
                self._body.start("table:table-header-rows", {})
        else:
            return False
        return True

    def _end_head(self) -> None:
        if self._head:
            self._head = False
            self._body.end("table:table-header-rows")

    def _empty(self, cells: int) -> None:
        """The columns that a wide cell covers stay empty, so that the others keep their place."""
        for _ in range(cells):
            self._body.start("table:covered-table-cell", {})
            self._body.end("table:covered-table-cell")

    def _put(self, one: _Paragraph) -> None:
        style = self._styles.of(one.style)
        words = " ".join("".join(one.words).split())
        own = style.numbering if one.numbering is None else one.numbering
        place = style.place if one.place is None else one.place
        shape = self._numbering.level(own or "", place)
        if not words or style.contents:
            return
        outline = style.outline if one.outline is None else one.outline
        is_heading = outline is not None and outline < NO_LEVEL
        if shape is not None and shape.bullet and not is_heading and not self._tables:
            self._item(words)
            return
        if shape is not None and not shape.bullet:
            label = self._numbering.label(own or "", place)
            words = f"{label}{' ' if label[-1:].isascii() and label else ''}{words}"
        self._end_list()
        level = outline + 1 if outline is not None and is_heading else 0
        if not (level or self._tables):  # many offices set their headings by hand
            level = max(0, level_of(words) - _SHEET)
        self._paragraph(words, level)

    def _item(self, words: str) -> None:
        if not self._in_list:
            self._in_list = True
            self._body.start("text:list", {})
        self._paragraph(words, 0)

    def _paragraph(self, words: str, level: int) -> None:
        name = "text:h" if level else "text:p"
        self._body.start(name, {"text:outline-level": str(level)} if level else {})
        self._body.text(words)
        self._body.end(name)

    def _end_list(self) -> None:
        if self._in_list:
            self._in_list = False
            self._body.end("text:list")
