"""Bodies with spokespersons, the topics raised with them, and their own releases."""

from __future__ import annotations

from typing import Final

from server.base import EN, ZH
from server.cases.models import Case
from server.sample.taking_part.cases import make, of_matter
from server.sample.taking_part.world import World
from server.spokes.models import Body, Release, Spokesperson, Topic
from server.spokes.pages import topic_address

TOPICS: Final = 3_862
_ANSWERED: Final = 0.85
"""The city's own answer rate of the platform."""
_RELEASES: Final = 620
_COMMENTATORS: Final = 3
_BATCH: Final = 500


def load(world: World) -> None:
    """61 organs and 45 public bodies, with their people, topics and releases."""
    bodies = _bodies(world)
    _people(world, bodies)
    _topics(world, bodies)
    _releases(world, bodies)


def _bodies(world: World) -> list[Body]:
    rows = [
        Body(
            code=organ.code,
            title=organ.title,
            title_en=organ.title_en,
            kind=Body.Kind.DISTRICT if organ.is_district else Body.Kind.DEPARTMENT,
            organ=organ,
            position=position,
        )
        for position, organ in enumerate(world.organs)
    ]
    frame = world.frame
    for name, name_en, number in frame["bodies"]:
        for place, place_en in frame["districts"]:
            rows.append(
                Body(
                    code=f"P{len(rows):03}",
                    title=frame["bodies_zh"].format(place=place, name=name),
                    title_en=frame["bodies_en"].format(place=place_en, name=name_en),
                    kind=Body.Kind.PUBLIC,
                    organ=world.department(number),
                    position=len(rows),
                )
            )
    return Body.objects.bulk_create(rows)


def _people(world: World, bodies: list[Body]) -> None:
    frame, rows = world.frame, []
    for number, body in enumerate(bodies):
        for place in range(_COMMENTATORS + 1 if number % 2 else _COMMENTATORS):
            role = Spokesperson.Role.COMMENTATOR if place else Spokesperson.Role.SPEAKER
            zh, en = frame[f"{role}_zh"], frame[f"{role}_en"]
            rows.append(
                Spokesperson(
                    body=body,
                    role=role,
                    name=zh.format(surname=world.dice.choice(frame["surnames"])),
                    name_en=en.format(surname=world.dice.choice(frame["surnames_en"])),
                )
            )
    Spokesperson.objects.bulk_create(rows, batch_size=_BATCH)


def _topics(world: World, bodies: list[Body]) -> None:
    total = world.count(TOPICS, 24)
    answered = round(total * _ANSWERED)
    order = sorted(world.moment() for _ in range(total))
    chosen, pasts, writers = [], [], []
    for number, at in enumerate(order):
        matter, body = world.matter(), world.dice.choice(bodies)
        writer = world.resident(matter.lang)
        chosen.append((body, matter))
        writers.append(writer)
        done = number * answered // total < (number + 1) * answered // total
        pasts.append(
            of_matter(world, "topic", matter, body.organ, user=writer.pk, at=at, answered=done)
        )
    cases = make(pasts)
    Topic.objects.bulk_create(
        (
            Topic(
                body=body,
                case=case,
                title=matter.title[:80],
                text=matter.text,
                author=writer.shown,
                lang=matter.lang,
                at=case.requested_at,
                sample=True,
            )
            for case, (body, matter), writer in zip(cases, chosen, writers, strict=True)
        ),
        batch_size=_BATCH,
    )
    for case in cases:
        case.place = topic_address(case.no)
    Case.objects.bulk_update(cases, ["place"], batch_size=_BATCH)


def _releases(world: World, bodies: list[Body]) -> None:
    title, text = world.frame["release"], world.frame["release_text"]
    rows = []
    for number in range(world.count(_RELEASES, 12)):
        body = bodies[number % len(bodies)]
        lang = EN if number % 5 == 4 else ZH
        place = 0 if lang == ZH else 1
        rows.append(
            Release(
                body=body,
                title=title[place].format(name=body.name(lang), number=number + 1)[:80],
                text=text[place].format(**world.facts(lang)),
                lang=lang,
                at=world.moment(),
                sample=True,
            )
        )
    Release.objects.bulk_create(rows, batch_size=_BATCH)
