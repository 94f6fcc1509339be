"""Many finished cases at once, with logs from which they would be reckoned just so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from server.base import ZH
from server.cases.clocks import CHINA, WorkCalendar, due_times
from server.cases.kinds import kind
from server.cases.models import Case, CaseNumber, Event
from server.cases.states import Happening, State
from server.content.models import Organ
from server.sample.taking_part.world import Matter, World

_BATCH: Final = 500
_LETTERS: Final = {
    "consultation": 600,
    "petition": 240,
    "complaint": 120,
    "hotline": 300,
    "advice": 80,
    "disclosure-request": 60,
}
"""How many of each the city has; the report says so of 12315 only."""
CLAIMS: Final = 173
REPORTS: Final = 399


@dataclass(frozen=True, slots=True)
class Past:
    """A case as it was: ``answered`` or still open (and by now overdue)."""

    code: str
    user: int
    organ: Organ
    at: datetime
    subject: str
    text: str
    reply: str
    answered: bool = True
    lang: str = ZH
    place: str = ""
    public: bool = False
    values: dict[str, Any] = field(default_factory=dict)


def make(pasts: Iterable[Past]) -> list[Case]:
    """The cases with their numbers, clocks and events, in the order given."""
    calendar, numbers = WorkCalendar(), Counter[tuple[str, int]]()
    for row in CaseNumber.objects.all():
        numbers[row.prefix, row.year] = row.last
    kept = list(pasts)
    cases = [_case(one, calendar, numbers) for one in kept]
    made = Case.objects.bulk_create(cases, batch_size=_BATCH)
    pairs = zip(made, kept, strict=True)
    events = [event for case, one in pairs for event in _events(case, one)]
    Event.objects.bulk_create(events, batch_size=_BATCH)
    for (prefix, year), last in numbers.items():
        CaseNumber.objects.update_or_create(prefix=prefix, year=year, defaults={"last": last})
    return made


def load(world: World) -> None:
    """Letters of every kind, and the matters of the consumer centre."""
    pasts = [
        _letter(world, code, number)
        for code, city in _LETTERS.items()
        for number in range(world.count(city, 6))
    ]
    pasts += [_claim(world) for _ in range(world.count(CLAIMS, 4))]
    pasts += [_report(world) for _ in range(world.count(REPORTS, 6))]
    make(sorted(pasts, key=lambda one: one.at))


def of_matter(world: World, code: str, matter: Matter, organ: Organ, **more: Any) -> Past:
    """A case about a matter."""
    user = more.pop("user", None) or world.resident(matter.lang).pk
    return Past(
        code,
        user,
        organ,
        more.pop("at", None) or world.moment(),
        matter.title,
        matter.text,
        matter.reply,
        lang=matter.lang,
        **more,
    )


def _letter(world: World, code: str, number: int) -> Past:
    """Nine of ten are answered; what may be published mostly is."""
    matter = world.matter()
    answered = number % 10 != 9
    public = kind(code).public and answered and number % 4 != 3
    values = {"publish": True} if public else {}
    return of_matter(
        world, code, matter, world.organ(), answered=answered, public=public, values=values
    )


def _claim(world: World) -> Past:
    """Accepted on the same day and settled, as all of them are."""
    frame, facts = world.frame, world.facts(ZH)
    trader, goods = world.dice.choice(frame["traders"]), world.dice.choice(frame["goods"])
    at = world.moment()
    text = frame["claim_text"].format(**facts)
    return Past(
        "claim",
        world.resident(ZH).pk,
        world.department(35),
        at,
        f"{goods} · {trader}",
        text,
        frame["claim_reply"].format(**facts),
        values={
            "trader": trader,
            "goods": goods,
            "amount": facts["count"],
            "happened_on": (at - timedelta(days=facts["days"])).date().isoformat(),
            "demand": "refund",
            "mediation": "yes",
        },
    )


def _report(world: World) -> Past:
    frame, facts = world.frame, world.facts(ZH)
    trader = world.dice.choice(frame["traders"])
    return Past(
        "report",
        world.resident(ZH).pk,
        world.department(35),
        world.moment(),
        trader,
        frame["report_text"].format(**facts),
        frame["report_reply"],
        values={"trader": trader, "trader_address": facts["place"]},
    )


def _case(one: Past, calendar: WorkCalendar, numbers: Counter[tuple[str, int]]) -> Case:
    asked = kind(one.code)
    due = due_times(calendar, one.at, asked.limits())
    series = (asked.prefix, one.at.astimezone(CHINA).year)
    numbers[series] += 1
    accepted = due.accept_warn - timedelta(minutes=20)
    return Case(
        no=f"{series[0]}-{series[1]}-{numbers[series]:06}",
        service_code=one.code,
        user_id=one.user,
        organ=one.organ,
        state=State.CLOSED if one.answered else State.ACCEPTED,
        subject=one.subject[:200],
        values={**one.values, "subject": one.subject, "text": one.text},
        requested_at=one.at,
        accept_warn=due.accept_warn,
        accept_due=due.accept,
        reply_warn=due.reply_warn,
        reply_due=due.reply,
        accepted_at=max(accepted, one.at),
        replied_at=max(due.reply_warn - timedelta(hours=2), one.at) if one.answered else None,
        lang=one.lang,
        place=one.place,
        public=one.public,
        sample=True,
    )


def _events(case: Case, one: Past) -> list[Event]:
    """Received, accepted, answered, closed."""
    lines: list[tuple[str, State, datetime | None, str]] = [
        (Happening.RECEIVE, State.RECEIVED, case.requested_at, ""),
        (Happening.ACCEPT, State.ACCEPTED, case.accepted_at, ""),
    ]
    if one.answered:
        lines.append((Happening.REPLY, State.REPLIED, case.replied_at, one.reply))
        lines.append((Happening.CLOSE, State.CLOSED, case.replied_at, ""))
    return [
        Event(case=case, name=name, state=state, at=at, text=text, organ=case.organ)
        for name, state, at, text in lines
        if at is not None
    ]
