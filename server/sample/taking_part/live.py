"""Interviews with transcripts and questions; surveys with their counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from server.base import EN, ZH
from server.cases.clocks import CHINA
from server.cases.moderation import Shown
from server.live.models import Choice, Interview, Item, Message, Survey
from server.sample.taking_part.cases import make, of_matter
from server.sample.taking_part.world import Matter, World

QUESTIONS: Final = 4_000
VALID: Final = 918
ANSWERED: Final = 822
PAST: Final = 24
_ENGLISH_EVERY: Final = 6
_BATCH: Final = 500
_ASKED: Final = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on its way into the database; ``valid`` ones become cases."""

    message: Message
    matter: Matter
    valid: bool
    answered: bool


def load(world: World) -> None:
    """Past interviews, one that is live, one that is announced, and the surveys."""
    interviews = [_interview(world, number, Interview.State.OVER) for number in range(PAST)]
    interviews.append(_interview(world, PAST, Interview.State.LIVE))
    interviews.append(_interview(world, PAST + 1, Interview.State.PLANNED))
    made = Interview.objects.bulk_create(interviews)
    for interview in made[: PAST + 1]:
        _transcript(world, interview)
    _questions(world, made[:PAST])
    Interview.objects.bulk_update(made, ["last_number"])
    _surveys(world)


def _interview(world: World, number: int, state: Interview.State) -> Interview:
    lang = EN if number % _ENGLISH_EVERY == _ENGLISH_EVERY - 1 else ZH
    place = 0 if lang == ZH else 1
    frame, organ = world.frame, world.organ()
    subject = world.dice.choice(frame["subjects"])[place]
    surname = world.dice.choice(frame["surnames" if lang == ZH else "surnames_en"])
    begins = _near(state) or world.moment()
    title = frame["interview"][place].format(organ=organ.name(lang), subject=subject)
    return Interview(
        slug=f"talk-{number + 1:02}",
        title=title[:80],
        lang=lang,
        summary=title,
        guest=frame["guest_zh" if lang == ZH else "guest_en"].format(surname=surname),
        guest_post=frame["guest_post"][place].format(organ=organ.name(lang))[:80],
        organ=organ,
        state=state,
        starts_at=begins,
        ends_at=begins + timedelta(hours=1, minutes=30),
        sample=True,
    )


def _near(state: Interview.State) -> datetime | None:
    """What is live began half an hour before the sample is made, what is announced comes soon."""
    now = datetime.now(CHINA).replace(second=0, microsecond=0)
    if state == Interview.State.LIVE:
        return now - timedelta(minutes=30)
    soon = now.replace(hour=15, minute=0) + timedelta(days=20)
    return soon if state == Interview.State.PLANNED else None


def _transcript(world: World, interview: Interview) -> None:
    """What moderator and guest say to begin with, in turns."""
    place = 0 if interview.lang == ZH else 1
    frame = world.frame
    subject = world.dice.choice(frame["subjects"])[place]
    rows = []
    for number, words in enumerate(frame["said"]):
        guest = number in (1, 2)
        text = words[place].format(
            guest=interview.guest, subject=subject, **world.facts(interview.lang)
        )
        rows.append(
            Message(
                interview=interview,
                number=_next(interview),
                role=Message.Role.GUEST if guest else Message.Role.MODERATOR,
                author=interview.guest if guest else frame["moderator"][place],
                text=text,
                at=interview.starts_at + _ASKED * number,
                state=Shown.SHOWN,
            )
        )
    Message.objects.bulk_create(rows)


def _questions(world: World, interviews: list[Interview]) -> None:
    """4,000 questions at the city's size, 918 of them valid complaints, 822 answered."""
    total = world.count(QUESTIONS, 48)
    valid = VALID if total == QUESTIONS else round(total * VALID / QUESTIONS)
    answered = ANSWERED if total == QUESTIONS else round(valid * ANSWERED / VALID)
    asked = [_asked(world, interviews, number, valid, answered, total) for number in range(total)]
    complaints = [one for one in asked if one.valid]
    cases = make(
        of_matter(
            world,
            "interview",
            one.matter,
            one.message.interview.organ,
            user=one.message.user_id,
            at=one.message.at,
            answered=one.answered,
            place=one.message.interview.address,
        )
        for one in complaints
    )
    for one, case in zip(complaints, cases, strict=True):
        one.message.case = case
    Message.objects.bulk_create((one.message for one in asked), batch_size=_BATCH)
    Message.objects.bulk_create(_answers(world, asked), batch_size=_BATCH)


def _asked(
    world: World,
    interviews: list[Interview],
    number: int,
    valid: int,
    answered: int,
    total: int,
) -> Asked:
    """Question ``number``: the valid ones, and the answered of them, are spread evenly."""
    interview = interviews[number % len(interviews)]
    rank = number * valid // total
    is_valid = rank < (number + 1) * valid // total
    is_answered = is_valid and rank * answered // valid < (rank + 1) * answered // valid
    matter = world.matter()
    while matter.lang != interview.lang:
        matter = world.matter()
    writer = world.resident(interview.lang)
    shown = is_valid or number % 3 == 0
    message = Message(
        interview=interview,
        number=_next(interview) if shown else None,
        role=Message.Role.VISITOR,
        user_id=writer.pk,
        author=writer.shown,
        text=matter.text,
        at=interview.starts_at + _ASKED * (interview.last_number % 40),
        state=Shown.SHOWN if shown else Shown.HIDDEN,
    )
    return Asked(message, matter, is_valid, is_answered)


def _answers(world: World, asked: list[Asked]) -> Iterator[Message]:
    """The guest answers some of the questions that were shown and are no complaints."""
    for one in asked:
        question = one.message
        if question.number is None or one.valid:
            continue
        interview = question.interview
        template = world.frame["answer"][0 if interview.lang == ZH else 1]
        yield Message(
            interview=interview,
            number=_next(interview),
            role=Message.Role.GUEST,
            author=interview.guest,
            text=template.format(reply=one.matter.reply),
            at=question.at + _ASKED,
            state=Shown.SHOWN,
            in_reply_to=question,
        )


def _next(interview: Interview) -> int:
    interview.last_number += 1
    return interview.last_number


def _surveys(world: World) -> None:
    for number, one in enumerate(world.frame["survey"]):
        year = int(one["slug"][-4:])
        opens = datetime(year, 3 + number, 1, 9, 0, tzinfo=CHINA)
        survey = Survey.objects.create(
            slug=one["slug"],
            title=one["zh"][0],
            title_en=one["en"][0],
            description=one["zh"][1],
            description_en=one["en"][1],
            opens_at=opens,
            closes_at=opens + timedelta(days=3650 if one["open"] else 60),
            sample=True,
        )
        for place, question in enumerate(one["questions"], start=1):
            _item(world, survey, place, question)


def _item(world: World, survey: Survey, place: int, question: list[Any]) -> None:
    item = Item.objects.create(
        survey=survey, title=question[0], title_en=question[1], position=place
    )
    Choice.objects.bulk_create(
        Choice(
            item=item,
            title=zh,
            title_en=en,
            position=number,
            votes=world.dice.randrange(40, 2400),
        )
        for number, (zh, en) in enumerate(question[2], start=1)
    )
