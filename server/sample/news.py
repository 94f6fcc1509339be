"""News with pictures, in topics; the same seed gives the same news."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final

from server.base import CHINA, EDITIONS, EN, ZH
from server.sample.draft import Block, Draft, Text
from server.sample.generate import heading, paragraph, portion, read
from server.sample.places import Town, districts

CITY_NEWS: Final = 800
ENGLISH_EVERY: Final = 3
_FIRST_DAY: Final = datetime(2024, 3, 1, 9, 0, tzinfo=CHINA)
_DAYS: Final = 970
_PLACE: Final = {ZH: 0, EN: 1}


def topics() -> Iterator[Draft]:
    """The list of topics and its topics, as sections."""
    data = read("news.toml")
    frame = data["frame"]
    titles = {name: frame["topics_title"][_PLACE[name]] for name in EDITIONS}
    yield Draft(
        address="/topics",
        kind="section",
        texts={
            name: Text(titles[name], frame["topics_summary"][_PLACE[name]], [], [])
            for name in EDITIONS
        },
        parent="/",
        position=11,
        sample=False,
    )
    for place, topic in enumerate(data["topic"], start=1):
        yield Draft(
            address=f"/topics/{topic['slug']}",
            kind="section",
            texts={name: _topic(topic, frame, name) for name in EDITIONS},
            parent="/topics",
            position=place,
            sample=False,
        )


def _topic(topic: dict[str, Any], frame: dict[str, Any], edition: str) -> Text:
    name = topic["zh" if edition == ZH else "en"]
    summary = frame["topic_summary"][_PLACE[edition]].format(name=name)
    return Text(name, summary, [], [_picture(topic, edition)])


def _picture(topic: dict[str, Any], edition: str) -> Block:
    alt = topic["alt_zh" if edition == ZH else "alt_en"]
    return {"id": "picture", "type": "picture-of", "name": f"{topic['picture']}.png", "alt": alt}


def news(scale: float, seed: int) -> Iterator[Draft]:
    """News, oldest first."""
    data = read("news.toml")
    dice = random.Random(seed + 3)
    towns = [(one.organ, town) for one in districts() for town in one.towns]
    total = portion(CITY_NEWS, scale, least=24)
    days = sorted(dice.randrange(_DAYS) for _ in range(total))
    for number, day in enumerate(days):
        at = _FIRST_DAY + timedelta(days=day, minutes=dice.randrange(0, 480))
        topic = data["topic"][number % len(data["topic"])]
        yield _article(topic, data["frame"], (number, at), dice.choice(towns), dice)


def _article(
    topic: dict[str, Any],
    frame: dict[str, Any],
    when: tuple[int, datetime],
    where: tuple[str, Town],
    dice: random.Random,
) -> Draft:
    number, at = when
    organ, town = where
    facts = {
        "year": at.year,
        "month": at.month,
        "day": at.day,
        "count": dice.randrange(6, 90),
        "days": dice.randrange(2, 12),
        "amount": dice.randrange(40, 400) * 5,
    }
    variant, quote = dice.randrange(2), dice.choice(frame["quotes"])
    names = {ZH: {"place": town.title}, EN: {"place": town.title_en}}
    editions = EDITIONS if number % ENGLISH_EVERY == 0 else (ZH,)
    return Draft(
        address=f"/news/{at:%Y%m%d}-{number + 1:04}",
        kind="news",
        texts={
            name: _text(topic, frame, (variant, quote), {**facts, **names[name]}, name)
            for name in editions
        },
        organ=organ,
        parent=f"/topics/{topic['slug']}",
        written_on=at.date(),
        published_at=at,
    )


def _text(
    topic: dict[str, Any],
    frame: dict[str, Any],
    chosen: tuple[int, list[str]],
    facts: dict[str, Any],
    edition: str,
) -> Text:
    place = _PLACE[edition]
    sentences = [line.format(**facts) for line in topic["text_zh" if edition == ZH else "text_en"]]
    blocks = [
        paragraph("p1", sentences[0]),
        _picture(topic, edition),
        paragraph("p2", sentences[1]),
        paragraph("p3", sentences[2]),
        heading("voices", frame["section"][place]),
        {
            "id": "quote",
            "type": "quote",
            "text": chosen[1][place],
            "cite": frame["cite"][place].format(**facts),
        },
        paragraph("close", frame["close"][place]),
    ]
    title = topic["titles"][chosen[0]][place].format(**facts)
    summary = frame["summary"][place].format(**facts)
    return Text(title, summary, [topic["zh" if edition == ZH else "en"]], blocks)
