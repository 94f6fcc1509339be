"""An OpenDocument text (ISO/IEC 26300): headings, paragraphs, lists and tables of its body."""

from __future__ import annotations

import re
import zipfile

from kiosk.files.odt_body import Body
from kiosk.files.package import opened, parse, part
from kiosk.files.vocabulary import Block, Unreadable

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"


def blocks(data: bytes) -> tuple[list[Block], bool]:
    """The blocks of the text, and whether they are all of it.

    Raises:
        Unreadable: no OpenDocument text, locked, broken, or too large when unpacked.

    """
    body = Body()
    with opened(data) as package:
        parse(_content(package), body, _name)
    return body.blocks, body.whole


def _content(package: zipfile.ZipFile) -> bytes:
    if part(package, "mimetype").strip() != MEDIA_TYPE.encode():
        raise Unreadable("kind")
    if "META-INF/manifest.xml" in package.namelist():
        manifest = part(package, "META-INF/manifest.xml")
        if re.search(rb"<[\w.-]*:?encryption-data", manifest):
            raise Unreadable("locked")
    return part(package, "content.xml")


def _name(name: str) -> str:
    """``text:p`` of ``urn:oasis:names:tc:opendocument:xmlns:text:1.0 p``."""
    space, _, own = name.rpartition(" ")
    parts = space.split(":")
    return f"{parts[-2]}:{own}" if len(parts) > 1 else own
