"""What anybody who has its number may know of a pre-examination: how far it is, nothing else.

Neither what was sent nor what was answered is told, nor for which service, nor by whom.
"""

from __future__ import annotations

from typing import Any, Final

from django.utils import timezone

from server.cases.kinds import kind, kinds
from server.cases.models import Case
from server.cases.pages import organs_of
from server.cases.work import lamp
from server.content.shape import moment
from server.words import Words

_CODE: Final = "pre-examination"


def pre_examined(no: str) -> Case | None:
    """The pre-examination with that number."""
    if not no.startswith(f"{kind(_CODE).prefix}-"):
        return None
    found = Case.objects.select_related("organ").filter(no=no, service_code=_CODE)
    return found.first()


def is_own(no: str) -> bool:
    """Whether a number is one of those that only their owners look up, signed in."""
    prefixes = {one.prefix for one in kinds().values() if one.code != _CODE}
    return no.partition("-")[0] in prefixes


def without_the_visitor(case: Case, say: Words) -> dict[str, Any]:
    """The case of a page with its state, clocks and organs; ``next`` is the caller's."""
    events = case.events.select_related("organ")
    return {
        "no": case.no,
        "service_code": case.service_code,
        "state": case.state,
        "state_title": say(f"cases.states.{case.state}"),
        "lamp": lamp(case, timezone.now()),
        "requested_at": moment(case.requested_at),
        "accept_due": moment(case.accept_due),
        "reply_due": moment(case.reply_due),
        "fields": [],
        "organs": organs_of(case, timezone.now(), say),
        "timeline": [
            {
                "id": f"event-{event.pk}",
                "at": moment(event.at),
                "title": say(f"cases.events.{event.name}", number=event.number),
            }
            for event in events
        ],
    }
