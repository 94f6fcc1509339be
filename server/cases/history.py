"""A case reckoned from its log: the same events always give the same state and clocks.

The log is the truth; what stands in the case's row is reckoned from it, so that a changed
calendar, or a doubt, is settled by reckoning again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from server.cases.clocks import CHINA, Due, Limits, WorkCalendar, accept_times, reply_times
from server.cases.states import Happening, NotAllowed, State, after


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of the log; ``number`` are days or stars, ``organ`` whom it concerns."""

    name: str
    at: datetime
    organ: int = 0
    number: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """An organ beside the leading one: asked for its opinion, or only informed (no days)."""

    organ: int
    since: datetime
    days: int
    done_at: datetime | None = None

    @property
    def waiting(self) -> bool:
        """Whether the answer to the visitor waits for it."""
        return self.days > 0 and self.done_at is None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a case stands after some events."""

    state: State
    organ: int
    accept_from: datetime
    reply_from: datetime
    extra_days: int = 0
    extended: bool = False
    asked_at: datetime | None = None
    accepted_at: datetime | None = None
    replied_at: datetime | None = None
    stars: int = 0
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Rules:
    """What the clocks go by."""

    limits: Limits
    calendar: WorkCalendar


Step = Callable[[Standing, Happened, Rules], Standing]


def replay(log: Iterable[Happened], rules: Rules) -> Standing:
    """The standing after the whole ``log``, whose first line is the receipt."""
    lines = iter(log)
    first = next(lines)
    standing = Standing(State.RECEIVED, first.organ, first.at, first.at)
    for line in lines:
        standing = step(standing, line, rules)
    return standing


def step(standing: Standing, line: Happened, rules: Rules) -> Standing:
    """The standing after one more event; raises ``NotAllowed``."""
    state = after(standing.state, line.name)
    change = _STEPS.get(Happening(line.name))
    changed = change(standing, line, rules) if change else standing
    return replace(changed, state=state)


def due(standing: Standing, rules: Rules) -> Due:
    """The moments at which the lamps of the leading organ change."""
    accept = accept_times(rules.calendar, standing.accept_from, rules.limits)
    days = rules.limits.reply_days + standing.extra_days
    all_days = rules.limits.calendar_days
    reply = reply_times(rules.calendar, standing.reply_from, days, calendar_days=all_days)
    return Due(*accept, *reply)


def part_due(part: Part, rules: Rules) -> tuple[datetime, datetime]:
    """The same for an organ beside it."""
    return reply_times(rules.calendar, part.since, part.days)


def _accept(standing: Standing, line: Happened, _rules: Rules) -> Standing:
    return replace(standing, accepted_at=line.at)


def _transfer(standing: Standing, line: Happened, _rules: Rules) -> Standing:
    """A new organ has its own hours to accept; the visitor's days run on."""
    if line.organ in _involved(standing):
        raise NotAllowed(standing.state, line.name)
    return replace(standing, organ=line.organ, accept_from=line.at, accepted_at=None)


def _extend(standing: Standing, line: Happened, _rules: Rules) -> Standing:
    if standing.extended or line.number < 1:
        raise NotAllowed(standing.state, line.name)
    days = standing.extra_days + line.number
    return replace(standing, extended=True, extra_days=days)


def _ask(standing: Standing, line: Happened, _rules: Rules) -> Standing:
    return replace(standing, asked_at=line.at)


def _resume(standing: Standing, line: Happened, rules: Rules) -> Standing:
    """The days, of the kind that counts, on which the office waited are added to its days."""
    if standing.asked_at is None:
        return standing
    asked, until = (at.astimezone(CHINA).date() for at in (standing.asked_at, line.at))
    if rules.limits.calendar_days:
        waited = (until - asked).days
    else:
        waited = rules.calendar.working_days_between(asked, until)
    return replace(standing, asked_at=None, extra_days=standing.extra_days + waited)


def _join(standing: Standing, line: Happened, _rules: Rules) -> Standing:
    if line.organ in _involved(standing) or line.number < (line.name == Happening.JOIN):
        raise NotAllowed(standing.state, line.name)
    others = tuple(part for part in standing.parts if part.organ != line.organ)
    days = line.number if line.name == Happening.JOIN else 0
    return replace(standing, parts=(*others, Part(line.organ, line.at, days)))


def _opine(standing: Standing, line: Happened, _rules: Rules) -> Standing:
    found = [part for part in standing.parts if part.organ == line.organ and part.waiting]
    if not found:
        raise NotAllowed(standing.state, line.name)
    others = tuple(part for part in standing.parts if part.organ != line.organ)
    return replace(standing, parts=(*others, replace(found[0], done_at=line.at)))


def _answered(standing: Standing, line: Happened, _rules: Rules) -> Standing:
    """One answer goes to the visitor, after every organ that was asked has said its part."""
    if any(part.waiting for part in standing.parts):
        raise NotAllowed(standing.state, line.name)
    return replace(standing, replied_at=line.at)


def _withdraw(standing: Standing, line: Happened, _rules: Rules) -> Standing:
    """Taken back by the visitor: no organ's opinion is awaited any longer."""
    parts = (replace(one, done_at=line.at) if one.waiting else one for one in standing.parts)
    return replace(standing, parts=tuple(parts))


def _close(standing: Standing, line: Happened, rules: Rules) -> Standing:
    """Closing is an end without an answer where the visitor was asked and never answered."""
    if standing.asked_at is None:
        return standing
    return _answered(_resume(standing, line, rules), line, rules)


def _reopen(standing: Standing, line: Happened, _rules: Rules) -> Standing:
    return replace(
        standing,
        reply_from=line.at,
        extra_days=0,
        extended=False,
        accepted_at=standing.accepted_at or line.at,
        replied_at=None,
        stars=0,
    )


def _rate(standing: Standing, line: Happened, _rules: Rules) -> Standing:
    if standing.stars or not 1 <= line.number <= 5:
        raise NotAllowed(standing.state, line.name)
    return replace(standing, stars=line.number)


def _involved(standing: Standing) -> set[int]:
    """The leading organ and those whose opinion is awaited."""
    return {standing.organ, *(part.organ for part in standing.parts if part.waiting)}


_STEPS: Final[Mapping[Happening, Step]] = {
    Happening.ACCEPT: _accept,
    Happening.DECLINE: _answered,
    Happening.TRANSFER: _transfer,
    Happening.EXTEND: _extend,
    Happening.ASK: _ask,
    Happening.SUPPLEMENT: _resume,
    Happening.JOIN: _join,
    Happening.COPY: _join,
    Happening.OPINE: _opine,
    Happening.REPLY: _answered,
    Happening.WITHDRAW: _withdraw,
    Happening.CLOSE: _close,
    Happening.REOPEN: _reopen,
    Happening.RATE: _rate,
}
