"""Writes disclosed documents from templates: the same seed and count give the same documents."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Final

from server.base import EDITIONS, EN, ZH
from server.sample.forms import form_name

FOLDER: Final = Path(__file__).resolve().parent
CITY_SIZE: Final = 34_180
"""Documents in the city's own directory."""
BASE_SIZE: Final = 180
FIRST_DAY: Final = date(2024, 1, 2)
LAST_DAY: Final = date(2026, 10, 30)
_CHINA: Final = timezone(timedelta(hours=8))
ENGLISH_EVERY: Final = 3
"""Every so many documents have an English edition: it is a selection."""


@dataclass(frozen=True, slots=True)
class Text:
    """A document in one edition."""

    title: str
    description: str
    keywords: list[str]
    blocks: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Document:
    """A document with its metadata; organ and class by code and slug."""

    index_no: str
    organ: str
    category: str
    doc_number: int
    written_on: date
    published_at: datetime
    texts: Mapping[str, Text]


def read(name: str) -> dict[str, Any]:
    """A data file of this folder."""
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def organs() -> list[tuple[str, str, str, bool]]:
    """Code, name, English name and whether a district, departments of the city first."""
    data = read("organs.toml")
    departments = [
        (f"440600{n:03}", _prefixed(data["prefix"], zh), f"{data['prefix_en']} {en}", False)
        if not en.startswith(data["prefix_en"])
        else (f"440600{n:03}", zh, en, False)
        for n, (zh, en) in enumerate(data["departments"], start=1)
    ]
    districts = [
        (code, f"{data['prefix']}{zh}", f"{en}, {data['prefix_en']}", True)
        for code, zh, en in data["districts"]
    ]
    return [*departments, *districts]


def _prefixed(prefix: str, name: str) -> str:
    """A department's full name: the city's last character is already the name's first."""
    return prefix[:-1] + name if name.startswith(prefix[-1]) else name


def size(scale: float) -> int:
    """How many documents a scale means; never more than the city had."""
    return max(1, min(CITY_SIZE, round(BASE_SIZE * scale)))


def documents(scale: float, seed: int) -> Iterator[Document]:
    """The documents of a scale, oldest first."""
    dice = random.Random(seed)
    writer = _Writer(dice)
    total = size(scale)
    days = sorted(dice.randrange((LAST_DAY - FIRST_DAY).days) for _ in range(total))
    for number, offset in enumerate(days):
        yield writer.document(number, FIRST_DAY + timedelta(days=offset))


class _Writer:
    """Fills the templates; numbers run per organ and year as real ones do."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        self._organs = organs()
        self._frame = read("frame.toml")
        self._kinds = [kind for one in read("classes.toml")["class"] for kind in one["subclass"]]
        self._counts: dict[tuple[str, int], int] = {}

    def document(self, number: int, day: date) -> Document:
        """The next document, signed on ``day``."""
        dice = self._dice
        kind = self._kinds[number % len(self._kinds)]
        organ = dice.choice(self._organs)
        key = (organ[0], day.year)
        running = self._counts[key] = self._counts.get(key, 0) + 1
        facts = {
            "year": day.year,
            "n": number + 1,
            "amount": dice.randrange(200, 9800) * 5,
            "days": dice.randrange(3, 16),
            "count": dice.randrange(2, 60),
        }
        place = dice.choice(self._frame["places"])
        variant = dice.randrange(2)
        figures = [dice.randrange(40, 900) for _ in range(4)]
        editions = EDITIONS if number % ENGLISH_EVERY == 0 else (ZH,)
        return Document(
            index_no=f"{organ[0]}-{day.year}-{running:05}",
            organ=organ[0],
            category=kind["slug"],
            doc_number=number + 1,
            written_on=day,
            published_at=self._published(day),
            texts={
                edition: self._text(kind, variant, figures, edition, {**facts, **names})
                for edition, names in self._names(organ, place).items()
                if edition in editions
            },
        )

    def _published(self, day: date) -> datetime:
        """Some days after signing, within office hours."""
        later = day + timedelta(days=self._dice.randrange(1, 8))
        minute = self._dice.randrange(540, 1020)
        return datetime(
            later.year, later.month, later.day, minute // 60, minute % 60, tzinfo=_CHINA
        )

    @staticmethod
    def _names(organ: tuple[str, str, str, bool], place: list[str]) -> dict[str, dict[str, str]]:
        return {
            ZH: {"organ": organ[1], "place": place[0]},
            EN: {"organ": organ[2], "place": place[1]},
        }

    def _text(
        self,
        kind: dict[str, Any],
        variant: int,
        figures: list[int],
        edition: str,
        facts: dict[str, Any],
    ) -> Text:
        """One edition; block ids are the same in each."""
        suffix = "zh" if edition == ZH else "en"
        frame = self._frame[edition]
        title = kind[f"titles_{suffix}"][variant].format(**facts)
        sentences = [line.format(**facts) for line in kind[f"text_{suffix}"]]
        return Text(
            title=title,
            description=frame["summary"].format(**facts),
            keywords=kind["keywords"][0 if edition == ZH else 1],
            blocks=[
                heading("background", frame["background"]),
                paragraph("p1", sentences[0]),
                paragraph("p2", sentences[1]),
                heading("measures", frame["measures"]),
                _steps(frame, facts),
                paragraph("p3", sentences[2]),
                heading("figures", frame["figures"]),
                _table(frame, facts, figures),
                heading("contact", frame["contact"]),
                _ask(frame),
                {"id": "form", "type": "form-of", "name": form_name(kind["slug"], edition)},
            ],
        )


def heading(block_id: str, text: str) -> dict[str, Any]:
    """A heading of a section."""
    return {"id": block_id, "type": "heading", "level": 2, "text": text}


def paragraph(block_id: str, text: str) -> dict[str, Any]:
    """A paragraph of plain text."""
    return {"id": block_id, "type": "paragraph", "text": text}


def _steps(frame: dict[str, Any], facts: dict[str, Any]) -> dict[str, Any]:
    items = [
        {"id": f"step-{number}", "text": step.format(**facts)}
        for number, step in enumerate(frame["steps"], start=1)
    ]
    return {"id": "steps", "type": "list", "ordered": True, "items": items}


def _table(frame: dict[str, Any], facts: dict[str, Any], figures: list[int]) -> dict[str, Any]:
    rows = [
        {"id": f"q{number}", "cells": [quarter, str(count), str(count - count // 25)]}
        for number, (quarter, count) in enumerate(
            zip(frame["quarters"], figures, strict=True), start=1
        )
    ]
    return {
        "id": "table",
        "type": "table",
        "caption": frame["table"].format(**facts),
        "columns": frame["columns"],
        "rows": rows,
        "row_headers": True,
    }


def _ask(frame: dict[str, Any]) -> dict[str, Any]:
    """A paragraph with links in its run of words."""
    hrefs = ("", "/consultations/new", "", "/open", "")
    runs = [
        {"text": text, "href": href} if href else {"text": text}
        for text, href in zip(frame["ask"], hrefs, strict=True)
    ]
    return {"id": "ask", "type": "paragraph", "runs": runs}
