"""Writes disclosed documents from templates: the same seed and count give the same documents."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, TypeAlias

from server.base import CHINA, EDITIONS, EN, ZH
from server.sample.draft import Draft, Text
from server.sample.forms import form_name
from server.sample.places import Town, districts

FOLDER: Final = Path(__file__).resolve().parent
CITY_SIZE: Final = 34_180
"""Documents in the city's own directory."""
BASE_SIZE: Final = 180
FULL_SCALE: Final = CITY_SIZE / BASE_SIZE
"""The scale at which everything has the city's own size."""
FIRST_DAY: Final = date(2024, 1, 2)
LAST_DAY: Final = date(2026, 10, 30)
ENGLISH_EVERY: Final = 3
"""Every so many documents have an English edition: it is a selection."""


def read(name: str) -> dict[str, Any]:
    """A data file of this folder."""
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


Organ: TypeAlias = tuple[str, str, str, bool]


@lru_cache(maxsize=1)
def organs() -> list[Organ]:
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


def full_name(name: str) -> str:
    """The legal name of a department from the short one of the data files."""
    data = read("organs.toml")
    return _prefixed(data["prefix"], name) if name.startswith(data["prefix"][-1]) else name


def _prefixed(prefix: str, name: str) -> str:
    """A department's full name: the city's last character is already the name's first."""
    return prefix[:-1] + name if name.startswith(prefix[-1]) else name


def size(scale: float) -> int:
    """How many documents a scale means; never more than the city had."""
    return max(1, min(CITY_SIZE, round(BASE_SIZE * scale)))


def portion(full: int, scale: float, least: int = 1) -> int:
    """How many of ``full`` things a scale means, at least ``least``."""
    return max(min(least, full), min(full, round(full * scale / FULL_SCALE)))


def documents(scale: float, seed: int) -> Iterator[Draft]:
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
        self._seen: set[int] = set()
        self._towns: dict[str, list[Town]] = {one.code: one.towns for one in districts()}
        self._everywhere = [town for towns in self._towns.values() for town in towns]
        self._publishers = {kind["slug"]: self._of(kind.get("organs")) for kind in self._kinds}

    def _of(self, names: list[str] | None) -> list[Organ]:
        """The departments of these short names, or all, and the districts."""
        if names is None:
            return self._organs
        wanted = {full_name(name) for name in names}
        return [one for one in self._organs if one[3] or one[1] in wanted]

    def document(self, number: int, day: date) -> Draft:
        """The next document, signed on ``day``."""
        dice = self._dice
        kind = self._kinds[number % len(self._kinds)]
        organ = dice.choice(self._publishers[kind["slug"]])
        key = (organ[0], day.year)
        running = self._counts[key] = self._counts.get(key, 0) + 1
        editions = EDITIONS if number % ENGLISH_EVERY == 0 else (ZH,)
        texts = self._texts(kind, organ, self._facts(day, running), editions)
        while not self._new(texts):
            texts = self._texts(kind, organ, self._facts(day, running), editions)
        index_no = f"{organ[0]}-{day.year}-{running:05}"
        return Draft(
            address=f"/disclosures/{index_no}",
            kind="disclosure",
            index_no=index_no,
            organ=organ[0],
            category=kind["slug"],
            doc_year=day.year,
            doc_number=running,
            written_on=day,
            published_at=self._published(day),
            texts=texts,
        )

    def _facts(self, day: date, running: int) -> dict[str, Any]:
        """Figures that templates may use, in sensible sizes."""
        dice = self._dice
        count = dice.randrange(2, 60)
        return {
            "year": day.year,
            "n": running,
            "amount": dice.randrange(200, 9800) * 5,
            "days": dice.randrange(3, 16),
            "count": count,
            "few": dice.randrange(2, 9),
            "seats": count * dice.randrange(9, 36) * 5,
        }

    def _texts(
        self,
        kind: dict[str, Any],
        organ: Organ,
        facts: dict[str, Any],
        editions: tuple[str, ...],
    ) -> dict[str, Text]:
        """All editions of one throw of the dice."""
        dice = self._dice
        town = dice.choice(self._towns.get(organ[0][:6]) or self._everywhere)
        variant, more = dice.randrange(2), dice.randrange(8)
        figures = [dice.randrange(40, 900) for _ in range(4)]
        names = {
            ZH: {"organ": organ[1], "place": town.title},
            EN: {"organ": organ[2], "place": town.title_en},
        }
        return {
            edition: self._text(
                kind, (variant, more), figures, edition, {**facts, **names[edition]}
            )
            for edition in editions
        }

    def _new(self, texts: Mapping[str, Text]) -> bool:
        """Whether no document before has the same title and the same paragraphs and figures."""
        marks = {hash((text.title, repr(text.blocks))) for text in texts.values()}
        if marks & self._seen:
            return False
        self._seen |= marks
        return True

    def _published(self, day: date) -> datetime:
        """Some days after signing, within office hours."""
        later = day + timedelta(days=self._dice.randrange(1, 8))
        minute = self._dice.randrange(540, 1020)
        return datetime(later.year, later.month, later.day, minute // 60, minute % 60, tzinfo=CHINA)

    def _text(
        self,
        kind: dict[str, Any],
        variants: tuple[int, int],
        figures: list[int],
        edition: str,
        facts: dict[str, Any],
    ) -> Text:
        """One edition; block ids are the same in each."""
        suffix = "zh" if edition == ZH else "en"
        frame = self._frame[edition]
        title = kind[f"titles_{suffix}"][variants[0]].format(**facts)
        sentences = [line.format(**facts) for line in kind[f"text_{suffix}"]]
        return Text(
            title=title,
            description=frame["summary"].format(**facts),
            keywords=kind["keywords"][0 if edition == ZH else 1],
            blocks=[
                heading("background", frame["background"]),
                paragraph("p1", sentences[0]),
                paragraph("p2", sentences[1]),
                paragraph("more", frame["more"][variants[1]].format(**facts)),
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
