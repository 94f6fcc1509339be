"""What followers of an interview are told: what is shown, what is shown no more, what was answered.

Each change has the next number of its interview (``Message.number``, later ``Message.changed``),
so the stream, polling and nchan all say the same, and whoever reads on misses nothing.
"""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from server.cases.letters import answers, editions_of
from server.cases.moderation import Shown
from server.content.shape import moment
from server.live.ids import message_id
from server.live.models import Interview, Message
from server.live.push import Told, publisher
from server.words import Words

AT_ONCE: Final = 50
"""So many changes are read from the database at a time by a stream."""


def changes(interview: Interview, after: int) -> QuerySet[Message]:
    """The messages that were shown, hidden or answered after number ``after``, in that order.

    Each has ``turn``, the number of its last change.
    """
    rows = Message.objects.filter(interview=interview).exclude(state=Shown.WAITING)
    turns = rows.annotate(turn=Coalesce("changed", "number"))
    return turns.filter(turn__gt=after).order_by("turn")


def told(message: Message, say: Words) -> list[Told]:
    """A message as events: itself and the answers of the office, or that it is gone."""
    if message.state != Shown.SHOWN:
        return [Told("gone", {"id": message_id(message.number or 0)})]
    return [Told("post", post) for post in posts_of(message, say)]


def posts_of(message: Message, say: Words) -> list[dict[str, Any]]:
    """A message and the answers of the office, where it became a case."""
    post = post_of(message)
    return [post, *(answers(message.case, say, post["id"]) if message.case else [])]


def post_of(message: Message) -> dict[str, Any]:
    """A message as a post of the page vocabulary; equal in every edition."""
    post: dict[str, Any] = {
        "id": message_id(message.number or 0),
        "role": message.role,
        "author": message.author,
        "at": moment(message.at),
        "text": message.text,
    }
    if message.in_reply_to and message.in_reply_to.number:
        post["in_reply_to"] = message_id(message.in_reply_to.number)
    return post


def next_number(message: Message) -> int:
    """The next number of its interview, which is locked till the end of the transaction."""
    interview = Interview.objects.select_for_update().get(pk=message.interview_id)
    interview.last_number += 1
    interview.save(update_fields=["last_number"])
    return interview.last_number


def tell(message: Message) -> None:
    """Pushes what has become of it once that is stored."""
    interview = message.interview
    for edition in editions_of(interview.lang):
        for one in told(message, Words(edition)):
            publish = partial(publisher().publish, edition, interview.slug, one)
            transaction.on_commit(publish)
