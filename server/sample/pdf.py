"""A plain PDF (ISO 32000-1) of text, made by code: tagged, its language and title named.

The font is one of the predefined Chinese ones (9.7.5.2), which every viewer has or
replaces; none is inside.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Final

MEDIA_TYPE: Final = "application/pdf"
_LINE: Final = 22
_PER_LINE: Final = 34
_LINES: Final = 32
_FIRST_PAGE: Final = 7


@dataclass(frozen=True, slots=True)
class _Line:
    """A line; ``of`` numbers the element it belongs to, 0 for the title, -1 for none."""

    of: int
    text: str


def document(title: str, paragraphs: list[str], language: str) -> bytes:
    """Pages of 12-point text on A4, tagged (14.8); equal input gives equal bytes."""
    lines: list[_Line] = []
    for number, paragraph in enumerate([title, *paragraphs]):
        pieces = [paragraph[at : at + _PER_LINE] for at in range(0, len(paragraph), _PER_LINE)]
        lines += [*(_Line(number, piece) for piece in pieces), _Line(-1, "")]
    sheets = [lines[at : at + _LINES] for at in range(0, len(lines), _LINES)]
    return _file(_objects([_runs(sheet) for sheet in sheets], title, language))


_Runs = list[tuple[int, list[str]]]
"""The lines of a sheet, those of one element together."""


def _runs(sheet: list[_Line]) -> _Runs:
    grouped = groupby(sheet, lambda line: line.of)
    return [(number, [line.text for line in lines]) for number, lines in grouped]


def _objects(sheets: list[_Runs], title: str, language: str) -> list[bytes]:
    """Objects 1 catalogue, 2 pages, 3–5 font, 6 information, pages and contents, structure."""
    kids = " ".join(f"{_FIRST_PAGE + 2 * n} 0 R" for n in range(len(sheets)))
    root = _FIRST_PAGE + 2 * len(sheets)
    objects = [
        f"<</Type/Catalog/Pages 2 0 R/Lang({language})/MarkInfo<</Marked true>>"
        f"/StructTreeRoot {root} 0 R/ViewerPreferences<</DisplayDocTitle true>>>>",
        f"<</Type/Pages/Count {len(sheets)}/Kids[{kids}]>>",
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H"
        "/DescendantFonts[4 0 R]>>",
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo"
        "<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/DW 1000/FontDescriptor 5 0 R>>",
        "<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]"
        "/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>",
        f"<</Title<{_hex(title, mark=True)}>>>",
    ]
    made = [text.encode("ascii") for text in objects]
    for number, sheet in enumerate(sheets):
        content = _content(sheet)
        page = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/StructParents {number}/Tabs/S"
            f"/Resources<</Font<</F1 3 0 R>>>>/Contents {_FIRST_PAGE + 1 + 2 * number} 0 R>>"
        )
        made.append(page.encode("ascii"))
        stream = f"<</Length {len(content)}>>stream\n".encode("ascii")
        made.append(stream + content + b"\nendstream")
    return [*made, *_structure(sheets, root)]


def _structure(sheets: list[_Runs], root: int) -> list[bytes]:
    """The tree of elements: a heading and paragraphs, which may go on in the next sheet."""
    places: dict[int, list[tuple[int, int]]] = {}
    parents = []
    for page, sheet in enumerate(sheets):
        elements = [number for number, _ in sheet if number >= 0]
        for mark, number in enumerate(elements):
            places.setdefault(number, []).append((page, mark))
        inside = " ".join(f"{root + 2 + number} 0 R" for number in elements)
        parents.append(f"{page}[{inside}]")
    below = " ".join(f"{root + 2 + number} 0 R" for number in range(len(places)))
    objects = [
        f"<</Type/StructTreeRoot/K {root + 1} 0 R/ParentTree<</Nums[{''.join(parents)}]>>"
        f"/ParentTreeNextKey {len(sheets)}>>",
        f"<</Type/StructElem/S/Document/P {root} 0 R/K[{below}]>>",
    ]
    for number in range(len(places)):
        kids = "".join(
            f"<</Type/MCR/Pg {_FIRST_PAGE + 2 * page} 0 R/MCID {mark}>>"
            for page, mark in places[number]
        )
        kind = "H1" if number == 0 else "P"
        objects.append(f"<</Type/StructElem/S/{kind}/P {root + 1} 0 R/K[{kids}]>>")
    return [text.encode("ascii") for text in objects]


def _content(sheet: _Runs) -> bytes:
    """Lines from the top, each element's between its marks (14.6); the first is the title."""
    shown, mark = "", 0
    for number, lines in sheet:
        inside = "".join(f"<{_hex(line)}>Tj T*\n" for line in lines)
        if number < 0:
            shown += inside
            continue
        kind = "H1" if number == 0 else "P"
        shown += f"/{kind}<</MCID {mark}>>BDC\n{inside}EMC\n"
        mark += 1
    return f"BT/F1 14 Tf {_LINE} TL 60 780 Td\n{shown}ET".encode("ascii")


def _hex(text: str, *, mark: bool = False) -> str:
    """UTF-16 in hexadecimal, with a byte order mark where a text string needs it."""
    return (b"\xfe\xff" * mark + text.encode("utf-16-be")).hex()


def _file(objects: list[bytes]) -> bytes:
    """Objects with their table of places (7.5.4)."""
    made = bytearray(b"%PDF-1.7\n%\xe4\xb8\xad\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(made))
        made += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(made)
    made += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    made += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    tail = f"<</Size {len(objects) + 1}/Root 1 0 R/Info 6 0 R>>"
    made += f"trailer{tail}\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(made)
