"""Attachments as offices publish them, made part by part: Word texts and OFD."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
OFD = "http://www.ofdspec.org/2016"


def packed(parts: Mapping[str, str]) -> bytes:
    """The parts as a zip, in their order."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return target.getvalue()


def docx(
    body: str, *, styles: str = "", numbering: str = "", before: str = "", **parts: str
) -> bytes:
    """A Word text; the marks have the prefix ``w``."""
    relation = f'<Relationship Id="r1" Type="{MAIN}" Target="word/document.xml"/>'
    made = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}">{relation}</Relationships>',
        "word/document.xml": f"{before}{_word('document', f'<w:body>{body}</w:body>')}",
        "word/styles.xml": _word("styles", styles),
        "word/numbering.xml": _word("numbering", numbering),
    }
    return packed(
        {**made, **{f"{name.replace('__', '/')}.xml": text for name, text in parts.items()}}
    )


def _word(name: str, inside: str) -> str:
    return f'<w:{name} xmlns:w="{WORD}" xmlns:mc="urn:mc">{inside}</w:{name}>'


def paragraph(text: str, facts: str = "") -> str:
    """A paragraph of a Word text, with what it says of itself."""
    return f"<w:p><w:pPr>{facts}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def ofd(*sheets: str, templates: Mapping[str, str] | None = None, before: str = "") -> bytes:
    """An OFD with the objects of every sheet; the marks have the prefix ``ofd``."""
    pages = "".join(
        f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(sheets))
    )
    below = "".join(
        f'<ofd:TemplatePage ID="{own}" BaseLoc="Tpls/{own}/Content.xml"/>'
        for own in templates or {}
    )
    document = f"<ofd:CommonData>{below}</ofd:CommonData><ofd:Pages>{pages}</ofd:Pages>"
    root = "<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
    made = {"OFD.xml": _ofd("OFD", root), "Doc_0/Document.xml": before + _ofd("Document", document)}
    for n, objects in enumerate(sheets):
        made[f"Doc_0/Pages/Page_{n}/Content.xml"] = _sheet(objects, *(templates or {}))
    for own, objects in (templates or {}).items():
        made[f"Doc_0/Tpls/{own}/Content.xml"] = _sheet(objects)
    return packed(made)


def _sheet(objects: str, *templates: str) -> str:
    used = "".join(f'<ofd:Template TemplateID="{own}"/>' for own in templates)
    layer = f"<ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content>"
    return _ofd("Page", used + layer)


def _ofd(name: str, inside: str) -> str:
    return f'<ofd:{name} xmlns:ofd="{OFD}">{inside}</ofd:{name}>'


def letters(text: str, left: float, top: float, size: float = 5.0) -> str:
    """A piece of text on a sheet, in millimetres; its letters stand side by side."""
    deltas = f"g {len(text) - 1} {size}" if len(text) > 1 else ""
    return (
        f'<ofd:TextObject Boundary="{left} {top} {len(text) * size} {size}" Size="{size}">'
        f'<ofd:TextCode X="0" Y="{size * 0.9}" DeltaX="{deltas}">{text}</ofd:TextCode>'
        "</ofd:TextObject>"
    )
