"""Pages of the spokesperson platform."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.db.models import Count, QuerySet
from django.utils import timezone

from server.base import ZH
from server.cases.forms import Form, form_page, load
from server.cases.letters import answers, editions_of
from server.cases.lists import Facet, Listed, in_order, list_page, trail
from server.cases.moderation import Shown
from server.cases.routes import SCOPE, Asked
from server.cases.supervision import Rate
from server.cases.work import lamp
from server.content.shape import Link, Page, link, moment, needs, page, page_links, spoken_date
from server.problems import Problem
from server.spokes.models import Body, Release, Topic
from server.words import Words

SPOKES: Final = "/spokespersons"
TOPIC_FORM: Final = load(Path(__file__).resolve().parent / "forms" / "topic.json")
_LATEST: Final = 5


def bodies_page(asked: Asked) -> Page:
    """The bodies, with how much of what was raised they have answered."""
    say = Words(asked.edition)
    kinds = say.table("spokes.kinds")
    return list_page(
        Listed(
            SPOKES,
            say("spokes.title"),
            say("spokes.description"),
            in_order(
                Body.objects.annotate(
                    raised=Count("topics"), answered=Count("topics__case__replied_at")
                )
            ),
            _body_entry,
            trail(say),
            facets=(Facet("kind", say("spokes.kind"), "kind", kinds),),
        ),
        asked,
    )


def body_page(asked: Asked) -> Page:
    """A body: its people, what it published of late, its rate, and the topics raised with it."""
    body = body_of(asked)
    say = Words(asked.edition)
    rows = Topic.objects.filter(body=body, state=Shown.SHOWN).select_related("case__organ")
    now = timezone.now()
    return list_page(
        Listed(
            body.address,
            body.name(asked.edition),
            say("spokes.body_description"),
            rows if asked.edition == ZH else rows.filter(lang=asked.edition),
            lambda topic, words: _topic_entry(topic, words, lamp(topic.case, now)),
            _crumbs(say),
            blocks=_about(body, say),
            actions=[
                link(f"{body.address}/new", say("spokes.raise"), needs=needs(SCOPE)),
                link(f"{body.address}/releases", say("spokes.releases")),
            ],
            empty=say("spokes.empty"),
        ),
        asked,
    )


def releases_page(asked: Asked) -> Page:
    """Everything that a body published on its own, newest first."""
    body = body_of(asked)
    say = Words(asked.edition)
    return list_page(
        Listed(
            f"{body.address}/releases",
            say("spokes.releases_of", name=body.name(asked.edition)),
            say("spokes.releases_description"),
            _releases(body, asked.edition),
            _release_entry,
            [*_crumbs(say), link(body.address, body.name(asked.edition))],
            empty=say("spokes.no_releases"),
        ),
        asked,
    )


def release_page(asked: Asked) -> Page:
    """One of them."""
    key = asked.parts["release"]
    rows = Release.objects.filter(shown=True).select_related("body")
    found = rows.filter(pk=key).first() if key.isascii() and key.isdigit() else None
    if found is None:
        raise Problem(404, "not_found")
    _in_edition(found.lang, asked)
    say = Words(asked.edition)
    address = f"{SPOKES}/releases/{found.pk}"
    up = link(f"{found.body.address}/releases", say("spokes.releases"))
    paragraphs = [text for text in found.text.split("\n") if text.strip()]
    return page(
        "article",
        address,
        asked.edition,
        _titled(found, say),
        description=found.body.name(asked.edition),
        updated_at=moment(found.at),
        sample=found.sample,
        blocks=[
            {"id": f"p{number}", "type": "paragraph", "text": text}
            for number, text in enumerate(paragraphs, start=1)
        ],
        links=page_links(
            address,
            asked.edition,
            editions_of(found.lang),
            up=up,
            breadcrumbs=[*_crumbs(say), link(found.body.address, found.body.name(asked.edition))],
        ),
    )


def topic_page(asked: Asked) -> Page:
    """A topic as a thread: the matter, its clock, and the reply of the spokesperson."""
    rows = Topic.objects.filter(state=Shown.SHOWN).select_related("body", "case__organ")
    topic = rows.filter(case__no=asked.parts["no"]).first()
    if topic is None:
        raise Problem(404, "not_found")
    _in_edition(topic.lang, asked)
    say = Words(asked.edition)
    case = topic.case
    up = link(topic.body.address, topic.body.name(asked.edition))
    address = topic_address(case.no)
    first = f"{case.no.lower()}-q"
    question = {
        "id": first,
        "role": "visitor",
        "author": topic.author,
        "organ": topic.body.name(asked.edition),
        "at": moment(topic.at),
        "text": topic.text,
    }
    return page(
        "thread",
        address,
        asked.edition,
        _titled(topic, say),
        sample=topic.sample,
        blocks=[_clock(topic, say)],
        thread={
            "state": case.state,
            "state_title": say(f"cases.states.{case.state}"),
            "posts": [question, *answers(case, say, first, "spokesperson")],
        },
        links=page_links(
            address,
            asked.edition,
            editions_of(topic.lang),
            up=up,
            breadcrumbs=[*_crumbs(say), up],
        ),
    )


def topic_form_page(asked: Asked) -> Page:
    """The form with which a matter is raised."""
    body = body_of(asked)
    up = link(body.address, body.name(asked.edition))
    about = [{"id": "body", "type": "paragraph", "text": body.name(asked.edition)}]
    return form_page(topic_form(asked), asked.edition, up, about)


def topic_form(asked: Asked) -> Form:
    """The form for the body of the address."""
    return TOPIC_FORM.at(asked.parts)


def topic_address(no: str) -> str:
    """Where a topic is read."""
    return f"{SPOKES}/topics/{no}"


def body_of(asked: Asked) -> Body:
    """The body of the address; raises ``Problem`` ``not_found``."""
    body = Body.objects.filter(code=asked.parts["body"]).select_related("organ").first()
    if body is None:
        raise Problem(404, "not_found")
    return body


def _in_edition(lang: str, asked: Asked) -> None:
    editions = editions_of(lang)
    if asked.edition not in editions:
        raise Problem(404, "no_edition", extra={"editions": list(editions)})


def _crumbs(say: Words) -> list[Link]:
    return trail(say, link(SPOKES, say("spokes.title")))


def _titled(found: Topic | Release, say: Words) -> str:
    return found.title + (say("pages.sample_suffix") if found.sample else "")


def _releases(body: Body, edition: str) -> QuerySet[Release]:
    rows = Release.objects.filter(body=body, shown=True)
    return rows if edition == ZH else rows.filter(lang=edition)


def _about(body: Body, say: Words) -> list[dict[str, Any]]:
    """The rate of a body, its people, and what it published of late."""
    counts = Topic.objects.filter(body=body).aggregate(
        raised=Count("pk"), answered=Count("case__replied_at")
    )
    rate = Rate("", counts["raised"], counts["answered"], 0, 0)
    values = {
        "raised": str(rate.total),
        "answered": str(rate.answered),
        "rate": rate.told(say),
    }
    facts = [
        {"id": f"rate-{name}", "label": say(f"spokes.{name}"), "value": value}
        for name, value in values.items()
    ]
    people = [
        {
            "id": f"person-{person.pk}",
            "label": say(f"spokes.roles.{person.role}"),
            "value": person.name if say.edition == ZH else person.name_en,
        }
        for person in body.people.all()
    ]
    blocks: list[dict[str, Any]] = [
        {"id": "rate", "type": "facts", "title": say("spokes.rate_title"), "facts": facts}
    ]
    if people:
        blocks.append(
            {"id": "people", "type": "facts", "title": say("spokes.people"), "facts": people}
        )
    latest = [
        link(f"{SPOKES}/releases/{one.pk}", _titled(one, say), id=f"release-{one.pk}")
        for one in _releases(body, say.edition)[:_LATEST]
    ]
    if latest:
        blocks.append(
            {
                "id": "releases",
                "type": "links",
                "title": say("spokes.releases"),
                "region": "list",
                "style": "list",
                "links": latest,
            }
        )
    return blocks


def _clock(topic: Topic, say: Words) -> dict[str, Any]:
    """Until when the body has to accept and to reply, and its lamp."""
    case = topic.case
    values = {
        "no": case.no,
        "accept_due": _minute(case.accept_due, say.edition),
        "reply_due": _minute(case.reply_due, say.edition),
        "lamp": say(f"cases.lamps.{lamp(case, timezone.now())}"),
    }
    facts: list[dict[str, Any]] = [
        {
            "id": f"clock-{name.replace('_', '-')}",
            "label": say(f"spokes.{name}"),
            "value": value,
        }
        for name, value in values.items()
    ]
    facts[0].update({"convert": False, "spell": True})
    return {"id": "clock", "type": "facts", "title": say("spokes.clock"), "facts": facts}


def _minute(at: datetime, edition: str) -> str:
    here = timezone.localtime(at)
    return f"{spoken_date(here.date(), edition)} {here:%H:%M}"


def _body_entry(body: Any, say: Words) -> dict[str, Any]:
    rate = Rate("", body.raised, body.answered, 0, 0)
    return {
        "id": f"body-{body.code.lower()}",
        "href": body.address,
        "title": body.name(say.edition),
        "facts": [
            {"label": say("spokes.raised"), "value": str(rate.total)},
            {"label": say("spokes.rate"), "value": rate.told(say)},
        ],
    }


def _topic_entry(topic: Topic, say: Words, colour: str) -> dict[str, Any]:
    day = timezone.localdate(topic.at)
    return {
        "id": topic.case.no.lower(),
        "href": topic_address(topic.case.no),
        "title": _titled(topic, say),
        "date": day.isoformat(),
        "facts": [
            {"label": say("cases.state"), "value": say(f"cases.states.{topic.case.state}")},
            {"label": say("cases.lamp"), "value": say(f"cases.lamps.{colour}")},
            {"label": say("cases.sent"), "value": spoken_date(day, say.edition)},
        ],
    }


def _release_entry(release: Release, say: Words) -> dict[str, Any]:
    day = timezone.localdate(release.at)
    return {
        "id": f"release-{release.pk}",
        "href": f"{SPOKES}/releases/{release.pk}",
        "title": _titled(release, say),
        "date": day.isoformat(),
        "facts": [{"label": say("spokes.published"), "value": spoken_date(day, say.edition)}],
    }
