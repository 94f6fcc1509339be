"""What an officer decides about a case: what is possible, what is asked for, how it is recorded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from server.cases.kinds import kind
from server.cases.models import Case
from server.cases.rights import own_organ, whole_city
from server.cases.states import (
    BETWEEN_ORGANS,
    VISITORS,
    WITH_DAYS,
    WITH_ORGAN,
    WITH_TEXT,
    Happening,
    possible,
)
from server.cases.work import By, record
from server.content.models import Organ

TITLES: Final = {
    Happening.ACCEPT: _("Accept"),
    Happening.DECLINE: _("Decline"),
    Happening.TRANSFER: _("Pass on"),
    Happening.EXTEND: _("Extend"),
    Happening.ASK: _("Ask the visitor"),
    Happening.JOIN: _("Ask another organ to take part"),
    Happening.COPY: _("Inform another organ"),
    Happening.OPINE: _("Give an opinion"),
    Happening.REPLY: _("Reply"),
    Happening.CLOSE: _("Close the case"),
    Happening.REOPEN: _("Take up again"),
}


@dataclass(frozen=True, slots=True)
class Decision:
    """What the desk's form asks for an event."""

    event: str
    title: Any
    text_needed: bool
    organs: tuple[Organ, ...] = ()
    days: int = 0
    """The largest number of working days; 0 where none is asked."""

    @property
    def for_the_visitor(self) -> bool:
        """Whether the visitor reads the text."""
        return self.event not in BETWEEN_ORGANS


def decision(request: HttpRequest, case: Case, event: str) -> Decision | None:
    """The decision, if this officer may take it about this case in its present state."""
    if event not in allowed(request, case):
        return None
    happening = Happening(event)
    organs = Organ.objects.exclude(pk=case.organ_id)
    if happening == Happening.OPINE:
        waiting = case.parts.filter(days__gt=0, done_at__isnull=True).values("organ")
        organs = organs.filter(pk__in=waiting)
        own = own_organ(request)
        if own is not None:
            organs = organs.filter(pk=own.pk)
    chosen = tuple(organs) if happening in WITH_ORGAN | {Happening.OPINE} else ()
    days = _most_days(case, happening)
    return Decision(event, TITLES[happening], happening in WITH_TEXT, chosen, days)


def _most_days(case: Case, happening: Happening) -> int:
    """At most so many: an extension by the rules, an opinion within the matter's own days."""
    if happening not in WITH_DAYS:
        return 0
    asked = kind(case.service_code)
    return asked.extend_days if happening == Happening.EXTEND else asked.limits().reply_days


def allowed(request: HttpRequest, case: Case) -> list[Happening]:
    """What this officer may do now: the leading organ decides, those beside it only opine."""
    found = [event for event in possible(case.state) if event not in VISITORS]
    if not kind(case.service_code).extend_days:
        found = [event for event in found if event != Happening.EXTEND]
    waiting = case.parts.filter(days__gt=0, done_at__isnull=True)
    if whole_city(request):
        return [one for one in found if one != Happening.OPINE or waiting.exists()]
    organ = own_organ(request)
    if organ is not None and case.organ_id == organ.pk:
        return [one for one in found if one != Happening.OPINE]
    beside = organ is not None and waiting.filter(organ=organ).exists()
    return [one for one in found if one == Happening.OPINE and beside]


def decide(request: HttpRequest, case: Case, taken: Decision) -> None:
    """Records what the form of the desk was sent with.

    Raises ``NotAllowed`` and ``Incomplete`` as ``server.cases.work.record`` does.
    """
    code = request.POST.get("organ", "")
    days = request.POST.get("days", "")
    record(
        case,
        taken.event,
        text=request.POST.get("text", "").strip(),
        by=By(officer=request.user),  # type: ignore[arg-type]  # the desk lets in users only
        organ=next((organ for organ in taken.organs if organ.code == code), None),
        number=min(int(days), taken.days) if days.isascii() and days.isdigit() else 0,
    )
