"""An OpenDocument text (ISO/IEC 26300): headings, paragraphs, lists and tables of its body.

It is read as a stream of marks, so that no nesting and no size can exhaust the terminal.
Nothing outside the package is ever asked for, and a document type is refused: a text needs
none, and entities of its own could make it endless.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping
from xml.parsers import expat

from kiosk.files.odt_body import Body
from kiosk.files.vocabulary import Block, Unreadable

MAGIC = b"PK\x03\x04"
MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
MOST_BYTES = 8 * 1024 * 1024
"""Of the text with its marks, unpacked; a book of 500 pages has 3 MB."""

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError)
"""What zipfile raises for a broken package; NotImplementedError: packed in a way it cannot read."""


def blocks(data: bytes) -> tuple[list[Block], bool]:
    """The blocks of the text, and whether they are all of it.

    Raises:
        Unreadable: no OpenDocument text, locked, broken, or too large when unpacked.

    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            content = _content(package)
    except KeyError:
        raise Unreadable("kind") from None
    except RuntimeError:  # the zip's own password
        raise Unreadable("locked") from None
    except _BROKEN:
        raise Unreadable("faulty") from None
    body = Body()
    try:
        _parse(content, body)
    except (expat.ExpatError, ValueError):
        raise Unreadable("faulty") from None
    return body.blocks, body.whole


def _content(package: zipfile.ZipFile) -> bytes:
    if _part(package, "mimetype").strip() != MEDIA_TYPE.encode():
        raise Unreadable("kind")
    if "META-INF/manifest.xml" in package.namelist():
        manifest = _part(package, "META-INF/manifest.xml")
        if re.search(rb"<[\w.-]*:?encryption-data", manifest):
            raise Unreadable("locked")
    return _part(package, "content.xml")


def _part(package: zipfile.ZipFile, name: str) -> bytes:
    with package.open(name) as part:
        found = part.read(MOST_BYTES + 1)
    if len(found) > MOST_BYTES:
        raise Unreadable("large")
    return found


def _parse(content: bytes, body: Body) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def named(call: Callable[[str, Mapping[str, str]], None]) -> Callable[..., None]:
        return lambda name, marks: call(_local(name), {_local(k): v for k, v in marks.items()})

    def refused(*_facts: object) -> None:
        raise ValueError("document type")

    parser.StartDoctypeDeclHandler = refused
    parser.StartElementHandler = named(body.start)
    parser.EndElementHandler = lambda name: body.end(_local(name))
    parser.CharacterDataHandler = body.text
    parser.Parse(content, True)


def _local(name: str) -> str:
    """``text:p`` of ``urn:oasis:names:tc:opendocument:xmlns:text:1.0 p``."""
    space, _, local = name.rpartition(" ")
    parts = space.split(":")
    return f"{parts[-2]}:{local}" if len(parts) > 1 else local
