"""The 95 sites of the evaluation with the scores of both reviews."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any, Final

from server.base import EDITIONS, EN, ZH
from server.sample.draft import Draft, Text
from server.sample.generate import organs, paragraph, read
from server.sample.places import districts

_PLACE: Final = {ZH: 0, EN: 1}


def sites(seed: int) -> Iterator[Draft]:
    """56 departments, 5 districts, 32 towns, 2 bodies; ``more`` are the scores."""
    data = read("evaluation.toml")
    for place, (slug, kind, names, organ) in enumerate(_evaluated(data)):
        dice = random.Random(f"{seed}/{slug}")
        scores = [_score(one, dice) for one in data["indicator"]]
        totals = {key: sum(score[key] for score in scores) for key in ("first", "second")}
        yield Draft(
            address=f"/evaluation/{slug}",
            kind="site",
            texts={
                name: _text(data, names[_PLACE[name]], totals, _PLACE[name]) for name in EDITIONS
            },
            organ=organ,
            category=f"sites-{kind}",
            position=place,
            more=scores,
        )


def _evaluated(data: dict[str, Any]) -> Iterator[tuple[str, str, list[str], str]]:
    """Slug, class, names, and the organ that looks after the site."""
    for code, zh, en, is_district in organs():
        yield code, "districts" if is_district else "departments", [zh, en], code
    for one in districts():
        for number, town in enumerate(one.towns, start=1):
            zh = data["town_name"][0].format(town=town.title)
            en = data["town_name"][1].format(town=town.title_en)
            yield f"{one.code}1{number:02}", "towns", [zh, en], one.organ
    for number, names in enumerate(data["bodies"], start=1):
        yield f"4406009{number:02}", "bodies", names, "440600001"


def _score(indicator: dict[str, Any], dice: random.Random) -> dict[str, Any]:
    """What was missing at first, and how much of it was put right."""
    points = indicator["points"]
    missing = dice.randrange(0, points // 2 + 1)
    regained = dice.randrange(0, missing + 1)
    number = dice.randrange(2, 12)
    told = missing > points // 5
    return {
        "indicator": indicator["slug"],
        "first": points - missing,
        "second": points - missing + regained,
        "opinion": _line(indicator["opinion"][0], number) if told else "",
        "opinion_en": _line(indicator["opinion"][1], number) if told else "",
        "correction": _line(indicator["correction"][0], number) if told and regained else "",
        "correction_en": _line(indicator["correction"][1], number) if told and regained else "",
    }


def _line(template: str, number: int) -> str:
    return template.format(n=number)


def _text(data: dict[str, Any], name: str, totals: dict[str, int], place: int) -> Text:
    summary = data["summary"][place].format(year=data["year"], **totals)
    title = data["title"][place].format(name=name)
    return Text(title, summary, [], [paragraph("intro", data["intro"][place])])
