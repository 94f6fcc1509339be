"""Items before they are in the database, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from server.base import CHINA

Block = dict[str, Any]
FIRST: Final = datetime(2026, 1, 5, 9, 0, tzinfo=CHINA)
"""When the pages that have no date of their own were published."""


@dataclass(frozen=True, slots=True)
class Text:
    """The words of an item in one edition; ``form-of`` blocks name attachments."""

    title: str
    description: str
    keywords: list[str]
    blocks: list[Block]


@dataclass(frozen=True, slots=True)
class Draft:
    """An item to be; organ by code, category by slug, parent by address."""

    address: str
    kind: str
    texts: Mapping[str, Text]
    organ: str = ""
    category: str = ""
    parent: str = ""
    position: int = 0
    index_no: str = ""
    doc_year: int | None = None
    doc_number: int | None = None
    written_on: date | None = None
    published_at: datetime = FIRST
    sample: bool = True
    state: str = "published"
    withdrawn_reason: str = ""
    more: Any = field(default=None, compare=False)
    """What a later step of the loading needs of it."""
