"""Limits against a table made by hand from the State Council's notice for 2026."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from server.cases.clocks import CHINA, Limits, WorkCalendar, due_times

ACCEPT = [
    ("2026-11-23 09:00", "2026-11-23 15:00"),  # over the lunch break
    ("2026-11-23 16:30", "2026-11-24 11:30"),  # over the night
    ("2026-11-23 12:30", "2026-11-24 09:00"),  # sent at lunch
    ("2026-11-23 22:20", "2026-11-24 14:30"),  # sent at night
    ("2026-11-27 17:30", "2026-11-30 14:30"),  # sent at closing time on a Friday
    ("2026-02-14 15:00", "2026-02-24 10:00"),  # a Saturday that is worked, then Spring Festival
    ("2026-09-20 09:00", "2026-09-20 15:00"),  # a Sunday that is worked
    ("2026-09-30 17:00", "2026-10-08 12:00"),  # National Day
    ("2026-12-31 16:00", "2027-01-04 11:00"),  # over the year's end
]
REPLY = [
    ("2026-11-23", "2026-11-30"),
    ("2026-01-01", "2026-01-08"),  # received on a holiday; Sunday the 4th is worked
    ("2026-02-12", "2026-02-26"),  # Spring Festival with the make-up Saturday before it
    ("2026-02-13", "2026-02-27"),
    ("2026-04-30", "2026-05-11"),  # Labour Day with the make-up Saturday after it
    ("2026-06-18", "2026-06-26"),  # Dragon Boat Festival
    ("2026-09-24", "2026-10-09"),  # Mid-Autumn and National Day
    ("2026-09-30", "2026-10-13"),
    ("2026-12-28", "2027-01-05"),  # into a year without a notice
]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


@pytest.mark.parametrize(("received", "due"), ACCEPT)
def test_acceptance_is_due_after_four_office_hours(received: str, due: str) -> None:
    assert due_times(WorkCalendar(), at(received), Limits()).accept == at(due)


@pytest.mark.parametrize(("received", "due"), REPLY)
def test_reply_is_due_at_closing_time_of_the_fifth_working_day(received: str, due: str) -> None:
    limits = due_times(WorkCalendar(), at(f"{received} 10:00"), Limits())
    assert limits.reply == at(f"{due} 17:30")


def test_times_are_reckoned_in_china_whatever_the_clock_says() -> None:
    evening = datetime(2026, 11, 23, 23, 0, tzinfo=UTC)  # Tuesday 07:00 in China
    limits = due_times(WorkCalendar(), evening, Limits())
    assert (limits.accept, limits.reply) == (at("2026-11-24 14:30"), at("2026-12-01 17:30"))


def test_clock_hours_run_through_the_night() -> None:
    limits = due_times(WorkCalendar(), at("2026-11-23 22:00"), Limits(clock_hours=True))
    assert limits.accept == at("2026-11-24 02:00")


def test_days_entered_by_staff_win_over_the_package() -> None:
    calendar = WorkCalendar({date(2027, 1, 3): True, date(2027, 1, 4): False})
    limits = due_times(calendar, at("2026-12-28 10:00"), Limits())
    assert limits.reply == at("2027-01-05 17:30")
    assert due_times(calendar, at("2026-12-31 16:00"), Limits()).accept == at("2027-01-03 11:00")


def test_the_lamp_is_warned_before_it_is_due() -> None:
    limits = due_times(WorkCalendar(), at("2026-11-23 09:00"), Limits())
    assert limits.accept_warn == at("2026-11-23 12:00")
    assert limits.reply_warn == at("2026-11-27 17:30")
