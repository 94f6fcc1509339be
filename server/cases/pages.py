"""Pages of cases: one case, and the list of a visitor's own."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from server.base import EDITIONS
from server.cases.forms import form
from server.cases.models import Case, Event
from server.cases.states import Happening
from server.cases.work import lamp
from server.content.directory import Paging
from server.content.models import Organ
from server.content.shape import (
    PER_PAGE,
    Link,
    Page,
    link,
    moment,
    needs,
    page,
    spoken_date,
    with_query,
)
from server.identity.models import User
from server.problems import Problem
from server.words import Words

MINE = "/my/cases"


def case_address(case: Case) -> str:
    """Where a case is read."""
    return f"/cases/{case.no}"


def own_case(user: User, no: str) -> Case:
    """The visitor's case; anybody else's is as unknown as one that does not exist."""
    case = Case.objects.select_related("organ").filter(user=user, no=no).first()
    if case is None:
        raise Problem(404, "not_found")
    return case


def case_page(case: Case, edition: str) -> Page:
    """The state of a case, its clocks, what was sent and what happened."""
    say = Words(edition)
    now = timezone.now()
    address = case_address(case)
    events = list(case.events.all())
    mine = link(MINE, say("cases.back"), needs=needs("cases"))
    return page(
        "case",
        address,
        edition,
        say("cases.title", service=_service(case, say), no=case.no),
        description=f"{case.subject} · {say(f'cases.states.{case.state}')}",
        updated_at=moment(events[-1].at),
        privacy="personal",
        case={
            "no": case.no,
            "service_code": case.service_code,
            "state": case.state,
            "state_title": say(f"cases.states.{case.state}"),
            "lamp": lamp(case, now),
            "requested_at": moment(case.requested_at),
            "accept_due": moment(case.accept_due),
            "reply_due": moment(case.reply_due),
            "fields": _fields(case, edition),
            "organs": [_organ(case, now, say)],
            "timeline": [_event(event, case.organ, say) for event in events],
            "next": [mine, link(form(case.service_code).address, say("cases.new"))],
        },
        links={
            "up": link(MINE, say("cases.my_title")),
            "breadcrumbs": [
                link("/", say("pages.home_link")),
                link(MINE, say("cases.my_title")),
            ],
            "editions": _other_editions(address, edition),
        },
    )


def my_cases_page(user: User, edition: str, number: int) -> Page:
    """The visitor's own cases, newest first."""
    say = Words(edition)
    now = timezone.now()
    cases = Case.objects.filter(user=user).select_related("organ")
    paging = Paging(cases.count(), number)
    address = with_query(MINE, page=number if number > 1 else None)
    home = link("/", say("pages.home_link"))
    empty = [{"id": "empty", "type": "paragraph", "text": say("cases.my_empty")}]
    return page(
        "collection",
        address,
        edition,
        say("cases.my_title"),
        description=say("cases.my_description"),
        privacy="personal",
        blocks=[] if paging.total else empty,
        collection={
            **paging.members(),
            "items": [
                _entry(case, now, say) for case in cases[paging.start : paging.start + PER_PAGE]
            ],
        },
        links={
            "up": home,
            "breadcrumbs": [home],
            "actions": [link("/consultations/new", say("cases.new"), needs=needs("cases"))],
            "editions": _other_editions(address, edition),
            **paging.links(lambda n: with_query(MINE, page=n if n > 1 else None), say),
        },
    )


def _other_editions(address: str, edition: str) -> list[Link]:
    return [
        link(address, Words(other)("pages.edition"), lang=other)
        for other in EDITIONS
        if other != edition
    ]


def _service(case: Case, say: Words) -> str:
    return say(f"cases.services.{case.service_code}")


def _entry(case: Case, now: datetime, say: Words) -> dict[str, Any]:
    """A case as a row of the visitor's list."""
    received = case.requested_at.astimezone(timezone.get_current_timezone()).date()
    return {
        "id": case.no.lower(),
        "href": case_address(case),
        "title": say("cases.title", service=_service(case, say), no=case.no),
        "summary": case.subject,
        "date": received.isoformat(),
        "facts": [
            {"label": say("cases.state"), "value": say(f"cases.states.{case.state}")},
            {"label": say("cases.lamp"), "value": say(f"cases.lamps.{lamp(case, now)}")},
            {"label": say("cases.sent"), "value": spoken_date(received, say.edition)},
        ],
    }


def _fields(case: Case, edition: str) -> list[dict[str, Any]]:
    """What the visitor sent, in the order of the form and in the edition's words."""
    asked = form(case.service_code)
    words = Words(edition).table(f"{asked.name}.fields")
    return [
        {
            "id": name.replace("_", "-"),
            "label": words[name]["label"],
            "value": _shown(case, name, words[name], edition),
            "privacy": "personal",
        }
        for name in asked.order
        if name in case.values
    ]


def _shown(case: Case, name: str, words: dict[str, Any], edition: str) -> str:
    value = case.values[name]
    if name == "organ":
        return case.organ.name(edition)
    if isinstance(value, bool):
        return Words(edition)("cases.yes" if value else "cases.no")
    return str(words.get("options", {}).get(value, value))


def _organ(case: Case, now: datetime, say: Words) -> dict[str, Any]:
    return {
        "id": case.organ.code,
        "title": case.organ.name(say.edition),
        "state_title": say(f"cases.states.{case.state}"),
        "due": moment(case.accept_due if case.state == Case.State.RECEIVED else case.reply_due),
        "lamp": lamp(case, now),
    }


def _event(event: Event, organ: Organ, say: Words) -> dict[str, Any]:
    """A step of the timeline; the officer's name stays in the office."""
    entry: dict[str, Any] = {
        "id": f"event-{event.pk}",
        "at": moment(event.at),
        "title": say(f"cases.events.{event.name}"),
    }
    if event.text:
        entry["text"] = event.text
    if event.name != Happening.RECEIVE:
        entry["organ"] = organ.name(say.edition)
    return entry
