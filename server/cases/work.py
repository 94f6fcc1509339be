"""What happens to cases; every change and its log entry in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from server.cases.clocks import CHINA, Due, Limits, WorkCalendar, due_times
from server.cases.models import CalendarDay, Case, CaseNumber, Event
from server.cases.states import OPEN_STATES, Happening, State, after
from server.content.models import Organ
from server.identity.models import User


@transaction.atomic
def receive(user: User, organ: Organ, form: Mapping[str, str], values: Mapping[str, Any]) -> Case:
    """A new case out of checked ``values``; ``form`` has its ``service_code`` and ``prefix``."""
    now = timezone.now()
    due = limits_of(now)
    case = Case.objects.create(
        no=next_number(form["prefix"], now.astimezone(CHINA).year),
        service_code=form["service_code"],
        user=user,
        organ=organ,
        subject=str(values.get("subject", ""))[:200],
        values=dict(values),
        requested_at=now,
        **_members(due),
    )
    Event.objects.create(case=case, name=Happening.RECEIVE, state=State.RECEIVED, at=now)
    return case


@transaction.atomic
def record(case: Case, event: str, *, text: str = "", officer: User | None = None) -> Event:
    """Lets ``event`` happen to ``case`` now; raises ``NotAllowed`` where it cannot.

    The case is read again under a lock, so that two officers cannot both accept it.
    """
    held = Case.objects.select_for_update().get(pk=case.pk)
    held.state = after(held.state, event)
    now = timezone.now()
    if event == Happening.ACCEPT:
        held.accepted_at = now
    elif event == Happening.REPLY:
        held.replied_at = now
    elif event == Happening.REOPEN:
        held.replied_at = None
    held.save(update_fields=["state", "accepted_at", "replied_at"])
    case.refresh_from_db()
    return Event.objects.create(
        case=held, name=event, state=held.state, at=now, text=text, officer=officer
    )


def next_number(prefix: str, year: int) -> str:
    """The next number, such as ``ZX-2026-000123``; no gaps, as it is in the transaction."""
    series, _made = CaseNumber.objects.select_for_update().get_or_create(prefix=prefix, year=year)
    series.last += 1
    series.save(update_fields=["last"])
    return f"{prefix}-{year}-{series.last:06}"


def lamp(case: Case, now: datetime) -> str:
    """Green in time, yellow close to the limit, red overdue; done matters keep how they ended.

    While a matter is not accepted, the nearer of its two clocks counts.
    """
    if case.state == State.RECEIVED:
        return _colour(now, case.accept_warn, case.accept_due)
    if case.state == State.ACCEPTED:
        return _colour(now, case.reply_warn, case.reply_due)
    in_time = case.replied_at is not None and case.replied_at <= case.reply_due
    return "green" if in_time else "red"


def recompute_open() -> None:
    """Puts the limits of open cases right after the calendar was changed."""
    for case in Case.objects.filter(state__in=OPEN_STATES):
        Case.objects.filter(pk=case.pk).update(**_members(limits_of(case.requested_at)))


def limits_of(received: datetime) -> Due:
    """The limits by the calendar and the settings as they are now."""
    overrides = dict(CalendarDay.objects.values_list("day", "is_working"))
    limits = Limits(
        accept_hours=settings.CASE_ACCEPT_HOURS,
        reply_days=settings.CASE_REPLY_DAYS,
        clock_hours=settings.CASE_CLOCK_HOURS,
    )
    return due_times(WorkCalendar(overrides), received, limits)


def _members(due: Due) -> dict[str, datetime]:
    return {
        "accept_warn": due.accept_warn,
        "accept_due": due.accept,
        "reply_warn": due.reply_warn,
        "reply_due": due.reply,
    }


def _colour(now: datetime, warn: datetime, due: datetime) -> str:
    if now > due:
        return "red"
    return "yellow" if now >= warn else "green"
