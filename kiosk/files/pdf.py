"""A PDF (ISO 32000-2) by pdfium: the blocks of its sheets, and their pictures."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2.raw as pdfium

from kiosk.files.pdf_lines import Line, blocks_of
from kiosk.files.pdf_tags import tagged
from kiosk.files.png import png
from kiosk.files.vocabulary import MOST_BLOCKS, MOST_TEXT, Block, Unreadable, numbered

MAGIC = b"%PDF-"
WIDTH = 1000
"""Pixels of a picture across; with a page's margins about what a screen shows of it."""

_TALLEST = 2.0
"""Height of a picture in widths; a longer sheet is drawn narrower."""

_LOCKED = (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)


class Pdf:
    """An open document; ``total`` is how many sheets it has.

    Raises:
        Unreadable: it asks for a password, or it is broken.

    """

    def __init__(self, data: bytes) -> None:
        pdfium.FPDF_InitLibrary()
        self._data = data  # pdfium reads from it for as long as the document is open
        self._document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
        if not self._document:
            locked = pdfium.FPDF_GetLastError() in _LOCKED
            raise Unreadable("locked" if locked else "faulty")
        self.total: int = pdfium.FPDF_GetPageCount(self._document)
        if self.total < 1:
            raise Unreadable("faulty")

    def sheet(self, number: int) -> tuple[list[Block], bool] | None:
        """The blocks of sheet ``number``, 1-based, and whether they are all of it.

        None for one that cannot be opened, so that the others can still be read.
        """
        with self._page(number) as page:
            if not page:
                return None
            text = pdfium.FPDFText_LoadPage(page)
            try:
                lines, whole = _lines(text)
                found = tagged(page, text, sum(len(line.text) for line in lines))
            finally:
                pdfium.FPDFText_ClosePage(text)
        made = found or blocks_of(lines)
        shown = numbered(made[:MOST_BLOCKS], f"s{number}.b")
        return shown, whole and len(made) <= MOST_BLOCKS

    def picture(self, number: int) -> bytes:
        """Sheet ``number`` on white, as PNG.

        Raises:
            Unreadable: it has no such sheet, or none that can be drawn.

        """
        with self._page(number) as page:
            width, height = _size(page) if page else (0, 0)
            if not width:
                raise Unreadable("faulty")
            return _drawn(page, width, height)

    @contextmanager
    def _page(self, number: int) -> Iterator[Any]:
        page = pdfium.FPDF_LoadPage(self._document, number - 1)
        try:
            yield page
        finally:
            if page:
                pdfium.FPDF_ClosePage(page)


def _lines(text: Any) -> tuple[list[Line], bool]:
    """The lines of a sheet with the size of their letters, and whether they are all."""
    count = max(0, pdfium.FPDFText_CountChars(text)) if text else 0
    found: list[Line] = []
    words: list[str] = []
    size = left = 0.0
    for index in range(min(count, MOST_TEXT)):
        char = chr(min(pdfium.FPDFText_GetUnicode(text, index), 0x10FFFF))
        if char == "\n":
            found.append(Line("".join(words), size, left))
            words, size = [], 0.0
            continue
        words.append(char)
        if not size and not char.isspace():
            size, left = _letter(text, index)
    found.append(Line("".join(words), size, left))
    return found, count <= MOST_TEXT


def _letter(text: Any, index: int) -> tuple[float, float]:
    """The size of a letter as it is drawn, and how far right it stands, in points."""
    matrix, x, y = pdfium.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    size: float = pdfium.FPDFText_GetFontSize(text, index)
    if pdfium.FPDFText_GetMatrix(text, index, ctypes.byref(matrix)):
        size *= math.hypot(matrix.c, matrix.d)
    pdfium.FPDFText_GetCharOrigin(text, index, ctypes.byref(x), ctypes.byref(y))
    known = math.isfinite(size) and math.isfinite(x.value)
    return (size, x.value) if known else (0.0, 0.0)


def _size(page: Any) -> tuple[int, int]:
    """In pixels; never more than the memory of a few screens, whatever the sheet claims."""
    across, down = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    ratio = down / across if across > 0 else 0.0
    if not math.isfinite(ratio) or ratio <= 0:
        return 0, 0
    width = WIDTH if ratio <= _TALLEST else round(WIDTH * _TALLEST / ratio)
    return max(1, width), max(1, round(width * ratio))


def _drawn(page: Any, width: int, height: int) -> bytes:
    canvas = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_BGR, None, 0)
    if not canvas:
        raise Unreadable("faulty")
    try:
        pdfium.FPDFBitmap_FillRect(canvas, 0, 0, width, height, 0xFFFFFFFF)
        flags = pdfium.FPDF_ANNOT | pdfium.FPDF_REVERSE_BYTE_ORDER
        pdfium.FPDF_RenderPageBitmap(canvas, page, 0, 0, width, height, 0, flags)
        stride = pdfium.FPDFBitmap_GetStride(canvas)
        whole = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(canvas), stride * height)
    finally:
        pdfium.FPDFBitmap_Destroy(canvas)
    return png(width, height, _rows(whole, stride, width * 3))


def _rows(whole: bytes, stride: int, length: int) -> list[bytes]:
    return [whole[at : at + length] for at in range(0, len(whole), stride)]
