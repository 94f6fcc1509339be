"""Headings, lists and paragraphs of the lines that most PDFs have instead.

A voice must not stop at each line's end, and a visitor who jumps from heading to heading must
find them. What is not sure stays a paragraph.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from kiosk.files.vocabulary import Block, entries, heading, paragraph

_SHORT = 0.8
"""A line of less than this part of the widest ends its paragraph."""

_LARGER = 1.15
"""Letters of a heading in those of the text around it, at least."""

_INDENT = 0.8
"""Of a letter: a line that begins so much further right than the one before is a new one."""

_STOPS = tuple("。！？：；.!?:;”》）")
_WEAK = re.compile("[\x00-\x08\x0e-\x1f\x7f\u200b\ufeff\ufffd\ue000-\uf8ff\ud800-\udfff]")
_BROKEN = "\ufffe"
"""What pdfium gives for the hyphen of a word that goes on in the next line."""

_NUMBERING = tomllib.loads(
    (Path(__file__).parent.parent / "data" / "numbering.toml").read_text(encoding="utf-8")
)
_LEVELS = [(one["level"], re.compile(one["begins"])) for one in _NUMBERING["heading"]]
_LONGEST_HEADING = 60
"""In halves of a Chinese character; what is longer is a sentence that begins with a number."""

_BULLET = re.compile(r"[•●▪■◆○·–—*-]\s+|[•●▪■◆]")
_COUNTED = re.compile(r"(\d{1,3})(?:[、．]|[.)）](?=\D))\s*")
_BEGINS = re.compile(f"{_NUMBERING['rule']}|{_BULLET.pattern}|{_COUNTED.pattern}")


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it stands in the file, in points: ``size`` of its letters, where it begins."""

    text: str
    size: float = 0.0
    left: float = 0.0


def blocks_of(lines: Sequence[Line]) -> list[Block]:
    """The lines of one sheet as blocks."""
    body = _body_size(lines)
    made: list[Block] = []
    for kind, group in groupby(_paragraphs(lines), _mark):
        texts = [line.text for line in group]
        if kind == "bullet" or (kind == "counted" and _in_order(texts)):
            mark = _BULLET if kind == "bullet" else _COUNTED
            bare = [mark.sub("", text, count=1) for text in texts]
            made.append(entries(bare, ordered=kind == "counted"))
        else:
            made += [paragraph(text) for text in texts]
    return _with_headings(made, _large(lines, body))


def paragraphs(lines: Sequence[Line]) -> list[str]:
    """Lines put together to what is read in one breath."""
    return [line.text for line in _paragraphs(lines)]


def joined(first: str, second: str) -> str:
    """The end of a line with the beginning of the next."""
    if first.endswith(_BROKEN):
        return first.removesuffix(_BROKEN) + second
    if not first or not second:
        return first + second
    wide = _is_wide(first[-1]) or _is_wide(second[0])
    return first + second if wide else f"{first} {second}"


def clean(text: str) -> str:
    """Without what no voice can say and no font can show."""
    return " ".join(_WEAK.sub("", text.replace("\x02", _BROKEN)).split())


def _paragraphs(lines: Sequence[Line]) -> list[Line]:
    tidy = [replace(line, text=clean(line.text)) for line in lines]
    widest = max((_width(line.text) for line in tidy), default=0)
    found, open_ = [Line("")], False
    for line in tidy:
        if open_ and _goes_on(found[-1], line):
            text = joined(found[-1].text, line.text)
            found[-1] = replace(found[-1], text=text, left=line.left)
        else:
            found.append(line)
        width = _width(line.text)
        ends = width < _SHORT * widest or (width < widest and line.text.endswith(_STOPS))
        open_ = bool(line.text) and not ends
    bare = (replace(one, text=one.text.replace(_BROKEN, "")) for one in found)
    return [one for one in bare if one.text]


def _goes_on(before: Line, line: Line) -> bool:
    """Whether a line can belong to the paragraph before it, whose last line began at its left."""
    if not line.text or _BEGINS.match(line.text) or level_of(line.text):
        return False
    indented = line.left - before.left > _INDENT * line.size > 0
    if indented and not _mark(before):  # an entry's other lines stand under its words
        return False
    return abs(line.size - before.size) < 0.1 * max(line.size, before.size, 1.0)


def _body_size(lines: Sequence[Line]) -> float:
    """The size most letters have."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _large(lines: Sequence[Line], body: float) -> dict[str, int]:
    """Paragraphs in large letters, by text, with their level: the largest come first."""
    if body <= 0:
        return {}
    large = [line for line in _paragraphs(lines) if line.size >= _LARGER * body]
    sizes = sorted({round(line.size) for line in large}, reverse=True)
    return {
        line.text: 3 + min(sizes.index(round(line.size)), 2)
        for line in large
        if _width(line.text) <= 2 * _LONGEST_HEADING
    }


def _with_headings(made: Sequence[Block], large: dict[str, int]) -> list[Block]:
    levels = [
        (large.get(block["text"], 0) or level_of(block["text"]))
        if block["type"] == "paragraph"
        else 0
        for block in made
    ]
    return [
        heading(block["text"], level) if level else block
        for block, level in zip(made, levels, strict=True)
    ]


def level_of(text: str) -> int:
    """The level of a heading by how it is numbered; 0 for what is none."""
    if _width(text) > _LONGEST_HEADING or text.endswith((*_STOPS, "，", ",")):
        return 0
    return next((level for level, begins in _LEVELS if begins.match(text)), 0)


def _mark(line: Line) -> str:
    if _BULLET.match(line.text):
        return "bullet"
    return "counted" if _COUNTED.match(line.text) else ""


def _in_order(texts: Sequence[str]) -> bool:
    """Whether the numbers are those a list gives its entries."""
    found = [_COUNTED.match(text) for text in texts]
    return len(texts) > 1 and all(
        match is not None and int(match[1]) == n for n, match in enumerate(found, 1)
    )


def _width(line: str) -> int:
    """In halves of a Chinese character."""
    return sum(2 if _is_wide(char) else 1 for char in line)


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"
