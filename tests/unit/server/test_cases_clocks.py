"""Clocks of a case over holidays, year ends, pauses, extensions and staff's own days."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from server.cases.clocks import CHINA, Limits, WorkCalendar, due_times
from server.cases.history import Happened, Rules, due, part_due, replay

ORGAN, OTHER = 1, 2
SAME_DAY = [
    ("2026-11-23 08:00", "2026-11-23 17:30"),  # before opening
    ("2026-11-23 17:29", "2026-11-23 17:30"),  # in the last minute
    ("2026-11-23 17:30", "2026-11-24 17:30"),  # at closing time
    ("2026-11-28 10:00", "2026-11-30 17:30"),  # on a Saturday
    ("2026-02-14 10:00", "2026-02-14 17:30"),  # on a Saturday that is worked
    ("2026-02-14 18:00", "2026-02-24 17:30"),  # before Spring Festival
    ("2026-09-30 17:45", "2026-10-08 17:30"),  # before National Day
    ("2026-12-31 18:00", "2027-01-04 17:30"),  # over the year's end
]
TWENTY_DAYS = [
    ("2026-11-23", "2026-12-21"),
    ("2026-01-30", "2026-03-05"),  # Spring Festival and two make-up Saturdays in it
    ("2026-09-14", "2026-10-16"),  # a worked Sunday, Mid-Autumn, National Day, a worked Saturday
    ("2026-12-10", "2027-01-08"),  # New Year
]
SIXTY_DAYS = [
    ("2026-06-01", "2026-07-31"),
    ("2026-03-02", "2026-05-06"),  # the sixtieth day is Labour Day, free until the fifth
    ("2026-07-22", "2026-09-20"),  # a Sunday that is worked
    ("2026-08-03", "2026-10-08"),  # in the week of National Day
    ("2025-12-16", "2026-02-14"),  # a Saturday that is worked
    ("2025-12-17", "2026-02-24"),  # the first day of Spring Festival
    ("2026-11-03", "2027-01-04"),  # a Saturday after New Year
]
"""All days count; where the last one is free, the next worked one (Civil Code, 201 and 203)."""


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


def rules(days: int = 5, overrides: dict[date, bool] | None = None) -> Rules:
    return Rules(Limits(reply_days=days), WorkCalendar(overrides))


def log(
    *lines: tuple[str, str] | tuple[str, str, int] | tuple[str, str, int, int],
) -> list[Happened]:
    """Lines of a log: name, time, number, organ."""
    found = []
    for name, when, *more in lines:
        number = more[0] if more else 0
        found.append(Happened(name, at(when), more[1] if len(more) > 1 else ORGAN, number))
    return found


def reply_due(lines: list[Happened], by: Rules) -> datetime:
    return due(replay(lines, by), by).reply


@pytest.mark.parametrize(("received", "limit"), SAME_DAY)
def test_consumer_matters_are_due_at_the_end_of_the_working_day(received: str, limit: str) -> None:
    made = due_times(WorkCalendar(), at(received), Limits(same_day=True))
    assert made.accept == at(limit)
    assert made.accept_warn < made.accept


@pytest.mark.parametrize(("received", "limit"), TWENTY_DAYS)
def test_disclosure_is_due_after_twenty_working_days(received: str, limit: str) -> None:
    made = due_times(WorkCalendar(), at(f"{received} 10:00"), Limits(reply_days=20))
    assert made.reply == at(f"{limit} 17:30")


@pytest.mark.parametrize(("received", "limit"), SIXTY_DAYS)
def test_petitions_are_due_after_sixty_days_of_any_kind(received: str, limit: str) -> None:
    made = due_times(WorkCalendar(), at(f"{received} 10:00"), PETITION)
    assert made.reply == at(f"{limit} 17:30")
    assert made.reply_warn < made.reply
    assert (made.reply - made.reply_warn).days >= 1


PETITION = Limits(reply_days=60, calendar_days=True)


def test_pauses_and_extensions_of_a_petition_are_days_of_any_kind() -> None:
    by = Rules(PETITION, WorkCalendar())
    lines = log(
        ("receive", "2026-06-01 10:00"),
        ("accept", "2026-06-01 11:00"),
        ("ask", "2026-06-18 10:00"),
        ("supplement", "2026-06-23 10:00"),  # five days, of which two were worked
        ("extend", "2026-07-20 10:00", 30),
    )
    assert reply_due(lines[:2], by) == at("2026-07-31 17:30")
    assert reply_due(lines[:4], by) == at("2026-08-05 17:30")
    assert reply_due(lines, by) == at("2026-09-04 17:30")


def test_working_days_between_leave_out_the_first_and_count_the_last() -> None:
    calendar = WorkCalendar()
    assert calendar.working_days_between(date(2026, 9, 30), date(2026, 9, 30)) == 0
    assert calendar.working_days_between(date(2026, 9, 30), date(2026, 10, 8)) == 1
    assert calendar.working_days_between(date(2026, 12, 31), date(2027, 1, 4)) == 1


def test_the_clock_stands_still_while_the_visitor_is_asked() -> None:
    lines = log(
        ("receive", "2026-09-28 10:00"),
        ("accept", "2026-09-28 11:00"),
        ("ask", "2026-09-29 10:00"),
        ("supplement", "2026-10-09 10:00"),  # 30 September, 8 and 9 October were worked
    )
    assert reply_due(lines[:2], rules()) == at("2026-10-10 17:30")
    assert reply_due(lines, rules()) == at("2026-10-14 17:30")


def test_an_extension_adds_working_days_once() -> None:
    lines = log(
        ("receive", "2026-11-23 10:00"),
        ("accept", "2026-11-23 11:00"),
        ("extend", "2026-11-24 10:00", 5),
    )
    assert reply_due(lines, rules()) == at("2026-12-07 17:30")


def test_a_transfer_gives_new_hours_to_accept_and_no_new_days() -> None:
    lines = log(
        ("receive", "2026-11-23 09:00"),
        ("transfer", "2026-11-24 09:00", 0, OTHER),
    )
    standing = replay(lines, rules())
    limits = due(standing, rules())
    assert (standing.organ, standing.state) == (OTHER, "received")
    assert limits.accept == at("2026-11-24 15:00")
    assert limits.reply == at("2026-11-30 17:30")


def test_taking_up_again_starts_the_days_anew() -> None:
    lines = log(
        ("receive", "2026-11-02 10:00"),
        ("accept", "2026-11-02 11:00"),
        ("extend", "2026-11-03 10:00", 3),
        ("reply", "2026-11-04 10:00"),
        ("reopen", "2026-11-23 10:00"),
    )
    standing = replay(lines, rules())
    assert (standing.replied_at, standing.extended) == (None, False)
    assert due(standing, rules()).reply == at("2026-11-30 17:30")


def test_every_organ_beside_has_a_clock_of_its_own() -> None:
    lines = log(
        ("receive", "2026-11-23 10:00"),
        ("accept", "2026-11-23 11:00"),
        ("join", "2026-11-24 10:00", 2, OTHER),
        ("copy", "2026-11-24 10:00", 0, 3),
    )
    parts = replay(lines, rules()).parts
    assert [part.waiting for part in parts] == [True, False]
    assert part_due(parts[0], rules())[1] == at("2026-11-26 17:30")


def test_days_entered_by_staff_move_pauses_too() -> None:
    lines = log(
        ("receive", "2026-11-23 10:00"),
        ("accept", "2026-11-23 11:00"),
        ("ask", "2026-11-24 10:00"),
        ("supplement", "2026-11-26 10:00"),
    )
    free = {date(2026, 11, 25): False}
    assert reply_due(lines, rules()) == at("2026-12-02 17:30")
    assert reply_due(lines, rules(overrides=free)) == at("2026-12-02 17:30")
    assert reply_due(lines[:2], rules(overrides=free)) == at("2026-12-01 17:30")
