"""Pages of interviews: the list, one of them, what is new in it, and the form for a question."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from django.utils import timezone

from server.base import ZH
from server.cases.forms import Form, form_page, load
from server.cases.letters import editions_of
from server.cases.lists import Facet, Listed, list_page, trail
from server.cases.moderation import Shown
from server.cases.routes import SCOPE, Asked
from server.content.shape import (
    Page,
    link,
    needs,
    page,
    page_links,
    spoken_date,
    with_query,
)
from server.live.changes import changes, posts_of
from server.live.ids import message_id, number_of
from server.live.models import Interview, Message
from server.problems import Problem
from server.words import Words

INTERVIEWS: Final = "/interviews"
QUESTION_FORM: Final = load(Path(__file__).resolve().parent / "forms" / "question.json")


def interviews_page(asked: Asked) -> Page:
    """Interviews, newest first."""
    say = Words(asked.edition)
    rows = Interview.objects.select_related("organ")
    return list_page(
        Listed(
            INTERVIEWS,
            say("interviews.title"),
            say("interviews.description"),
            rows if asked.edition == ZH else rows.filter(lang=asked.edition),
            _entry,
            trail(say),
            facets=(
                Facet("state", say("interviews.state"), "state", say.table("interviews.states")),
            ),
            empty=say("interviews.empty"),
        ),
        asked,
    )


def interview_page(asked: Asked) -> Page:
    """One interview: whole, as far as it has come."""
    return _page(interview_of(asked), asked, None)


def messages_page(asked: Asked) -> Page:
    """The same page with only what was shown after ``after``, for those who poll."""
    return _page(interview_of(asked), asked, asked.query.get("after", ""))


def question_form_page(asked: Asked) -> Page:
    """The form for a question to the guest."""
    interview = interview_of(asked)
    if interview.state == Interview.State.OVER:
        raise Problem(404, "not_found")
    up = link(interview.address, interview.title)
    editions = editions_of(interview.lang)
    return form_page(question_form(asked), asked.edition, up, editions=editions)


def question_form(asked: Asked) -> Form:
    """The form for the interview of the address."""
    return QUESTION_FORM.at(asked.parts)


def interview_of(asked: Asked) -> Interview:
    """The interview of the address; raises ``Problem`` ``not_found`` or ``no_edition``."""
    found = Interview.objects.filter(slug=asked.parts["slug"]).select_related("organ").first()
    if found is None:
        raise Problem(404, "not_found")
    editions = editions_of(found.lang)
    if asked.edition not in editions:
        raise Problem(404, "no_edition", extra={"editions": list(editions)})
    return found


def _page(interview: Interview, asked: Asked, after: str | None) -> Page:
    say = Words(asked.edition)
    title = interview.title + (say("pages.sample_suffix") if interview.sample else "")
    poll = f"{interview.address}/messages"
    address = interview.address if after is None else with_query(poll, after=after)
    up = link(INTERVIEWS, say("interviews.title"))
    return page(
        "live",
        address,
        asked.edition,
        title,
        description=interview.summary,
        sample=interview.sample,
        blocks=[_facts(interview, say), *interview.blocks] if after is None else [],
        live=_live(interview, number_of(after or ""), say),
        links=page_links(
            address,
            asked.edition,
            editions_of(interview.lang),
            up=up,
            breadcrumbs=trail(say, up),
        ),
    )


def _live(interview: Interview, after: int, say: Words) -> dict[str, Any]:
    rows = changes(interview, after) if after else Message.objects.filter(interview=interview)
    messages = rows.exclude(state=Shown.WAITING).select_related("in_reply_to", "case__organ")
    shown = [message for message in messages if message.state == Shown.SHOWN]
    gone = [message for message in messages if message.state != Shown.SHOWN and after]
    is_open = interview.state != Interview.State.OVER
    found: dict[str, Any] = {
        "state": interview.state,
        "state_title": say(f"interviews.states.{interview.state}"),
        "open": interview.state == Interview.State.LIVE,
        "posts": [post for message in shown for post in posts_of(message, say)],
        "gone": [message_id(message.number or 0) for message in gone],
        "stream": f"{interview.address}/stream",
        "poll": f"{interview.address}/messages",
        "last_id": message_id(interview.last_number),
    }
    if is_open:
        found["reply"] = link(
            f"{interview.address}/question", say("interviews.ask"), needs=needs(SCOPE)
        )
    return found


def _facts(interview: Interview, say: Words) -> dict[str, Any]:
    start = timezone.localtime(interview.starts_at)
    values = {
        "guest": say("interviews.guest_value", guest=interview.guest, post=interview.guest_post),
        "organ": interview.organ.name(say.edition),
        "starts_at": f"{spoken_date(start.date(), say.edition)} {start:%H:%M}",
    }
    facts = [
        {"id": f"fact-{name.replace('_', '-')}", "label": say(f"interviews.{name}"), "value": value}
        for name, value in values.items()
    ]
    return {"id": "facts", "type": "facts", "title": say("interviews.facts"), "facts": facts}


def _entry(interview: Interview, say: Words) -> dict[str, Any]:
    day = timezone.localdate(interview.starts_at)
    mark = say("pages.sample_suffix") if interview.sample else ""
    return {
        "id": f"interview-{interview.slug}",
        "href": interview.address,
        "title": interview.title + mark,
        "summary": interview.summary,
        "date": day.isoformat(),
        "facts": [
            {"label": say("interviews.guest"), "value": interview.guest},
            {"label": say("interviews.starts_at"), "value": spoken_date(day, say.edition)},
            {
                "label": say("interviews.state"),
                "value": say(f"interviews.states.{interview.state}"),
            },
        ],
    }
