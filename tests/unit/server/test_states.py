"""The life of a case, as a table and in the database."""

from __future__ import annotations

from itertools import product

import pytest

from server.cases.states import Happening, NotAllowed, State, after, possible
from tests.harness.portal_server import PortalServer
from tests.harness.portal_visitor import PortalVisitor

TABLE = """
received: accept accepted, decline closed, withdraw closed
received: transfer received, opine received, file received
accepted: reply replied, transfer received, ask asked, join accepted, copy accepted
accepted: extend accepted, opine accepted, file accepted
asked: supplement accepted, opine asked, close closed, file asked
replied: close closed, reopen accepted, rate replied
closed: reopen accepted, rate closed
"""
ALLOWED = {
    (State(state), Happening(event)): State(target)
    for line in TABLE.strip().splitlines()
    for state, _, rest in [line.partition(": ")]
    for event, target in [pair.split() for pair in rest.split(", ")]
}


@pytest.mark.parametrize(("state", "event"), list(product(State, Happening)))
def test_only_the_listed_events_can_happen(state: State, event: Happening) -> None:
    if (state, event) in ALLOWED:
        assert after(state, event) == ALLOWED[state, event]
    else:
        with pytest.raises(NotAllowed):
            after(state, event)
    assert (event in possible(state)) == ((state, event) in ALLOWED)


def test_the_log_replays_to_the_state_and_cannot_be_changed(
    portal: PortalServer, visitor: PortalVisitor
) -> None:
    number = visitor.send().json()["case"]["no"]
    portal.reply_to(number, "好的。")
    found = portal.call(
        """
        from server.cases.models import Case, Event
        case = Case.objects.get(no=number)
        event = case.events.first()
        def refused(change):
            try:
                change()
            except TypeError:
                return True
            return False
        result = {
            "state": case.state,
            "log": list(case.events.values_list("name", "state")),
            "refused": [
                refused(event.save), refused(event.delete), refused(case.events.all().delete),
                refused(lambda: Event.objects.filter(pk=event.pk).update(text="x")),
            ],
        }
        """,
        number=number,
    )
    assert found["log"] == [
        ["receive", "received"],
        ["accept", "accepted"],
        ["reply", "replied"],
    ]
    assert found["state"] == found["log"][-1][1]
    assert found["refused"] == [True] * 4


def test_a_reply_comes_after_acceptance_only(portal: PortalServer, visitor: PortalVisitor) -> None:
    number = visitor.send().json()["case"]["no"]
    with pytest.raises(RuntimeError, match="NotAllowed: reply in received"):
        portal.call(
            """
            from server.cases.models import Case
            from server.cases.work import record
            record(Case.objects.get(no=number), "reply", text="x")
            result = None
            """,
            number=number,
        )


def test_the_lamp_follows_the_nearer_clock(portal: PortalServer, visitor: PortalVisitor) -> None:
    number = visitor.send().json()["case"]["no"]
    lamps = portal.call(
        """
        from datetime import timedelta
        from server.cases.models import Case
        from server.cases.work import lamp, record
        case = Case.objects.get(no=number)
        second = timedelta(seconds=1)
        result = [
            lamp(case, case.accept_warn - second), lamp(case, case.accept_warn),
            lamp(case, case.accept_due), lamp(case, case.accept_due + second),
        ]
        record(case, "accept")
        result += [
            lamp(case, case.reply_warn - second), lamp(case, case.reply_due),
            lamp(case, case.reply_due + second),
        ]
        record(case, "reply", text="x")
        result.append(lamp(case, case.reply_due + second))
        case.replied_at = case.reply_due + second
        result.append(lamp(case, case.reply_due))
        """,
        number=number,
    )
    assert lamps == "green yellow yellow red green yellow red green red".split()


def test_a_day_entered_by_staff_moves_open_cases(
    portal: PortalServer, visitor: PortalVisitor
) -> None:
    number = visitor.send().json()["case"]["no"]
    before, moved, after_ = portal.call(
        """
        from datetime import timedelta
        from server.cases.models import CalendarDay, Case
        from server.cases.work import recompute_open
        due = lambda: Case.objects.get(no=number).reply_due.date()
        result = [due()]
        day = CalendarDay.objects.create(day=due(), is_working=False)
        recompute_open()
        result.append(due())
        day.delete()
        recompute_open()
        result.append(due())
        """,
        number=number,
    )
    assert before == after_ < moved
