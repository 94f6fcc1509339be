"""Application forms as real OpenDocument texts (ISO/IEC 26300), made by code.

An OpenDocument text is open, editable and readable by a screen reader, and needs no font inside.
"""

from __future__ import annotations

from typing import Any, Final
from xml.sax.saxutils import escape

from server.sample.package import packed

MEDIA_TYPE: Final = "application/vnd.oasis.opendocument.text"
_NS: Final = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'


def form_name(slug: str, edition: str) -> str:
    """The file name of a form; the same form in another edition differs in its end only."""
    return f"form-{slug}.{edition.lower()}.odt"


def application_form(title: str, words: dict[str, Any], language: str) -> bytes:
    """A form with a title, a remark and a table of fields; equal input gives equal bytes."""
    rows = "".join(_row(label) for label in words["fields"])
    body = (
        f'<text:h text:outline-level="1">{escape(title)}</text:h>'
        f"<text:p>{escape(words['remark'])}</text:p>"
        f'<table:table table:name="fields"><table:table-column'
        f' table:number-columns-repeated="2"/>{rows}</table:table>'
        f"<text:p>{escape(words['signature'])}</text:p>"
    )
    content = (
        f'{_HEAD}<office:document-content {_NS} office:version="1.3"><office:body>'
        f"<office:text>{body}</office:text></office:body></office:document-content>"
    )
    meta = (
        f'{_HEAD}<office:document-meta {_NS} office:version="1.3"><office:meta>'
        f"<dc:title>{escape(title)}</dc:title><dc:language>{language}</dc:language>"
        f"</office:meta></office:document-meta>"
    )
    return _package({"content.xml": content, "meta.xml": meta})


def _row(label: str) -> str:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    return f"<table:table-row>{cell.format(escape(label))}{cell.format('')}</table:table-row>"


def _package(parts: dict[str, str]) -> bytes:
    """The zip of part 2 of the standard: ``mimetype`` first and stored."""
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>'
        for name in parts
    )
    manifest = (
        f'{_HEAD}<manifest:manifest manifest:version="1.3"'
        ' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MEDIA_TYPE}"/>'
        f"{entries}</manifest:manifest>"
    )
    return packed({**parts, "META-INF/manifest.xml": manifest}, ("mimetype", MEDIA_TYPE))
