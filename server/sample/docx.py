"""A form as a Word text (ISO/IEC 29500-1 and -2), made by code: what most offices hand out."""

from __future__ import annotations

from typing import Any, Final
from xml.sax.saxutils import escape

from server.sample.package import HEAD, packed

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MAIN: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES: Final = (
    f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType='
    '"application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_MAIN}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_MAIN}.styles+xml"/></Types>'
)
_LARGE: Final = 36
"""Half points of a title."""


def form(title: str, words: dict[str, Any], language: str) -> bytes:
    """A title, a remark, a table of fields to fill in and a signature."""
    rows = "".join(_row(label) for label in words["fields"])
    body = (
        _paragraph(title, '<w:pStyle w:val="Heading1"/>')
        + _paragraph(words["remark"])
        + '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="9000" w:type="dxa"/>'
        f'</w:tblPr><w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="6000"/></w:tblGrid>'
        f"{rows}</w:tbl>" + _paragraph(words["signature"])
    )
    document = f'{HEAD}<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
    return packed(
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _relations("officeDocument", "word/document.xml"),
            "word/document.xml": document,
            "word/styles.xml": _styles(language),
            "word/_rels/document.xml.rels": _relations("styles", "styles.xml"),
        }
    )


def _row(label: str) -> str:
    cells = "".join(f"<w:tc>{_paragraph(text)}</w:tc>" for text in (label, ""))
    return f"<w:tr>{cells}</w:tr>"


def _paragraph(text: str, facts: str = "") -> str:
    run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    return f"<w:p><w:pPr>{facts}</w:pPr>{run}</w:p>"


def _relations(kind: str, target: str) -> str:
    one = f'<Relationship Id="rId1" Type="{_OFFICE}/{kind}" Target="{target}"/>'
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{one}</Relationships>'


def _styles(language: str) -> str:
    written = "w:eastAsia" if language.startswith("zh") else "w:val"
    return (
        f'{HEAD}<w:styles xmlns:w="{_WORD}"><w:docDefaults><w:rPrDefault><w:rPr>'
        f'<w:lang {written}="{"zh-CN" if written != "w:val" else "en-GB"}"/>'
        "</w:rPr></w:rPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>'
        f'<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="{_LARGE}"/></w:rPr>'
        '</w:style><w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
        "</w:style></w:styles>"
    )
