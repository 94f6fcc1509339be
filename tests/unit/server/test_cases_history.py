"""Whatever happens to a case in whatever order: its clocks hold and its log loses nothing."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from server.cases.clocks import CHINA, Limits, WorkCalendar
from server.cases.history import Happened, Rules, due, part_due, replay, step
from server.cases.states import OPEN_STATES, Happening, NotAllowed, State

LIMITS = (
    Limits(),
    Limits(accept_hours=4, clock_hours=True),
    Limits(reply_days=20),
    Limits(reply_days=60, same_day=True, calendar_days=True),
    Limits(reply_days=15, same_day=True),
    Limits(reply_days=60, calendar_days=True),
)
ORGANS = st.integers(1, 4)
ENDS = {Happening.REPLY, Happening.DECLINE, Happening.WITHDRAW, Happening.CLOSE}


class CaseLife(RuleBasedStateMachine):
    """Events at random, hours or weeks apart; those that are refused must change nothing."""

    @initialize(hours=st.integers(0, 24 * 700), limits=st.sampled_from(LIMITS))
    def receive(self, hours: int, limits: Limits) -> None:
        self.terms = Rules(limits, WorkCalendar())
        self.now = datetime(2025, 11, 1, tzinfo=CHINA) + timedelta(hours=hours)
        self.log = [Happened(Happening.RECEIVE, self.now, 1)]
        self.standing = replay(self.log, self.terms)
        self.refused = 0

    @rule(
        event=st.sampled_from(list(Happening)),
        hours=st.integers(0, 24 * 20),
        organ=ORGANS,
        number=st.integers(0, 6),
    )
    def happen(self, event: Happening, hours: int, organ: int, number: int) -> None:
        self.now += timedelta(hours=hours)
        line = Happened(event, self.now, organ, number)
        before = due(self.standing, self.terms)
        try:
            after = step(self.standing, line, self.terms)
        except NotAllowed:
            self.refused += 1
            assert replay(self.log, self.terms) == self.standing
            return
        if event not in {Happening.REOPEN}:
            assert due(after, self.terms).reply >= before.reply
        self.log.append(line)
        self.standing = after

    @invariant()
    def the_log_alone_gives_the_standing(self) -> None:
        assert replay(self.log, self.terms) == self.standing

    @invariant()
    def clocks_are_in_order(self) -> None:
        limits = due(self.standing, self.terms)
        assert limits.accept_warn <= limits.accept
        assert limits.reply_warn < limits.reply
        assert limits.reply > self.standing.reply_from
        for part in self.standing.parts:
            assert part_due(part, self.terms)[1] >= part.since or not part.days

    @invariant()
    def an_answer_waits_for_every_organ_that_was_asked(self) -> None:
        standing = self.standing
        if standing.state in {State.REPLIED, State.CLOSED}:
            assert not any(part.waiting for part in standing.parts)
            [*_, over] = [line.name for line in self.log if line.name in ENDS]
            assert (standing.replied_at is None) == (over is Happening.WITHDRAW)
        else:
            assert standing.state in OPEN_STATES
            assert standing.replied_at is None

    @invariant()
    def one_organ_leads_and_no_organ_is_asked_twice(self) -> None:
        organs = [part.organ for part in self.standing.parts]
        assert len(set(organs)) == len(organs)
        waiting = {part.organ for part in self.standing.parts if part.waiting}
        assert self.standing.organ not in waiting

    @invariant()
    def a_stopped_clock_means_that_the_visitor_is_asked(self) -> None:
        assert (self.standing.asked_at is not None) == (self.standing.state == State.ASKED)


CaseLife.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
TestCaseLife = CaseLife.TestCase
