"""What happens to cases; every change and its log entry in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from server.cases import history
from server.cases.clocks import CHINA, WorkCalendar, due_times
from server.cases.history import Happened, Rules, Standing
from server.cases.kinds import kind
from server.cases.models import CalendarDay, Case, CaseNumber, Event, Part
from server.cases.states import (
    OPEN_STATES,
    WITH_ORGAN,
    WITH_TEXT,
    Happening,
    NotAllowed,
    State,
)
from server.content.models import Organ
from server.identity.models import User

_RECKONED: Final = (
    *("state", "organ", "accepted_at", "replied_at", "stars"),
    *("accept_warn", "accept_due", "reply_warn", "reply_due"),
)


class Incomplete(Exception):
    """The event needs something that was not given: ``text`` or ``organ``."""

    def __init__(self, event: str, missing: str) -> None:
        super().__init__(f"{event} without {missing}")
        self.event = event
        self.missing = missing


@dataclass(frozen=True, slots=True)
class Origin:
    """How a case comes in: the language, the public page it came up on, who helped."""

    lang: str
    place: str = ""
    helper: User | None = None


@dataclass(frozen=True, slots=True)
class By:
    """Who does something besides the visitor: an officer, or staff beside the visitor."""

    officer: User | None = None
    helper: User | None = None


NOBODY: Final = By()


@transaction.atomic
def receive(
    user: User,
    organ: Organ,
    code: str,
    values: Mapping[str, Any],
    origin: Origin,
) -> Case:
    """A new case of the kind ``code`` out of checked ``values``."""
    now = timezone.now()
    asked = kind(code)
    due = due_times(calendar(), now, asked.limits())
    case = Case.objects.create(
        no=next_number(asked.prefix, now.astimezone(CHINA).year),
        service_code=code,
        user=user,
        organ=organ,
        subject=str(values.get("subject", ""))[:200],
        values=dict(values),
        requested_at=now,
        lang=origin.lang,
        place=origin.place,
        accept_warn=due.accept_warn,
        accept_due=due.accept,
        reply_warn=due.reply_warn,
        reply_due=due.reply,
    )
    Event.objects.create(
        case=case,
        name=Happening.RECEIVE,
        state=State.RECEIVED,
        at=now,
        organ=organ,
        helper=origin.helper,
    )
    return case


@transaction.atomic
def record(
    case: Case,
    event: str,
    *,
    text: str = "",
    by: By = NOBODY,
    organ: Organ | None = None,
    number: int = 0,
) -> Event:
    """Lets ``event`` happen to ``case`` now.

    The case is read again under a lock, so that two officers cannot both accept it.
    Raises ``NotAllowed`` where it cannot happen, ``Incomplete`` where something is missing.
    """
    held = Case.objects.select_for_update().get(pk=case.pk)
    whom = _complete(held, event, text, organ)
    rules = Rules(kind(held.service_code).limits(), calendar())
    before = history.replay(log_of(held), rules)
    line = Happened(event, timezone.now(), whom, number)
    standing = history.step(before, line, rules)
    _in_time(held, before, line, rules)
    _keep(held, standing, rules)
    made = Event.objects.create(
        case=held,
        name=event,
        state=held.state,
        at=line.at,
        text=text,
        officer=by.officer,
        organ_id=whom,
        number=number,
        helper=by.helper,
    )
    case.refresh_from_db()
    return made


def log_of(case: Case) -> list[Happened]:
    """The log of a case as the reckoning reads it."""
    rows = Event.objects.filter(case=case).order_by("pk")
    return [
        Happened(name, at, organ or 0, number)
        for name, at, organ, number in rows.values_list("name", "at", "organ", "number")
    ]


def next_number(prefix: str, year: int) -> str:
    """The next number, such as ``ZX-2026-000123``; no gaps, as it is in the transaction."""
    series, _made = CaseNumber.objects.select_for_update().get_or_create(prefix=prefix, year=year)
    series.last += 1
    series.save(update_fields=["last"])
    return f"{prefix}-{year}-{series.last:06}"


def lamp(case: Case, now: datetime) -> str:
    """Green in time, yellow close to the limit, red overdue; done matters keep how they ended.

    While a matter is not accepted, its clock for accepting counts; while the visitor is
    asked, none runs.
    """
    if case.state == State.RECEIVED:
        return _colour(now, case.accept_warn, case.accept_due)
    if case.state == State.ACCEPTED:
        return _colour(now, case.reply_warn, case.reply_due)
    if case.state == State.ASKED:
        return "none"
    in_time = case.replied_at is not None and case.replied_at <= case.reply_due
    return "green" if in_time else "red"


def part_lamp(part: Part, now: datetime) -> str:
    """The same for an organ beside the leading one; none where it is only informed."""
    if not part.days:
        return "none"
    if part.done_at is None:
        return _colour(now, part.warn, part.due)
    return "green" if part.done_at <= part.due else "red"


def overdue(now: datetime) -> Q:
    """Cases whose lamp is red, for the database."""
    return (
        Q(state=State.RECEIVED, accept_due__lt=now)
        | Q(state=State.ACCEPTED, reply_due__lt=now)
        | Q(replied_at__gt=F("reply_due"))
    )


def warned(now: datetime) -> Q:
    """Cases whose lamp is yellow, for the database."""
    return Q(state=State.RECEIVED, accept_warn__lte=now, accept_due__gte=now) | Q(
        state=State.ACCEPTED, reply_warn__lte=now, reply_due__gte=now
    )


@transaction.atomic
def recompute_open() -> None:
    """Puts the limits of open cases right after the calendar was changed."""
    days = calendar()
    for case in Case.objects.filter(state__in=OPEN_STATES).iterator(chunk_size=500):
        rules = Rules(kind(case.service_code).limits(), days)
        _keep(case, history.replay(log_of(case), rules), rules)


def calendar() -> WorkCalendar:
    """The office calendar with the days that staff entered."""
    return WorkCalendar(dict(CalendarDay.objects.values_list("day", "is_working")))


def _complete(case: Case, event: str, text: str, organ: Organ | None) -> int:
    """The key of the organ concerned: by default the one that leads."""
    if event in WITH_TEXT and not text.strip():
        raise Incomplete(event, "text")
    if event in WITH_ORGAN and organ is None:
        raise Incomplete(event, "organ")
    return organ.pk if organ else case.organ_id


def _in_time(case: Case, standing: Standing, line: Happened, rules: Rules) -> None:
    """An extension is asked for before the limit, and has one itself."""
    if line.name == Happening.EXTEND and (
        line.number > kind(case.service_code).extend_days
        or line.at > history.due(standing, rules).reply
    ):
        raise NotAllowed(case.state, line.name)


def _keep(case: Case, standing: Standing, rules: Rules) -> None:
    """Writes what was reckoned into the rows that lists and lamps are read from."""
    due = history.due(standing, rules)
    case.state, case.organ_id, case.stars = standing.state, standing.organ, standing.stars
    case.accepted_at, case.replied_at = standing.accepted_at, standing.replied_at
    case.accept_warn, case.accept_due = due.accept_warn, due.accept
    case.reply_warn, case.reply_due = due.reply_warn, due.reply
    case.save(update_fields=_RECKONED)
    for part in standing.parts:
        warn, limit = history.part_due(part, rules)
        values = {"since": part.since, "days": part.days, "done_at": part.done_at}
        Part.objects.update_or_create(
            case=case, organ_id=part.organ, defaults={**values, "warn": warn, "due": limit}
        )


def _colour(now: datetime, warn: datetime, due: datetime) -> str:
    if now > due:
        return "red"
    return "yellow" if now >= warn else "green"
