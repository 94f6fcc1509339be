"""Letters: cases that their visitors agreed to publish and the office did publish, as threads."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from server.base import EDITIONS, ZH
from server.cases.kinds import kinds
from server.cases.lists import Facet, Listed, list_page, trail
from server.cases.models import Case
from server.cases.routes import Asked
from server.cases.states import Happening
from server.content.models import Organ
from server.content.shape import Page, link, moment, page, page_links, spoken_date
from server.problems import Problem
from server.words import Words

LETTERS = "/letters"


def letters_page(asked: Asked) -> Page:
    """Published questions and answers, newest first, by kind and by organ."""
    say = Words(asked.edition)
    rows = Case.objects.filter(public=True).select_related("organ")
    services = {
        one.code: say(f"cases.services.{one.code}") for one in kinds().values() if one.public
    }
    organs = {organ.code: organ.name(asked.edition) for organ in Organ.objects.all()}
    return list_page(
        Listed(
            LETTERS,
            say("letters.title"),
            say("letters.description"),
            rows if asked.edition == ZH else rows.filter(lang=asked.edition),
            _entry,
            trail(say),
            facets=(
                Facet("kind", say("letters.kind"), "service_code", services),
                Facet("organ", say("letters.organ"), "organ__code", organs),
            ),
            actions=[link("/ask", say("cases.new"))],
            empty=say("letters.empty"),
        ),
        asked,
    )


def letter_page(asked: Asked) -> Page:
    """One question with its official answers; neither name nor telephone is shown."""
    case = Case.objects.filter(public=True, no=asked.parts["no"]).select_related("organ").first()
    if case is None:
        raise Problem(404, "not_found")
    editions = editions_of(case.lang)
    if asked.edition not in editions:
        raise Problem(404, "no_edition", extra={"editions": list(editions)})
    say = Words(asked.edition)
    address = f"{LETTERS}/{case.no}"
    up = link(LETTERS, say("letters.title"))
    return page(
        "thread",
        address,
        asked.edition,
        case.subject + (say("pages.sample_suffix") if case.sample else ""),
        description=f"{say(f'cases.services.{case.service_code}')} {case.no}",
        sample=case.sample,
        thread={
            "state": case.state,
            "state_title": say(f"cases.states.{case.state}"),
            "posts": [_question(case, say), *answers(case, say, f"{case.no.lower()}-q")],
        },
        links=page_links(address, asked.edition, editions, up=up, breadcrumbs=trail(say, up)),
    )


def answers(case: Case, say: Words, asked_in: str, role: str = "officer") -> list[dict[str, Any]]:
    """The official answers to a case as posts that reply to the post ``asked_in``."""
    events = case.events.filter(name__in=(Happening.REPLY, Happening.DECLINE)).order_by("pk")
    return [
        {
            "id": f"answer-{event.pk}",
            "role": role,
            "author": (event.organ or case.organ).name(say.edition),
            "organ": (event.organ or case.organ).name(say.edition),
            "at": moment(event.at),
            "text": event.text,
            "in_reply_to": asked_in,
        }
        for event in events.select_related("organ")
    ]


def editions_of(lang: str) -> tuple[str, ...]:
    """Where what was written in ``lang`` is shown: the Chinese edition is the complete one."""
    return EDITIONS if lang != ZH else (ZH,)


def _question(case: Case, say: Words) -> dict[str, Any]:
    return {
        "id": f"{case.no.lower()}-q",
        "role": "visitor",
        "author": say("letters.author"),
        "organ": case.organ.name(say.edition),
        "at": moment(case.requested_at),
        "text": str(case.values.get("text", case.subject)) or case.subject,
    }


def _entry(case: Case, say: Words) -> dict[str, Any]:
    day = timezone.localdate(case.requested_at)
    mark = say("pages.sample_suffix") if case.sample else ""
    return {
        "id": case.no.lower(),
        "href": f"{LETTERS}/{case.no}",
        "title": case.subject + mark,
        "date": day.isoformat(),
        "facts": [
            {"label": say("letters.kind"), "value": say(f"cases.services.{case.service_code}")},
            {"label": say("letters.organ"), "value": case.organ.name(say.edition)},
            {"label": say("cases.state"), "value": say(f"cases.states.{case.state}")},
            {"label": say("cases.sent"), "value": spoken_date(day, say.edition)},
        ],
    }
