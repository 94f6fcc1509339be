"""Pages of the 61 organs, and what public institutions publish."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from server.base import CHINA, EDITIONS, EN, ZH
from server.content.markup import blocks_of
from server.sample.draft import Block, Draft, Text
from server.sample.generate import Organ, heading, organs, paragraph, portion, read
from server.sample.places import Town, districts

CITY_INSTITUTIONS: Final = 1_200
PAPERS: Final = ("guide", "report", "supervision", "application")
REPORT_YEAR: Final = 2025
_YEARS: Final = (2023, 2024, 2025)


def organ_pages(seed: int) -> Iterator[Draft]:
    """The page of every organ; its papers come after all of these, as they stand below."""
    words = read("organ_papers.toml")
    for place, organ in enumerate(organs()):
        facts = _organ_facts(organ, seed)
        yield Draft(
            address=f"/organs/{organ[0]}",
            kind="organ",
            texts={name: _home(organ, words[name], facts[name], name) for name in EDITIONS},
            organ=organ[0],
            position=place,
        )


def organ_papers(seed: int) -> Iterator[Draft]:
    """Guide, report, supervision and application of every organ."""
    words = read("organ_papers.toml")
    for organ in organs():
        facts = _organ_facts(organ, seed)
        for place, paper in enumerate(PAPERS, start=1):
            yield Draft(
                address=f"/organs/{organ[0]}/{paper}",
                kind="article",
                texts={
                    name: _paper(paper, words[name], facts[name], _file_of(paper, organ[0], name))
                    for name in EDITIONS
                },
                organ=organ[0],
                parent=f"/organs/{organ[0]}",
                position=place,
            )


@dataclass(frozen=True, slots=True)
class Report:
    """The yearly report of an organ as a file, in Chinese."""

    name: str
    title: str
    file_title: str
    parts: list[tuple[str, list[str]]]
    """Headings with their paragraphs."""


def reports(seed: int) -> Iterator[Report]:
    """The reports as files, with the words of their pages."""
    own = read("organ_papers.toml")[ZH]["report"]
    for organ in organs():
        facts = _organ_facts(organ, seed)[ZH]
        parts: list[tuple[str, list[str]]] = []
        for line in own["blocks"]:
            if line.startswith("# "):
                parts.append((line.removeprefix("# "), []))
            else:
                parts[-1][1].append(line.format(**facts))
        title = own["title"].format(**facts)
        yield Report(report_name(organ[0]), title, own["file"].format(title=title), parts)


def report_name(code: str) -> str:
    """The file name of an organ's report."""
    return f"report-{code}.zh-hans.ofd"


def request_name(edition: str) -> str:
    """The file name of the form to apply for information."""
    return f"form-disclosure-request.{edition.lower()}.docx"


def _file_of(paper: str, code: str, edition: str) -> str:
    """The file that belongs to a paper; empty for none."""
    if paper == "report" and edition == ZH:
        return report_name(code)
    return request_name(edition) if paper == "application" else ""


def _organ_facts(organ: Organ, seed: int) -> dict[str, dict[str, Any]]:
    """Figures of an organ by edition; the same in both."""
    dice = random.Random(f"{seed}/{organ[0]}")
    quarters = [(dice.randrange(40, 400), dice.randrange(0, 9)) for _ in range(4)]
    asked = sum(pair[1] for pair in quarters)
    refused = dice.randrange(0, asked // 4 + 1)
    district = next((one for one in districts() if one.organ == organ[0]), None)
    places = {
        ZH: district.name if district else "",
        EN: district.name_en if district else "",
    }
    common = {
        "year": REPORT_YEAR,
        "a": sum(pair[0] for pair in quarters),
        "b": asked,
        "c": asked - refused,
        "d": refused,
        "room": dice.randrange(101, 930),
        "phone": f"0757-0000{dice.randrange(1000, 9999)}",
        "quarters": quarters,
    }
    city = {ZH: read("organs.toml")["prefix"], EN: read("organs.toml")["prefix_en"]}
    return {
        ZH: {**common, "organ": organ[1], "place": places[ZH] or city[ZH]},
        EN: {**common, "organ": organ[2], "place": places[EN] or city[EN]},
    }


def _home(organ: Organ, words: dict[str, Any], facts: dict[str, Any], edition: str) -> Text:
    contact = [
        {"id": "fact-phone", "label": words["phone"], "value": facts["phone"], "spell": True},
        {"id": "fact-room", "label": words["room"], "value": words["room_value"].format(**facts)},
    ]
    blocks: list[Block] = [
        paragraph("intro", words["home_text"].format(**facts)),
        {"id": "contact", "type": "facts", "title": words["facts"], "facts": contact},
    ]
    name = organ[1] if edition == ZH else organ[2]
    return Text(name, words["home"].format(**facts), [], blocks)


def _paper(paper: str, frame: dict[str, Any], facts: dict[str, Any], file: str) -> Text:
    words = frame[paper]
    blocks = blocks_of("\n\n".join(line.format(**facts) for line in words["blocks"]))
    if paper == "report":
        blocks[2:2] = _report_figures(words, facts)
    if file:
        blocks.append({"id": "file", "type": "form-of", "name": file})
    summary = words["summary"].format(**facts)
    return Text(words["title"].format(**facts), summary, [], blocks)


def _report_figures(words: dict[str, Any], facts: dict[str, Any]) -> list[Block]:
    """The quarters as a table and as a chart."""
    rows = [
        {"id": f"q{n}", "cells": [name, str(counts[0]), str(counts[1])]}
        for n, (name, counts) in enumerate(
            zip(words["quarters"], facts["quarters"], strict=True), start=1
        )
    ]
    title = words["chart"].format(**facts)
    return [
        {
            "id": "table",
            "type": "table",
            "caption": words["table"].format(**facts),
            "columns": words["columns"],
            "rows": rows,
            "row_headers": True,
        },
        {
            "id": "chart",
            "type": "chart",
            "title": title,
            "form": "bar",
            "unit": words["unit"],
            "categories": words["quarters"],
            "series": [{"title": title, "values": [pair[0] for pair in facts["quarters"]]}],
        },
    ]


def institutions(scale: float, seed: int) -> Iterator[Draft]:
    """Items of public institutions, spread over kinds and towns."""
    data = read("institutions.toml")
    dice = random.Random(seed + 2)
    towns = [town for one in districts() for town in one.towns]
    owners = {town.title: one.organ for one in districts() for town in one.towns}
    total = portion(CITY_INSTITUTIONS, scale, least=28)
    kinds = data["kinds"]
    for number in range(total):
        kind = kinds[number % len(kinds)]
        turn = number // len(kinds)
        topic, town = turn % 6, towns[(turn // 6 * 3 + number) % len(towns)]
        yield _institution(data, number, kind, (topic, town, owners[town.title]), dice)


def _institution(
    data: dict[str, Any],
    number: int,
    kind: list[str],
    place: tuple[int, Town, str],
    dice: random.Random,
) -> Draft:
    topic, town, owner = place
    common: dict[str, Any] = {
        "n": dice.randrange(3, 16),
        "days": dice.randrange(2, 10),
        "yuan": dice.randrange(5, 60),
        "phone": f"0757-0000{dice.randrange(1000, 9999)}",
        "year": dice.choice(_YEARS),
        "month": dice.randrange(1, 13),
        "counts": [dice.randrange(800, 9000) for _ in _YEARS],
    }
    day = datetime(common["year"], common["month"], 2, 10, 0, tzinfo=CHINA)
    names = {
        ZH: {"body": town.title + kind[3], "town": town.title, "service": kind[5]},
        EN: {"body": f"{town.name_en} {kind[4]}", "town": town.title_en, "service": kind[6]},
    }
    editions = EDITIONS if number % 3 == 0 else (ZH,)
    return Draft(
        address=f"/institutions/{number + 1:04}",
        kind="institution",
        texts={
            name: _institution_text(data, topic, name, {**common, **names[name]})
            for name in editions
        },
        organ=owner,
        category=kind[0],
        position=number,
        published_at=day + timedelta(minutes=number),
    )


def _institution_text(
    data: dict[str, Any], topic: int, edition: str, facts: dict[str, Any]
) -> Text:
    """What is asked for first, then the body's other promises, then figures."""
    suffix = "zh" if edition == ZH else "en"
    sentences = [line.format(**facts) for line in data[f"text_{suffix}"]]
    names = data[f"topics_{suffix}"]
    order = [topic, (topic + 1) % 6, (topic + 2) % 6]
    blocks: list[Block] = []
    for place, one in enumerate(order, start=1):
        blocks += [heading(f"h{place}", names[one]), paragraph(f"p{place}", sentences[one])]
    rows = [
        {"id": f"y{year}", "cells": [str(year), str(count)]}
        for year, count in zip(_YEARS, facts["counts"], strict=True)
    ]
    blocks.append(
        {
            "id": "table",
            "type": "table",
            "caption": data[f"table_{suffix}"].format(**facts),
            "columns": data[f"columns_{suffix}"],
            "rows": rows,
            "row_headers": True,
        }
    )
    blocks.append(paragraph("close", data[f"close_{suffix}"].format(**facts)))
    title = data[f"title_{suffix}"].format(topic=names[topic], **facts)
    return Text(title, sentences[topic], [facts["service"]], blocks)
