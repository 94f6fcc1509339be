"""A page's text as PDF: a receipt as long as it needs, or sheets of A4.

Made in memory, in any thread; nothing of it is ever a file here. The PDF is for a printer and
for nobody to search: a font that draws 长 and its radical ⻓ with one glyph tells either.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
)

from kiosk.paper_pages import keep_together
from kiosk.paper_text import STYLE, html
from locales.text import Text
from views.compose.printing import Paper, PrintModel

DPI = 200
LONGEST = 2000.0
"""Millimetres of one receipt; what is longer goes on to another."""

LARGEST = 2.0
"""How many times its ordinary size a text is printed at most, for who reads in large type."""

FAMILY = "Noto Sans CJK SC"
_MARGINS = {Paper.A4: 18.0, Paper.RECEIPT80: 4.0, Paper.RECEIPT58: 5.0}
_POINTS = {Paper.A4: 13.0, Paper.RECEIPT80: 11.0, Paper.RECEIPT58: 10.0}
_CODE = 34.0
"""Millimetres of a QR code, with its quiet zone."""

_PREVIEW = 0.35
"""Of the printer's dots, on the screen."""

_MM = DPI / 25.4
_FOOT = 8.0
"""Millimetres from the lower edge of A4 to the line with the page's number."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What goes to the printer."""

    pdf: bytes
    pages: int
    media: str
    """As CUPS names it."""

    picture: bytes = b""
    """The first page as PNG."""


def render(model: PrintModel, show: Callable[[Text], str], size: float = 1.0) -> Sheet:
    """Typeset; ``show`` gives a text as the screen displays it, ``size`` is how large it is."""
    paper = model.paper
    margin = _MARGINS[paper]
    document = _document(model, show, min(size, LARGEST))
    if paper is Paper.A4:
        format_, height = QPageSize(QPageSize.PageSizeId.A4), 297.0
    else:
        document.setTextWidth((paper.width - 2 * margin) * _MM)
        height = min(LONGEST, float(int(document.size().height() / _MM + 2 * margin) + 2))
        format_ = QPageSize(
            QSizeF(paper.width, height),
            QPageSize.Unit.Millimeter,
            "receipt",
            QPageSize.SizeMatchPolicy.ExactMatch,
        )
    area = QSizeF((paper.width - 2 * margin) * _MM, (height - 2 * margin) * _MM)
    document.setPageSize(area)
    if paper is Paper.A4:
        keep_together(document)
    media = "A4" if paper is Paper.A4 else f"Custom.{paper.width:.0f}x{height:.0f}mm"
    leaf = _Leaf(document, margin, area, numbered=paper is Paper.A4)
    return Sheet(_paint(leaf, format_), document.pageCount(), media, _preview(leaf))


def _document(model: PrintModel, show: Callable[[Text], str], size: float) -> QTextDocument:
    document = QTextDocument()
    font = QFont()
    font.setFamilies([FAMILY, "sans-serif"])
    font.setFeature(QFont.Tag("locl"), 0)  # digits beside letters would be glyphs without a name
    if model.title.lang == "en":
        font.setFeature(QFont.Tag("pwid"), 1)  # its quotes are not as wide as a character
    # In pixels of the writer, so that no screen's resolution comes into it.
    font.setPixelSize(round(_POINTS[model.paper] * size * DPI / 72))
    document.setDefaultFont(font)
    document.setDocumentMargin(0)
    document.setDefaultStyleSheet(STYLE)
    if model.code:
        document.addResource(
            QTextDocument.ResourceType.ImageResource.value, QUrl("qr"), _qr(model.code)
        )
    document.setHtml(html(model, show))
    return document


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A text set in pages, and where they stand on the paper; lengths of the writer's dots."""

    document: QTextDocument
    margin: float
    """Millimetres."""

    area: QSizeF
    numbered: bool

    def paint(self, painter: QPainter, page: int) -> None:
        """Page ``page`` from 0; the painter begins at the corner of the area."""
        wide, high = self.area.width(), self.area.height()
        painter.save()
        painter.translate(0, -page * high)
        self.document.drawContents(painter, QRectF(0, page * high, wide, high))
        painter.restore()
        total = self.document.pageCount()
        if self.numbered and total > 1:
            painter.save()
            font = QFont(self.document.defaultFont())
            font.setPixelSize(round(_POINTS[Paper.A4] * 0.8 * DPI / 72))
            painter.setFont(font)
            below = high + (self.margin - _FOOT) * _MM - font.pixelSize()
            line = QRectF(0, below, wide, 2 * font.pixelSize())
            painter.drawText(line, Qt.AlignmentFlag.AlignHCenter, f"{page + 1} / {total}")
            painter.restore()


def _paint(leaf: _Leaf, size: QPageSize) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DPI)
    edges = QMarginsF(leaf.margin, leaf.margin, leaf.margin, leaf.margin)
    upright = QPageLayout.Orientation.Portrait
    writer.setPageLayout(QPageLayout(size, upright, edges, QPageLayout.Unit.Millimeter))
    painter = QPainter(writer)
    for page in range(leaf.document.pageCount()):
        if page:
            writer.newPage()
        leaf.paint(painter, page)
    painter.end()
    return bytes(buffer.data().data())


def _preview(leaf: _Leaf) -> bytes:
    """The first page, with its margins, as who sees it will hold it."""
    edge = leaf.margin * _MM
    whole = QSizeF(leaf.area.width() + 2 * edge, leaf.area.height() + 2 * edge) * _PREVIEW
    image = QImage(whole.toSize(), QImage.Format.Format_Grayscale8)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(_PREVIEW, _PREVIEW)
    painter.translate(edge, edge)
    leaf.paint(painter, 0)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes, Qt a name
    return bytes(buffer.data().data())


def _qr(text: str) -> QImage:
    """As large as ``_CODE`` in whole dots a module, so that a scanner finds clear edges."""
    import segno  # noqa: PLC0415 - most visits print nothing

    code = segno.make(text, error="m", micro=False)
    rows = [list(row) for row in code.matrix_iter(border=4)]
    image = QImage(len(rows), len(rows), QImage.Format.Format_RGB32)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            image.setPixel(x, y, 0xFF000000 if dark else 0xFFFFFFFF)
    return image.scaled(image.size() * max(1, round(_CODE * _MM / len(rows))))
