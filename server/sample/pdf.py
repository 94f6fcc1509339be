"""A plain PDF (ISO 32000-1) of text, made by code: tagged language, real title, no font inside.

The font is one of the predefined Chinese ones (9.7.5.2), which every viewer has or replaces.
"""

from __future__ import annotations

from typing import Final

MEDIA_TYPE: Final = "application/pdf"
_LINE: Final = 22
_PER_LINE: Final = 34
_LINES: Final = 32


def document(title: str, paragraphs: list[str], language: str) -> bytes:
    """Pages of 12-point text on A4; equal input gives equal bytes."""
    lines = [title, ""]
    for paragraph in paragraphs:
        lines += [paragraph[at : at + _PER_LINE] for at in range(0, len(paragraph), _PER_LINE)]
        lines.append("")
    sheets = [lines[at : at + _LINES] for at in range(0, len(lines), _LINES)]
    return _file(_objects(sheets, title, language))


def _objects(sheets: list[list[str]], title: str, language: str) -> list[bytes]:
    """Objects 1 catalogue, 2 pages, 3–5 font, 6 information, then page and content by turns."""
    kids = " ".join(f"{7 + 2 * n} 0 R" for n in range(len(sheets)))
    objects = [
        f"<</Type/Catalog/Pages 2 0 R/Lang({language})"
        "/ViewerPreferences<</DisplayDocTitle true>>>>",
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
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]"
            f"/Resources<</Font<</F1 3 0 R>>>>/Contents {8 + 2 * number} 0 R>>"
        )
        made.append(page.encode("ascii"))
        stream = f"<</Length {len(content)}>>stream\n".encode("ascii")
        made.append(stream + content + b"\nendstream")
    return made


def _content(lines: list[str]) -> bytes:
    """Lines from the top; the first is the title."""
    shown = "".join(f"<{_hex(line)}>Tj T*\n" for line in lines)
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
