"""Pages of cases: one case, and the list of a visitor's own."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from server.base import EDITIONS, ZH
from server.cases.forms import form, form_page
from server.cases.kinds import kind
from server.cases.lists import Listed, list_page
from server.cases.models import Case, Event, Part
from server.cases.routes import SCOPE, Asked
from server.cases.states import BETWEEN_ORGANS, OPEN_STATES, Happening, State
from server.cases.work import lamp, part_lamp
from server.content.shape import Link, Page, link, moment, needs, page, spoken_date
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


def case_page(asked: Asked) -> Page:
    """The state of a case, its clocks, what was sent and what happened."""
    case = own_case(asked.user, asked.parts["no"])
    say = Words(asked.edition)
    now = timezone.now()
    address = case_address(case)
    events = list(case.events.select_related("organ", "helper"))
    return page(
        "case",
        address,
        asked.edition,
        say("cases.title", service=_service(case, say), no=case.no),
        description=case.subject,
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
            "fields": fields_of(case, asked.edition),
            "organs": organs_of(case, now, say),
            "timeline": [_event(event, case, say) for event in events],
            "next": _next(case, say),
        },
        links={
            "up": link(MINE, say("cases.my_title"), needs=needs(SCOPE)),
            "breadcrumbs": [
                link("/", say("pages.home_link")),
                link(MINE, say("cases.my_title"), needs=needs(SCOPE)),
            ],
            "editions": _other_editions(address, asked.edition),
        },
    )


def my_cases_page(asked: Asked) -> Page:
    """The visitor's own cases, newest first."""
    say = Words(asked.edition)
    now = timezone.now()
    return list_page(
        Listed(
            MINE,
            say("cases.my_title"),
            say("cases.my_description"),
            Case.objects.filter(user=asked.user).select_related("organ"),
            lambda case, words: _entry(case, now, words),
            [link("/", say("pages.home_link"))],
            personal=True,
            actions=[link("/ask", say("cases.new"))],
            empty=say("cases.my_empty"),
        ),
        asked,
    )


def supplement_form_page(asked: Asked) -> Page:
    """The form with which the visitor answers what the office asked back."""
    case = own_case(asked.user, asked.parts["no"])
    question = case.events.filter(name=Happening.ASK).order_by("-pk").first()
    if case.state != State.ASKED or question is None:
        raise Problem(404, "not_found")
    about = [{"id": "question", "type": "quote", "text": question.text, "privacy": "personal"}]
    return form_page(form("supplement").at(asked.parts), asked.edition, _up(case, asked), about)


def rating_form_page(asked: Asked) -> Page:
    """The form with which the visitor rates an answer."""
    case = own_case(asked.user, asked.parts["no"])
    if case.replied_at is None or case.state in OPEN_STATES or case.stars:
        raise Problem(404, "not_found")
    return form_page(form("rating").at(asked.parts), asked.edition, _up(case, asked))


def withdraw_form_page(asked: Asked) -> Page:
    """The form with which the visitor takes back what nobody has accepted yet."""
    case = own_case(asked.user, asked.parts["no"])
    if case.state != State.RECEIVED:
        raise Problem(404, "not_found")
    return form_page(form("withdraw").at(asked.parts), asked.edition, _up(case, asked))


def _up(case: Case, asked: Asked) -> Link:
    say = Words(asked.edition)
    title = say("cases.title", service=_service(case, say), no=case.no)
    return link(case_address(case), title, needs=needs(SCOPE))


def _other_editions(address: str, edition: str) -> list[Link]:
    return [
        link(address, Words(other)("pages.edition"), lang=other)
        for other in EDITIONS
        if other != edition
    ]


def _service(case: Case, say: Words) -> str:
    return say(f"cases.services.{case.service_code}")


def _next(case: Case, say: Words) -> list[Link]:
    """What the visitor can do now."""
    address, own = case_address(case), needs(SCOPE)
    found = []
    if case.state == State.ASKED:
        found.append(link(f"{address}/supplement", say("cases.supplement"), needs=own))
    if case.state in OPEN_STATES:
        found.append(link(f"{address}/files/new", say("cases.add_file"), needs=own))
    elif case.replied_at and not case.stars:
        found.append(link(f"{address}/rating", say("cases.rate"), needs=own))
    if case.state == State.RECEIVED:
        title = say("cases.withdraw")
        found.append(link(f"{address}/withdraw", title, id="undo", needs=own))
    if case.place and say.edition in (ZH, case.lang):  # what people wrote is not translated
        found.append(link(case.place, say("cases.place")))
    return [*found, link(MINE, say("cases.back"), needs=own), link("/ask", say("cases.new"))]


def _entry(case: Case, now: datetime, say: Words) -> dict[str, Any]:
    """A case as a row of the visitor's list."""
    received = timezone.localdate(case.requested_at)
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
        "needs": needs(SCOPE),
    }


def fields_of(case: Case, edition: str) -> list[dict[str, Any]]:
    """What the visitor sent, in the order of the form and in the edition's words.

    Where it came from no form of this room, the words are those that forms share.
    """
    asked = form(case.service_code) if kind(case.service_code).form else None
    table = Words(edition).table("fields")
    order = asked.order if asked else [name for name in case.values if name in table]
    return [
        {
            "id": name.replace("_", "-"),
            "label": words["label"],
            "value": shown_value(case, name, words, edition),
            "privacy": "personal",
        }
        for name in order
        if name in case.values
        for words in [asked.words(name, edition) if asked else table[name]]
    ]


def shown_value(case: Case, name: str, words: dict[str, Any], edition: str) -> str:
    """A value as its owner and the office read it."""
    value = case.values[name]
    if name == "organ":
        return case.organ.name(edition)
    if isinstance(value, bool):
        return Words(edition)("cases.yes" if value else "cases.no")
    return str(words.get("options", {}).get(str(value), value))


def organs_of(case: Case, now: datetime, say: Words) -> list[dict[str, Any]]:
    """The organ that leads and those beside it, each with its own clock."""
    leading = {
        "id": case.organ.code,
        "title": case.organ.name(say.edition),
        "state_title": say(f"cases.states.{case.state}"),
        "due": moment(case.accept_due if case.state == State.RECEIVED else case.reply_due),
        "lamp": lamp(case, now),
    }
    parts = case.parts.exclude(organ=case.organ).select_related("organ")
    return [leading, *(_part(part, now, say) for part in parts)]


def _part(part: Part, now: datetime, say: Words) -> dict[str, Any]:
    state = "informed" if not part.days else "done" if part.done_at else "asked"
    found = {
        "id": part.organ.code,
        "title": part.organ.name(say.edition),
        "state_title": say(f"cases.parts.{state}"),
        "lamp": part_lamp(part, now),
    }
    return {**found, "due": moment(part.due)} if part.days else found


def _event(event: Event, case: Case, say: Words) -> dict[str, Any]:
    """A step of the timeline; the officer's name stays in the office."""
    all_days = event.name == Happening.EXTEND and kind(case.service_code).calendar_days
    name = f"{event.name}_all" if all_days else event.name
    entry: dict[str, Any] = {
        "id": f"event-{event.pk}",
        "at": moment(event.at),
        "title": say(f"cases.events.{name}", number=event.number),
    }
    if event.text and event.name not in BETWEEN_ORGANS:
        entry["text"] = event.text
    if event.organ and event.name != Happening.RECEIVE:
        entry["organ"] = event.organ.name(say.edition)
    if event.helper:
        helped = say("cases.helped", name=event.helper.masked_name)
        entry["text"] = f"{entry['text']}\n{helped}" if "text" in entry else helped
    return entry
