"""What the reading process hands back: blocks of docs/pages.md, and why there are none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Block = dict[str, Any]

MOST_BLOCKS = 400
"""Blocks, entries and rows that are shown of a text or a sheet; the rest is for a phone."""

MOST_TEXT = 20_000
"""Characters of one sheet, or of one block of a text; a page of a law has 1,500."""


class Unreadable(Exception):
    """``reason`` is that of ``portal.errors.BadFile``."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def heading(text: str, level: int) -> Block:
    """A heading, ``level`` 2 to 6."""
    return {"type": "heading", "level": min(max(level, 2), 6), "text": text[:MOST_TEXT]}


def paragraph(text: str) -> Block:
    """A paragraph."""
    return {"type": "paragraph", "text": text[:MOST_TEXT]}


def entries(texts: Sequence[str], *, ordered: bool = False) -> Block:
    """A list."""
    items = [{"id": f"i{n}", "text": text[:MOST_TEXT]} for n, text in enumerate(texts, 1)]
    return {"type": "list", "ordered": ordered, "items": items}


def table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Block:
    """A table as wide as its widest row; without heads its columns have empty ones."""
    width = max(map(len, (columns, *rows)), default=0)
    made = [{"id": f"r{n}", "cells": _filled(row, width)} for n, row in enumerate(rows, 1)]
    heads = _filled(columns, width)
    return {"type": "table", "columns": heads, "rows": made, "row_headers": width > 1}


def numbered(blocks: Sequence[Block], prefix: str) -> list[Block]:
    """The blocks with ids of their own."""
    return [{"id": f"{prefix}{n}", **block} for n, block in enumerate(blocks, 1)]


def _filled(cells: Sequence[str], width: int) -> list[str]:
    return [cell[:MOST_TEXT] for cell in cells] + [""] * (width - len(cells))
