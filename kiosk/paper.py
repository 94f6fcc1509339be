"""A page's text as PDF: a receipt as long as it needs, or sheets of A4.

Made in memory, in any thread; nothing of it is ever a file here. The PDF is for a printer and
for nobody to search: a font that draws 长 and its radical ⻓ with one glyph tells either.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

import segno
from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, QUrl
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

from a11y.document import Node, Role
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
_TEXTS = {Role.COLUMNHEADER: "th", Role.ROWHEADER: "th", Role.CELL: "td"}
_STYLE = "th { text-align: left } h1 { font-size: x-large } h2 { font-size: large }"


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
    media = "A4" if paper is Paper.A4 else f"Custom.{paper.width:.0f}x{height:.0f}mm"
    pdf = _paint(document, format_, margin, area)
    return Sheet(pdf, document.pageCount(), media, _preview(document, margin, area))


def _document(model: PrintModel, show: Callable[[Text], str], size: float) -> QTextDocument:
    document = QTextDocument()
    font = QFont()
    font.setFamilies([FAMILY, "sans-serif"])
    font.setFeature(QFont.Tag("locl"), 0)  # digits beside letters would be glyphs without a name
    # In pixels of the writer, so that no screen's resolution comes into it.
    font.setPixelSize(round(_POINTS[model.paper] * size * DPI / 72))
    document.setDefaultFont(font)
    document.setDocumentMargin(0)
    document.setDefaultStyleSheet(_STYLE)
    if model.code:
        document.addResource(
            QTextDocument.ResourceType.ImageResource.value, QUrl("qr"), _qr(model.code)
        )
    document.setHtml(_html(model, show))
    return document


def _paint(document: QTextDocument, size: QPageSize, margin: float, area: QSizeF) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DPI)
    edges = QMarginsF(margin, margin, margin, margin)
    upright = QPageLayout.Orientation.Portrait
    writer.setPageLayout(QPageLayout(size, upright, edges, QPageLayout.Unit.Millimeter))
    painter = QPainter(writer)
    for page in range(document.pageCount()):
        if page:
            writer.newPage()
        painter.save()
        painter.translate(0, -page * area.height())
        document.drawContents(painter, QRectF(0, page * area.height(), area.width(), area.height()))
        painter.restore()
    painter.end()
    return bytes(buffer.data().data())


def _preview(document: QTextDocument, margin: float, area: QSizeF) -> bytes:
    """The first page, with its margins, as who sees it will hold it."""
    edge = margin * _MM
    whole = QSizeF(area.width() + 2 * edge, area.height() + 2 * edge) * _PREVIEW
    image = QImage(whole.toSize(), QImage.Format.Format_Grayscale8)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(_PREVIEW, _PREVIEW)
    painter.translate(edge, edge)
    document.drawContents(painter, QRectF(0, 0, area.width(), area.height()))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes, Qt a name
    return bytes(buffer.data().data())


def _qr(text: str) -> QImage:
    """As large as ``_CODE`` in whole dots a module, so that a scanner finds clear edges."""
    code = segno.make(text, error="m", micro=False)
    rows = [list(row) for row in code.matrix_iter(border=4)]
    image = QImage(len(rows), len(rows), QImage.Format.Format_RGB32)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            image.setPixel(x, y, 0xFF000000 if dark else 0xFFFFFFFF)
    return image.scaled(image.size() * max(1, round(_CODE * _MM / len(rows))))


def _html(model: PrintModel, show: Callable[[Text], str]) -> str:
    body = "".join(_node(node, show) for node in model.text)
    end = '<p><img src="qr"></p>' if model.code else ""
    for line in (model.address, show(model.note)):
        end += f"<p>{escape(line)}</p>" if line else ""
    headed = any(
        node.role is Role.HEADING and node.level == 1 for one in model.text for node in one.walk()
    )
    head = "" if headed else f"<h1>{escape(show(model.title))}</h1>"
    return f"{head}{body}{end}"


def _node(node: Node, show: Callable[[Text], str]) -> str:
    inside = "".join(_node(child, show) for child in node.children)
    name, value = (escape(show(one)).replace("\n", "<br>") for one in (node.name, node.value))
    if node.role is Role.TABLE:
        title = f"<p>{name}</p>" if name else ""
        return f'{title}<table border="1" cellspacing="0" cellpadding="8">{inside}</table>'
    if node.role is Role.ROW:
        return f"<tr>{inside}</tr>"
    if node.role in _TEXTS:
        tag = _TEXTS[node.role]
        return f"<{tag}>{name or value or inside}</{tag}>"
    if node.role is Role.HEADING:
        level = min(max(node.level, 1), 6)
        return f"<h{level}>{name}</h{level}>"
    if node.role is Role.LISTITEM:
        return _item(name, value, node.look) + inside
    if inside:  # its name is that of a landmark, a list or a group, which its heading says
        return inside
    both = "<br>".join(part for part in (name, value) if part)
    return f"<p>{both}</p>" if both else ""


def _item(name: str, value: str, look: str) -> str:
    """A label with its value below it, or an item of a list."""
    if value:
        return f"<p>{name}<br><b>{value}</b></p>" if name else f"<p><b>{value}</b></p>"
    if not name:
        return ""
    return f"<p>{name}</p>" if "fact" in look else f"<p>· {name}</p>"
