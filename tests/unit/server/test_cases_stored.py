"""The same life in the database: rows follow the log, and what is refused leaves no trace."""

from __future__ import annotations

from tests.harness.portal_server import PortalServer

LIVES = '''
from datetime import datetime, timedelta
from unittest.mock import patch
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings, strategies as st
from server.cases import history, work
from server.cases.clocks import CHINA
from server.cases.history import Rules
from server.cases.kinds import kind
from server.cases.models import Case, Event, Part
from server.cases.states import Happening, NotAllowed
from server.content.models import Organ
from server.identity.models import User

organs = list(Organ.objects.order_by("pk")[:4])
user = User.objects.get(username="demo")
seen = {"happened": set(), "refused": 0, "steps": 0}
step = st.tuples(
    st.sampled_from(list(Happening)),
    st.integers(0, 24 * 12), st.integers(0, 4), st.integers(0, 6), st.sampled_from(["", "x"]),
)

def look(case, said, now):
    """The row is what the log says, and the log has what was said, in order."""
    case.refresh_from_db()
    log = work.log_of(case)
    assert [line.name for line in log] == said
    rules = Rules(kind(case.service_code).limits(), work.calendar())
    standing = history.replay(log, rules)
    due = history.due(standing, rules)
    row = (case.state, case.organ_id, case.stars, case.accepted_at, case.replied_at)
    assert row == (standing.state, standing.organ, standing.stars,
                   standing.accepted_at, standing.replied_at)
    assert (case.accept_due, case.reply_due) == (due.accept, due.reply)
    parts = {part.organ_id: (part.days, part.done_at) for part in Part.objects.filter(case=case)}
    assert parts == {part.organ: (part.days, part.done_at) for part in standing.parts}
    assert work.lamp(case, now) in {"green", "yellow", "red", "none"}
    assert Event.objects.filter(case=case).last().state == case.state

@settings(max_examples=20, deadline=None, database=None, derandomize=True,
          suppress_health_check=list(HealthCheck))
@given(st.sampled_from(["consultation", "petition", "claim"]),
       st.lists(step, min_size=8, max_size=16))
def live(code, steps):
    now = datetime(2026, 1, 28, 9, tzinfo=CHINA)
    with transaction.atomic(), patch("django.utils.timezone.now", lambda: now):
        case = work.receive(user, organs[0], code, {"subject": "s"}, work.Origin("zh-Hans"))
        said = ["receive"]
        for event, hours, organ, number, text in [("accept", 1, 0, 0, ""), *steps]:
            now += timedelta(hours=hours)
            seen["steps"] += 1
            try:
                work.record(case, event, text=text, number=number,
                            organ=organs[organ - 1] if organ else None)
                said.append(str(event))
                seen["happened"].add(str(event))
            except (NotAllowed, work.Incomplete):
                seen["refused"] += 1
            look(case, said, now)
        transaction.set_rollback(True)

live()
result = {**seen, "happened": sorted(seen["happened"])}
'''


def test_rows_follow_the_log_and_refusals_leave_nothing(portal: PortalServer) -> None:
    before = portal.sql("SELECT (SELECT count(*) FROM cases_case), max(id) FROM cases_event")
    found = portal.call(LIVES)
    assert found["steps"] > 80
    assert found["refused"] > 20
    assert len(found["happened"]) >= 8, found
    assert (
        portal.sql("SELECT (SELECT count(*) FROM cases_case), max(id) FROM cases_event") == before
    )
