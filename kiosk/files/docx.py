"""A Word text (ECMA-376, WordprocessingML): as an OpenDocument one, by other marks."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping

from kiosk.files.docx_body import Paragraphs
from kiosk.files.docx_styles import Numberings, Styles
from kiosk.files.odt_body import Body
from kiosk.files.package import Marks, local, opened, parse, part
from kiosk.files.vocabulary import Block, Unreadable

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CONTENT = "word/document.xml"
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files of Word 97 begin, and Word texts with a password ([MS-CFB], [MS-OFFCRYPTO])."""

_LOCKED = "EncryptedPackage".encode("utf-16-le")
_MAIN = "/officeDocument"


def blocks(data: bytes) -> tuple[list[Block], bool]:
    """The blocks of the text, and whether they are all of it.

    Raises:
        Unreadable: no Word text, locked, broken, or too large when unpacked.

    """
    body, styles, numberings = Body(), Styles(), Numberings()
    with opened(data) as package:
        name = main_part(package)
        folder = name.rpartition("/")[0]
        _optional(package, f"{folder}/styles.xml", styles)
        _optional(package, f"{folder}/numbering.xml", numberings)
        text = Paragraphs(body, styles, numberings.numbering())
        parse(part(package, name), text, local)
        text.close()
    if not text.found:
        raise Unreadable("kind")
    return body.blocks, body.whole


def is_locked(data: bytes) -> bool:
    """Whether it is an old container with a Word text that has a password in it."""
    return data.startswith(OLD) and _LOCKED in data[: 1 << 16]


def main_part(package: zipfile.ZipFile) -> str:
    """Where the text is; KeyError where there is none."""
    found = _Relations()
    parse(part(package, "_rels/.rels"), found, local)
    name = found.main.lstrip("/") or CONTENT
    package.getinfo(name)
    return name


def _optional(package: zipfile.ZipFile, name: str, marks: Marks) -> None:
    if name in package.namelist():
        parse(part(package, name), marks, local)


class _Relations:
    """Finds the part that the package is about."""

    def __init__(self) -> None:
        self.main = ""

    def start(self, name: str, marks: Mapping[str, str]) -> None:
        """A mark opens."""
        inside = marks.get("TargetMode", "Internal") == "Internal"
        if name == "Relationship" and inside and marks.get("Type", "").endswith(_MAIN):
            self.main = marks.get("Target", "")

    def end(self, name: str) -> None:
        """A mark closes."""

    def text(self, words: str) -> None:
        """Relations say nothing."""
