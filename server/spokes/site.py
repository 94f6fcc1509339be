"""The lines of the spokesperson platform (server.cases.routes)."""

from __future__ import annotations

from typing import Any

from server.cases.moderation import at_first
from server.cases.pages import case_address
from server.cases.routes import Asked, Read, Send
from server.cases.work import Origin, receive
from server.spokes.models import Topic
from server.spokes.pages import (
    SPOKES,
    bodies_page,
    body_of,
    body_page,
    release_page,
    releases_page,
    topic_form,
    topic_form_page,
    topic_page,
)


def _raise(asked: Asked, values: dict[str, Any]) -> str:
    """A topic and its case, together or not at all; leads to the visitor's case."""
    body = body_of(asked)
    case = receive(
        asked.user, body.organ, "topic", values, Origin(asked.edition, helper=asked.helper)
    )
    Topic.objects.create(
        body=body,
        case=case,
        title=values["subject"],
        text=values["text"],
        author=asked.user.masked_name,
        lang=asked.edition,
        at=case.requested_at,
        state=at_first(),
    )
    return case_address(case)


READS = (
    Read(SPOKES, "Bodies with spokespersons", bodies_page, ("kind", "page")),
    Read("/spokespersons/topics/{no}", "A topic", topic_page),
    Read("/spokespersons/releases/{release}", "What a body published", release_page),
    Read("/spokespersons/{body}", "A body and its topics", body_page, ("page",)),
    Read("/spokespersons/{body}/releases", "All that it published", releases_page, ("page",)),
    Read("/spokespersons/{body}/new", "The form for a topic", topic_form_page),
)
SENDS = (Send("/spokespersons/{body}/topics", "Raise a topic", topic_form, _raise),)
