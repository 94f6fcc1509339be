"""A tagged PDF (ISO 32000-2, 14.7 and 14.8) says itself what is heading, list and table."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2.raw as pdfium

from kiosk.files.pdf_lines import clean, joined
from kiosk.files.vocabulary import MOST_TEXT, Block, entries, heading, paragraph, table

_MOST_OBJECTS = 20_000
_MOST_ELEMENTS = 5_000
_DEEPEST = 40
_ENOUGH = 0.6
"""Part of a sheet's letters that its tags must cover; else nobody kept them up."""

_HEADINGS = {"Title": 3, "H": 3, **{f"H{n}": n + 2 for n in range(1, 7)}}
_ROWS = ("THead", "TBody", "TFoot")
_GROUPS = (
    "Document DocumentFragment Part Art Sect Div Aside NonStruct TOC Index BlockQuote Private"
).split()
_GAP = 0.25
"""Of a letter's height: a wider gap within a line is a blank."""


def tagged(page: Any, text: Any, letters: int) -> list[Block]:
    """The blocks of a sheet by its tags; none where there are none, or not enough."""
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    if not tree:
        return []
    try:
        reading = _Reading(_contents(page, text))
        for n in range(max(0, pdfium.FPDF_StructTree_CountChildren(tree))):
            reading.element(pdfium.FPDF_StructTree_GetChildAtIndex(tree, n), 0)
    finally:
        pdfium.FPDF_StructTree_Close(tree)
    return reading.blocks if reading.letters >= _ENOUGH * letters > 0 else []


class _Reading:
    """Walks the elements of one sheet; ``contents`` are its texts by marked content."""

    def __init__(self, contents: dict[int, str]) -> None:
        self._contents = contents
        self._left = _MOST_ELEMENTS
        self.blocks: list[Block] = []
        self.letters = 0

    def element(self, element: Any, depth: int) -> None:
        """What one element holds, as blocks."""
        kind = self._kind(element, depth)
        if kind in _HEADINGS:
            self._keep(self._text(element, depth), lambda text: heading(text, _HEADINGS[kind]))
        elif kind == "L":
            items = [item for item in self._items(element, depth) if item]
            if items:
                self.blocks.append(entries(items))
        elif kind == "Table":
            self._table(element, depth)
        elif kind in _GROUPS:
            for child in _children(element):
                self.element(child, depth + 1)
        elif kind and kind != "Artifact":
            self._keep(self._text(element, depth), paragraph)

    def _keep(self, text: str, make: Callable[[str], Block]) -> None:
        if text:
            self.blocks.append(make(text))

    def _items(self, element: Any, depth: int) -> Iterator[str]:
        """The entries of a list, those of lists in it after the entry they are in."""
        for child in _children(element):
            kind = self._kind(child, depth + 1)
            if kind == "L":
                yield from self._items(child, depth + 1)
            elif kind:
                yield self._text(child, depth + 1, without=("Lbl", "L"))
                for body in _children(child):
                    if self._kind(body, depth + 2) in ("LBody", "L"):
                        yield from self._inner(body, depth + 2)

    def _inner(self, body: Any, depth: int) -> Iterator[str]:
        if _type(body) == "L":
            yield from self._items(body, depth)
        for child in _children(body):
            if self._kind(child, depth + 1) == "L" and _type(body) != "L":
                yield from self._items(child, depth + 1)

    def _table(self, element: Any, depth: int) -> None:
        rows: list[list[str]] = []
        heads: list[str] = []
        for row in self._rows(element, depth):
            cells = [cell for cell in _children(row) if self._kind(cell, depth + 2)]
            texts = [self._text(cell, depth + 2) for cell in cells]
            if not rows and not heads and all(_type(cell) == "TH" for cell in cells):
                heads = texts
            elif any(texts):
                rows.append(texts)
        if rows:
            self.blocks.append(table(heads, rows))

    def _rows(self, element: Any, depth: int) -> Iterator[Any]:
        for child in _children(element):
            kind = self._kind(child, depth + 1)
            if kind == "TR":
                yield child
            elif kind in _ROWS:
                yield from (row for row in _children(child) if _type(row) == "TR")

    def _text(self, element: Any, depth: int, without: tuple[str, ...] = ()) -> str:
        """All text in an element; a picture's is what it says instead."""
        if depth > _DEEPEST:
            return ""
        instead = _string(element, pdfium.FPDF_StructElement_GetActualText)
        if instead or _type(element) == "Figure":
            return clean(instead or _string(element, pdfium.FPDF_StructElement_GetAltText))
        found = ""
        for n in range(max(0, pdfium.FPDF_StructElement_CountChildren(element))):
            content = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, n)
            child = pdfium.FPDF_StructElement_GetChildAtIndex(element, n)
            if content >= 0:
                more = self._contents.pop(content, "")
                self.letters += len(more)
                found = joined(found, more)
            elif child and self._kind(child, depth + 1) not in ("", *without):
                found = joined(found, self._text(child, depth + 1, without))
        return clean(found)[:MOST_TEXT]

    def _kind(self, element: Any, depth: int) -> str:
        """What an element is; empty where there have been too many."""
        self._left -= 1
        return _type(element) if element and self._left > 0 and depth <= _DEEPEST else ""


def _children(element: Any) -> Iterator[Any]:
    for n in range(max(0, pdfium.FPDF_StructElement_CountChildren(element))):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, n)
        if child:
            yield child


def _type(element: Any) -> str:
    return _string(element, pdfium.FPDF_StructElement_GetType)


def _string(element: Any, ask: Any) -> str:
    """A UTF-16 text of pdfium: asked once for its length, once for itself."""
    size = ask(element, None, 0)
    if not 2 < size <= 4 * MOST_TEXT:
        return ""
    buffer = ctypes.create_string_buffer(size)
    ask(element, buffer, size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")


def _contents(page: Any, text: Any) -> dict[int, str]:
    """The texts of a sheet by the number of their marked content."""
    found: dict[int, str] = {}
    ends: dict[int, tuple[float, float, float]] = {}
    for n in range(min(max(0, pdfium.FPDFPage_CountObjects(page)), _MOST_OBJECTS)):
        part = pdfium.FPDFPage_GetObject(page, n)
        if pdfium.FPDFPageObj_GetType(part) != pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        content, words = pdfium.FPDFPageObj_GetMarkedContentID(part), _words(part, text)
        if content < 0 or not words.strip():
            continue
        left, bottom, right, top = _bounds(part)
        before, end = found.get(content, ""), ends.get(content)
        ends[content] = (right, bottom, top)
        if end is not None and _same_line(end, bottom, top):
            gap = " " if left - end[0] > _GAP * (top - bottom) else ""
            found[content] = (before + gap + words)[:MOST_TEXT]
        else:
            found[content] = joined(before.rstrip(), words.strip())[:MOST_TEXT]
    return found


def _same_line(end: tuple[float, float, float], bottom: float, top: float) -> bool:
    """Whether two pieces stand beside each other."""
    return bottom < end[2] and top > end[1]


def _words(part: Any, text: Any) -> str:
    def ask(_part: Any, buffer: Any, size: int) -> int:
        into = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)) if buffer else None
        return int(pdfium.FPDFTextObj_GetText(part, text, into, size))

    return " ".join(_string(part, ask).replace("\r\n", " ").split("\n"))


def _bounds(part: Any) -> tuple[float, float, float, float]:
    sides = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(part, *map(ctypes.byref, sides))
    left, bottom, right, top = (side.value for side in sides)
    return left, bottom, right, top
