"""A page's text as PDF: a receipt as long as it needs, or sheets of A4.

Made in memory, in any thread; nothing of it is ever a file here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

import segno
from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, QUrl
from PySide6.QtGui import (
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
from views.compose.printing import Paper

DPI = 200
LONGEST = 2000.0
"""Millimetres of one receipt; what is longer goes on to another."""

_WIDTH, _MARGINS = 80.0, {Paper.RECEIPT: 4.0, Paper.A4: 18.0}
_POINTS = {Paper.RECEIPT: 10.0, Paper.A4: 13.0}
_MM = DPI / 25.4
_TEXTS = {Role.COLUMNHEADER: "th", Role.ROWHEADER: "th", Role.CELL: "td"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """What goes to the printer."""

    pdf: bytes
    pages: int
    media: str
    """As CUPS names it."""


def render(
    title: Text,
    text: Sequence[Node],
    paper: Paper,
    address: str,
    show: Callable[[Text], str],
) -> Sheet:
    """Typeset; ``show`` gives a text as the screen displays it."""
    margin = _MARGINS[paper]
    document = _document(_html(title, text, show, address), paper, address)
    if paper is Paper.A4:
        size = QPageSize(QPageSize.PageSizeId.A4)
        height = 297.0
    else:
        document.setTextWidth((_WIDTH - 2 * margin) * _MM)
        height = min(LONGEST, float(int(document.size().height() / _MM + 2 * margin) + 2))
        size = QPageSize(
            QSizeF(_WIDTH, height),
            QPageSize.Unit.Millimeter,
            "receipt",
            QPageSize.SizeMatchPolicy.ExactMatch,
        )
    width = 210.0 if paper is Paper.A4 else _WIDTH
    area = QSizeF((width - 2 * margin) * _MM, (height - 2 * margin) * _MM)
    document.setPageSize(area)
    media = "A4" if paper is Paper.A4 else f"Custom.{width:.0f}x{height:.0f}mm"
    return Sheet(_paint(document, size, margin, area), document.pageCount(), media)


def _document(html: str, paper: Paper, address: str) -> QTextDocument:
    document = QTextDocument()
    font = QFont()
    font.setFamilies(["Noto Sans CJK SC", "sans-serif"])
    # In pixels of the writer, so that no screen's resolution comes into it.
    font.setPixelSize(round(_POINTS[paper] * DPI / 72))
    document.setDefaultFont(font)
    document.setDocumentMargin(0)
    if address:
        document.addResource(
            QTextDocument.ResourceType.ImageResource.value, QUrl("qr"), _qr(address)
        )
    document.setHtml(html)
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


def _qr(address: str) -> QImage:
    code = segno.make(address, error="m", micro=False)
    rows = [list(row) for row in code.matrix_iter(border=4)]
    image = QImage(len(rows), len(rows), QImage.Format.Format_RGB32)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            image.setPixel(x, y, 0xFF000000 if dark else 0xFFFFFFFF)
    return image.scaled(image.size() * max(1, round(30 * _MM / len(rows))))


def _html(title: Text, text: Sequence[Node], show: Callable[[Text], str], address: str) -> str:
    body = "".join(_node(node, show) for node in text)
    end = f'<p><img src="qr"><br>{escape(address)}</p>' if address else ""
    headed = any(
        node.role is Role.HEADING and node.level == 1 for one in text for node in one.walk()
    )
    head = "" if headed else f"<h1>{escape(show(title))}</h1>"
    return f"{head}{body}{end}"


def _node(node: Node, show: Callable[[Text], str]) -> str:
    inside = "".join(_node(child, show) for child in node.children)
    parts = [escape(show(one)) for one in (node.name, node.value) if one]
    name = ": ".join(parts)
    if node.role is Role.TABLE:
        return f'<p>{name}</p><table border="1" cellspacing="0" cellpadding="8">{inside}</table>'
    if node.role is Role.ROW:
        return f"<tr>{inside}</tr>"
    if node.role in _TEXTS:
        tag = _TEXTS[node.role]
        return f"<{tag}>{name or inside}</{tag}>"
    if node.role is Role.HEADING:
        level = min(max(node.level, 1), 6)
        return f"<h{level}>{name}</h{level}>"
    if inside:  # its name is that of a landmark, a list or a group, which its heading says
        return inside
    if node.role is Role.LISTITEM:
        return f"<p>· {name}</p>"
    return f"<p>{name}</p>" if name else ""
