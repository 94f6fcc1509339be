"""What the styles and numberings of a Word text say of its paragraphs (ECMA-376, 17.7 and 17.9)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from kiosk.files.docx_numbers import WORD, Level, Numbering

_HEADING = re.compile(WORD["heading"], re.IGNORECASE)
_TITLE = frozenset(WORD["title"])
_CONTENTS = re.compile(WORD["contents"], re.IGNORECASE)
_DEEPEST = 20
"""Styles upon styles; Word allows eleven."""

NO_LEVEL = 9
"""Word's outline level of a paragraph that is no heading."""


@dataclass(frozen=True, slots=True)
class Style:
    """What matters of a style to who reads: None for what it leaves to the one below it."""

    name: str = ""
    based_on: str = ""
    outline: int | None = None
    numbering: str | None = None
    place: int = 0

    @property
    def contents(self) -> bool:
        """A line of a table of contents: page numbers mean nothing here."""
        return _CONTENTS.match(self.name.strip()) is not None


class Styles:
    """Collects ``word/styles.xml`` as it goes by."""

    def __init__(self) -> None:
        self._known: dict[str, Style] = {}
        self._own = ""
        self._style = Style()

    def start(self, name: str, marks: Mapping[str, str]) -> None:
        """A mark opens."""
        value = marks.get("val", "")
        if name == "style":
            self._own, self._style = marks.get("styleId", ""), Style()
        elif name == "name":
            self._style = replace(self._style, name=value)
        elif name == "basedOn":
            self._style = replace(self._style, based_on=value)
        elif name == "outlineLvl":
            self._style = replace(self._style, outline=number(value, NO_LEVEL))
        elif name == "numId":
            self._style = replace(self._style, numbering=value)
        elif name == "ilvl":
            self._style = replace(self._style, place=number(value, 0))

    def end(self, name: str) -> None:
        """A mark closes."""
        if name == "style" and self._own:
            self._known[self._own] = self._style

    def text(self, words: str) -> None:
        """Styles say nothing."""

    def of(self, own: str) -> Style:
        """A style with what it has from those it is based on."""
        found = self._known.get(own, Style())
        outline, numbering, place = found.outline, found.numbering, found.place
        below = found
        for _ in range(_DEEPEST):
            outline = _by_name(below.name) if outline is None else outline
            if outline is not None and numbering is not None:
                break
            if below.based_on not in self._known:
                break
            below = self._known[below.based_on]
            outline = below.outline if outline is None else outline
            if numbering is None:
                numbering, place = below.numbering, below.place
        return replace(found, outline=outline, numbering=numbering, place=place)


class Numberings:
    """Collects ``word/numbering.xml`` as it goes by."""

    def __init__(self) -> None:
        self._abstract: dict[str, dict[int, Level]] = {}
        self._refers: dict[str, str] = {}
        self._own = self._num = ""
        self._level = Level()

    def start(self, name: str, marks: Mapping[str, str]) -> None:
        """A mark opens."""
        value = marks.get("val", "")
        if name == "abstractNum":
            self._own = marks.get("abstractNumId", "")
            self._abstract[self._own] = {}
        elif name == "lvl" and not self._num:
            self._level = Level()
            self._abstract.setdefault(self._own, {})[number(marks.get("ilvl", ""), 0)] = self._level
        elif name == "num":
            self._num = marks.get("numId", "")
        elif name == "abstractNumId" and self._num:
            self._refers[self._num] = value
        elif not self._num:
            self._shape(name, value)

    def _shape(self, name: str, value: str) -> None:
        if name == "numFmt":
            self._level.form = value
        elif name == "lvlText":
            self._level.text = value[:40]
        elif name == "start":
            self._level.start = number(value, 1)

    def end(self, name: str) -> None:
        """A mark closes."""
        if name == "num":
            self._num = ""

    def text(self, words: str) -> None:
        """Numberings say nothing."""

    def numbering(self) -> Numbering:
        """Ready to count."""
        levels = {own: self._abstract.get(one, {}) for own, one in self._refers.items()}
        return Numbering(levels, dict(self._refers))


def number(text: str, otherwise: int) -> int:
    """A number that a mark gives; ``otherwise`` for none and for nonsense."""
    return int(text) if text.isdecimal() and len(text) < 6 else otherwise


def _by_name(name: str) -> int | None:
    """The outline level of a heading that only its name makes one."""
    plain = name.strip()
    if plain.lower() in _TITLE:
        return 0
    found = _HEADING.match(plain)
    return int(found[1]) - 1 if found else None
