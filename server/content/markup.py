r"""What an officer types, as blocks of the page vocabulary, and back.

A blank line or a new mark ends a block: ``# heading``, ``## heading below it``, ``- item`` of a
list, ``1 item`` of a numbered list, anything else a paragraph. Ids are counted (``h1``, ``p1``,
``list-1``), so that editions written in the same order have the same ids.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import Any, Final

Block = dict[str, Any]
_MARKS: Final = (
    ("h3", re.compile(r"##\s+(.+)")),
    ("h2", re.compile(r"#\s+(.+)")),
    ("bullet", re.compile(r"[-*]\s+(.+)")),
    ("number", re.compile(r"\d{1,2}[.、)]?\s+(.+)")),
)
_LISTS: Final = {"bullet", "number"}


def blocks_of(text: str) -> list[Block]:
    """The blocks of a text."""
    lines = [_marked(line.strip()) for line in text.splitlines()]
    counts: dict[str, int] = {}
    blocks: list[Block] = []
    kept = [line for line in lines if line[1]]
    for mark, group in groupby(kept, key=lambda line: line[0]):
        words = [line[1] for line in group]
        if mark in _LISTS:
            blocks.append(_list(words, mark == "number", _count(counts, "list")))
        else:
            blocks += [_simple(mark, one, counts) for one in words]
    return blocks


def text_of(blocks: list[Block]) -> str | None:
    """The text that makes these blocks; None when they hold what cannot be typed."""
    lines: list[str] = []
    for block in blocks:
        part = _typed(block)
        if part is None:
            return None
        lines.append(part)
    text = "\n\n".join(lines)
    return text if blocks_of(text) == blocks else None


def _marked(line: str) -> tuple[str, str]:
    for mark, pattern in _MARKS:
        found = pattern.fullmatch(line)
        if found:
            return mark, found[1].strip()
    return "paragraph", line


def _count(counts: dict[str, int], name: str) -> int:
    counts[name] = counts.get(name, 0) + 1
    return counts[name]


def _simple(mark: str, words: str, counts: dict[str, int]) -> Block:
    if mark == "paragraph":
        return {"id": f"p{_count(counts, 'p')}", "type": "paragraph", "text": words}
    level = int(mark[1])
    return {"id": f"h{_count(counts, 'h')}", "type": "heading", "level": level, "text": words}


def _list(words: list[str], ordered: bool, number: int) -> Block:
    items = [{"id": f"list-{number}-{n}", "text": one} for n, one in enumerate(words, start=1)]
    return {"id": f"list-{number}", "type": "list", "ordered": ordered, "items": items}


def _typed(block: Block) -> str | None:
    if "text" in block and block["type"] in {"paragraph", "heading"}:
        marks = {2: "# ", 3: "## "}
        level = block.get("level")
        return (marks.get(level, "") if level else "") + str(block["text"])
    if block["type"] == "list" and all("text" in item for item in block["items"]):
        mark = "1" if block["ordered"] else "-"
        return "\n".join(f"{mark} {item['text']}" for item in block["items"])
    return None
