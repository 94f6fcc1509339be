"""An OFD (GB/T 33190-2016), the fixed layout that Chinese offices publish: the text of its sheets.

The format places letters and says nothing of headings or paragraphs: pieces of text become
lines by where they stand, and lines become blocks as those of an untagged PDF do. There is no
picture of a sheet; what is only drawn or scanned is for a phone.
"""

from __future__ import annotations

import math
import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace

from kiosk.files.ofd_text import Piece, lines_of
from kiosk.files.package import local, opened, parse, part
from kiosk.files.pdf_lines import blocks_of
from kiosk.files.vocabulary import MOST_BLOCKS, MOST_TEXT, Block, Unreadable, numbered

ENTRY = "OFD.xml"
MOST_SHEETS = 2000
MOST_TEMPLATES = 4
"""Of one sheet; a form's fixed words are in one."""

_LOCKED = ("encryptions.xml", "encryption.xml")
POINTS = 72 / 25.4
"""Of a millimetre."""


class Ofd:
    """An open document; ``total`` is how many sheets it has.

    Raises:
        Unreadable: no OFD, locked, broken, or too large when unpacked.

    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        with opened(data) as package:
            if any(name.lower().endswith(_LOCKED) for name in package.namelist()):
                raise Unreadable("locked")
            entry, document = _Entry(), _Document()
            parse(part(package, ENTRY), entry, local)
            root = _inside("", entry.root)
            parse(part(package, root), document, local)
        folder = posixpath.dirname(root)
        self._pages = [_inside(folder, page) for page in document.pages[:MOST_SHEETS]]
        self._templates = {own: _inside(folder, at) for own, at in document.templates.items()}
        self.total = len(self._pages)
        if not self.total:
            raise Unreadable("faulty")

    def sheet(self, number: int) -> tuple[list[Block], bool] | None:
        """The blocks of sheet ``number``, 1-based, and whether they are all of it.

        None for one that cannot be opened, so that the others can still be read.
        """
        try:
            with opened(self._data) as package:
                page = _read(package, self._pages[number - 1])
                pieces = list(page.pieces)
                for own in page.templates[:MOST_TEMPLATES]:
                    if own in self._templates:
                        pieces += _read(package, self._templates[own]).pieces
        except Unreadable as error:
            if error.reason == "large":
                raise
            return None
        made = blocks_of(lines_of(pieces))
        shown = numbered(made[:MOST_BLOCKS], f"s{number}.b")
        return shown, page.whole and len(made) <= MOST_BLOCKS


def _read(package: zipfile.ZipFile, name: str) -> _Page:
    found = _Page()
    parse(part(package, name), found, local)
    return found


def _inside(folder: str, name: str) -> str:
    """A part by its place: from the root where it begins with a slash."""
    whole = name if name.startswith("/") else posixpath.join(folder, name)
    return posixpath.normpath(whole.strip()).lstrip("/")


class _Entry:
    """``OFD.xml``: where the first document is."""

    def __init__(self) -> None:
        self.root = ""
        self._words: list[str] = []

    def start(self, name: str, marks: Mapping[str, str]) -> None:
        """A mark opens."""
        self._words = []

    def end(self, name: str) -> None:
        """A mark closes."""
        if name == "DocRoot" and not self.root:
            self.root = "".join(self._words)

    def text(self, words: str) -> None:
        """Words between marks."""
        self._words.append(words)


class _Document:
    """``Document.xml``: where the sheets and what is below them are."""

    def __init__(self) -> None:
        self.pages: list[str] = []
        self.templates: dict[str, str] = {}

    def start(self, name: str, marks: Mapping[str, str]) -> None:
        """A mark opens."""
        if name == "Page" and "BaseLoc" in marks:
            self.pages.append(marks["BaseLoc"])
        elif name == "TemplatePage" and "BaseLoc" in marks:
            self.templates[marks.get("ID", "")] = marks["BaseLoc"]

    def end(self, name: str) -> None:
        """A mark closes."""

    def text(self, words: str) -> None:
        """Nothing is said here."""


@dataclass(frozen=True, slots=True)
class _Object:
    """A piece of text that is open: where it begins and how large its letters are, in mm."""

    left: float = 0.0
    top: float = 0.0
    size: float = 0.0
    matrix: tuple[float, ...] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

    def at(self, x: float, y: float) -> tuple[float, float]:
        """A place of its own on the sheet."""
        a, b, c, d, e, f = self.matrix
        return self.left + a * x + c * y + e, self.top + b * x + d * y + f

    @property
    def height(self) -> float:
        """Of its letters as they are drawn."""
        return self.size * math.hypot(self.matrix[2], self.matrix[3])


class _Page:
    """``Content.xml`` of a sheet."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.templates: list[str] = []
        self.whole = True
        self._object: _Object | None = None
        self._code: Piece | None = None
        self._letters = 0

    def start(self, name: str, marks: Mapping[str, str]) -> None:
        """A mark opens."""
        if name == "Template":
            self.templates.append(marks.get("TemplateID", ""))
        elif name == "TextObject" and marks.get("Visible", "true") != "false":
            self._object = _object(marks)
        elif name == "TextCode" and self._object is not None:
            self._code = self._begin(self._object, marks)

    def end(self, name: str) -> None:
        """A mark closes."""
        if name == "TextObject":
            self._object = None
        elif name == "TextCode" and self._code is not None:
            if self._code.text.strip():
                self.pieces.append(self._code)
            self._code = None

    def text(self, words: str) -> None:
        """Words between marks."""
        if self._code is None:
            return
        left = MOST_TEXT - self._letters
        self.whole = self.whole and len(words) <= left
        self._letters += len(words)
        self._code = replace(self._code, text=self._code.text + words[: max(0, left)])

    def _begin(self, one: _Object, marks: Mapping[str, str]) -> Piece:
        """Where X or Y is left out it is that of the code before; one object has one line."""
        before = self.pieces[-1] if self.pieces else None
        x, y = (_number(marks.get(key, "")) for key in ("X", "Y"))
        left, base = one.at(x, y)
        if before is not None and "Y" not in marks and "X" not in marks:
            left, base = before.left, before.base
        wide = _advance(marks.get("DeltaX", "")) * math.hypot(*one.matrix[:2])
        return Piece("", left * POINTS, base * POINTS, one.height * POINTS, wide * POINTS)


def _object(marks: Mapping[str, str]) -> _Object:
    box = [_number(one) for one in marks.get("Boundary", "").split()[:2]]
    matrix = tuple(_number(one) for one in marks.get("CTM", "").split())
    left, top = box if len(box) == 2 else (0.0, 0.0)
    found = _Object(left, top, _number(marks.get("Size", "")))
    return replace(found, matrix=matrix) if len(matrix) == 6 else found


def _advance(deltas: str) -> float:
    """Between the first letter and the last, in mm: ``g 3 2.5`` stands for three of them."""
    words, found, place = deltas.split()[:4000], 0.0, 0
    while place < len(words):
        if words[place] == "g" and place + 2 < len(words):
            found += min(max(_number(words[place + 1]), 0.0), 4000.0) * _number(words[place + 2])
            place += 3
        else:
            found += _number(words[place])
            place += 1
    return found


def _number(text: str) -> float:
    """A length; nought for nonsense."""
    try:
        found = float(text)
    except ValueError:
        return 0.0
    return found if math.isfinite(found) and abs(found) < 1e6 else 0.0
