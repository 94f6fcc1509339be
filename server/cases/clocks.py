"""Working days and office hours in China, and the limits that follow from them.

Working days are those of the State Council's yearly notices (the ``holidays`` package, with
make-up days); days entered by staff win over them. A year that has no notice yet is
reckoned by the statutory holidays alone and put right when staff enter the notice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from holidays.countries.china import China

CHINA: Final = ZoneInfo("Asia/Shanghai")
OFFICE_HOURS: Final = ((time(8, 30), time(12, 0)), (time(14, 0), time(17, 30)))
CLOSING: Final = OFFICE_HOURS[-1][1]
_DAY: Final = timedelta(days=1)
_DAY_WARNING: Final = timedelta(hours=1, minutes=45)
"""A quarter of the seven office hours of a day."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long an organ may take: hours to accept, days to reply.

    Days are working days, or with ``calendar_days`` all days. ``clock_hours`` counts the hours
    day and night instead of office hours only; with ``same_day`` a matter is accepted on the
    working day on which it came, whatever the hours.
    """

    accept_hours: int = 4
    reply_days: int = 5
    clock_hours: bool = False
    same_day: bool = False
    calendar_days: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """The four moments of a matter; from ``warn`` to ``due`` its lamp is yellow."""

    accept_warn: datetime
    accept: datetime
    reply_warn: datetime
    reply: datetime


class WorkCalendar:
    """Which days are worked; ``overrides`` are the days that staff entered."""

    def __init__(self, overrides: Mapping[date, bool] | None = None) -> None:
        self._overrides = dict(overrides or {})

    def works_on(self, day: date) -> bool:
        """Whether offices are open on ``day``."""
        entered = self._overrides.get(day)
        return _china(day.year).is_working_day(day) if entered is None else entered

    def after_working_days(self, day: date, count: int) -> date:
        """The ``count``-th working day after ``day``, which itself is not counted."""
        while count:
            day += _DAY
            count -= self.works_on(day)
        return day

    def after_days(self, day: date, count: int) -> date:
        """``count`` days of any kind after ``day``; where that day is free, the next worked one.

        Civil Code, articles 201 and 203.
        """
        return self.after_working_days(day + _DAY * (count - 1), 1) if count else day

    def before_working_day(self, day: date) -> date:
        """The working day before ``day``."""
        day -= _DAY
        while not self.works_on(day):
            day -= _DAY
        return day

    def working_days_between(self, first: date, last: date) -> int:
        """How many working days there are after ``first`` up to and with ``last``."""
        days = range(1, (last - first).days + 1)
        return sum(self.works_on(first + _DAY * number) for number in days)

    def after_office_hours(self, start: datetime, length: timedelta) -> datetime:
        """The moment at which offices have been open for ``length`` since ``start``."""
        for opening, closing in self._spans(start):
            span = closing - opening
            if length <= span:
                return opening + length
            length -= span
        raise AssertionError("office hours do not end")  # _spans is endless

    def _spans(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Stretches of office time from ``start`` on."""
        local = start.astimezone(CHINA)
        day = local.date()
        while True:
            if self.works_on(day):
                for opens, closes in OFFICE_HOURS:
                    opening = max(datetime.combine(day, opens, CHINA), local)
                    closing = datetime.combine(day, closes, CHINA)
                    if opening < closing:
                        yield opening, closing
            day += _DAY


def due_times(calendar: WorkCalendar, received: datetime, limits: Limits) -> Due:
    """The limits of a matter received at ``received``.

    The reply is due at closing time of the last day; the day of receipt is not counted
    (Civil Code, article 201). The lamp turns yellow when a quarter of the hours, or
    one working day, is left.
    """
    accept_warn, accept = accept_times(calendar, received, limits)
    reply_warn, reply = reply_times(
        calendar, received, limits.reply_days, calendar_days=limits.calendar_days
    )
    return Due(accept_warn, accept, reply_warn, reply)


def accept_times(
    calendar: WorkCalendar, start: datetime, limits: Limits
) -> tuple[datetime, datetime]:
    """When acceptance is close to its limit, and when it is due."""
    if limits.same_day:
        due = _closing(calendar.after_office_hours(start, timedelta(seconds=1)).date())
        return due - _DAY_WARNING, due
    hours = timedelta(hours=limits.accept_hours)
    return (
        _later(calendar, start, hours * 3 / 4, limits),
        _later(calendar, start, hours, limits),
    )


def reply_times(
    calendar: WorkCalendar, start: datetime, days: int, *, calendar_days: bool = False
) -> tuple[datetime, datetime]:
    """When a reply is close to its limit, and when it is due: ``days`` working days.

    With ``calendar_days`` all days count; it is close from the closing of the working day before.
    """
    day = start.astimezone(CHINA).date()
    if not calendar_days:
        return (
            _closing(calendar.after_working_days(day, max(0, days - 1))),
            _closing(calendar.after_working_days(day, days)),
        )
    last = calendar.after_days(day, days)
    return _closing(calendar.before_working_day(last)), _closing(last)


@lru_cache(maxsize=64)
def _china(year: int) -> China:
    """One year, complete before it is seen: the package's own filling-in is not thread-safe."""
    from holidays.countries.china import China  # noqa: PLC0415 - 0.25 s that a start can save

    return China(years=year, expand=False)  # type: ignore[no-untyped-call]  # untyped package


def _later(calendar: WorkCalendar, start: datetime, length: timedelta, limits: Limits) -> datetime:
    if limits.clock_hours:
        return start.astimezone(CHINA) + length
    return calendar.after_office_hours(start, length)


def _closing(day: date) -> datetime:
    return datetime.combine(day, CLOSING, CHINA)
