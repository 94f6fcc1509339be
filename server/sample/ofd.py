"""An OFD (GB/T 33190-2016) of text, made by code: the fixed layout of Chinese offices.

It names a font that every reader has or replaces; none is inside.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

from server.sample.package import HEAD, packed

MEDIA_TYPE: Final = "application/ofd"
_NS: Final = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_WIDTH, _HEIGHT, _MARGIN = 210, 297, 25
_TITLE, _HEADING, _BODY = 5.9, 5.2, 4.5
"""Millimetres of a letter."""

_INDENT: Final = 2
"""Letters that a paragraph begins further right."""

_LEADING: Final = 1.6
_FONT: Final = 1


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    size: float
    left: float = _MARGIN
    before: float = 0.0
    """Millimetres of space above."""


def document(title: str, parts: list[tuple[str, list[str]]]) -> bytes:
    """A Chinese text: its title and its chapters, each a heading and paragraphs."""
    sheets = list(_sheets(list(_lines(title, parts))))
    pages = "".join(
        f'<ofd:Page ID="{10 + n}" BaseLoc="Pages/Page_{n}/Content.xml"/>'
        for n in range(len(sheets))
    )
    number = 1000
    made: dict[str, str] = {}
    for n, sheet in enumerate(sheets):
        objects = ""
        for line, base in sheet:
            number += 1
            objects += _object(number, line, base)
        layer = f'<ofd:Content><ofd:Layer ID="{100 + n}">{objects}</ofd:Layer></ofd:Content>'
        made[f"Doc_0/Pages/Page_{n}/Content.xml"] = _part("Page", layer)
    return packed(
        {
            "OFD.xml": _root(title),
            "Doc_0/Document.xml": _part(
                "Document",
                f"<ofd:CommonData><ofd:MaxUnitID>{number}</ofd:MaxUnitID><ofd:PageArea>"
                f"<ofd:PhysicalBox>0 0 {_WIDTH} {_HEIGHT}</ofd:PhysicalBox></ofd:PageArea>"
                "<ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData>"
                f"<ofd:Pages>{pages}</ofd:Pages>",
            ),
            "Doc_0/PublicRes.xml": _part(
                "Res",
                f'<ofd:Fonts><ofd:Font ID="{_FONT}" FontName="SimSun"/></ofd:Fonts>',
                ' BaseLoc="Res"',
            ),
            **made,
        }
    )


def _root(title: str) -> str:
    own = hashlib.sha256(title.encode()).hexdigest()[:32]
    facts = f"<ofd:DocID>{own}</ofd:DocID><ofd:Title>{escape(title)}</ofd:Title>"
    body = f"<ofd:DocBody><ofd:DocInfo>{facts}</ofd:DocInfo>"
    place = "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
    return _part("OFD", body + place, ' Version="1.0" DocType="OFD"')


def _part(name: str, inside: str, facts: str = "") -> str:
    return f"{HEAD}<ofd:{name} {_NS}{facts}>{inside}</ofd:{name}>"


def _lines(title: str, parts: list[tuple[str, list[str]]]) -> Iterator[_Line]:
    yield from (_Line(text, _TITLE) for text in _broken(title, _TITLE))
    for heading, paragraphs in parts:
        yield _Line(heading, _HEADING, before=4)
        for paragraph in paragraphs:
            for n, text in enumerate(_broken(paragraph, _BODY, _INDENT)):
                left = _MARGIN + (0 if n else _INDENT * _BODY)
                yield _Line(text, _BODY, left, 0 if n else 2)


def _broken(text: str, size: float, indent: int = 0) -> list[str]:
    """Lines within the margins, broken anywhere but in a number or a word of Latin letters."""
    room = int((_WIDTH - 2 * _MARGIN) / size)
    lines, left = [""], room - indent
    for piece in re.findall(r"[0-9A-Za-z.]+|.", text):
        if len(piece) > left:
            lines.append("")
            left = room
        lines[-1] += piece
        left -= len(piece)
    return lines


def _sheets(lines: list[_Line]) -> Iterator[list[tuple[_Line, float]]]:
    """Lines with the places of their base lines, sheet by sheet."""
    sheet: list[tuple[_Line, float]] = []
    base = float(_MARGIN)
    for line in lines:
        base += line.before + line.size * _LEADING
        if base > _HEIGHT - _MARGIN:
            yield sheet
            sheet, base = [], _MARGIN + line.size * _LEADING
        sheet.append((line, base))
    yield sheet


def _object(number: int, line: _Line, base: float) -> str:
    step = line.size
    deltas = f' DeltaX="g {len(line.text) - 1} {step:g}"' if len(line.text) > 1 else ""
    box = f"{line.left:g} {base - step:g} {len(line.text) * step:g} {step * 1.2:g}"
    return (
        f'<ofd:TextObject ID="{number}" Boundary="{box}" Font="{_FONT}" Size="{line.size:g}">'
        f'<ofd:TextCode X="0" Y="{line.size:g}"{deltas}>{escape(line.text)}</ofd:TextCode>'
        "</ofd:TextObject>"
    )
