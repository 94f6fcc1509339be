"""Saying, asking, showing and making complaints in interviews; answering surveys."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from server.cases.letters import editions_of
from server.cases.models import Case
from server.cases.moderation import Shown, complaint
from server.content.shape import moment
from server.identity.models import User
from server.live.ids import message_id
from server.live.models import Ballot, Choice, Interview, Message, Survey
from server.live.push import publisher


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


def ask(user: User, interview: Interview, text: str) -> Message:
    """A question of a visitor, which waits for the moderator."""
    return Message.objects.create(
        interview=interview,
        role=Message.Role.VISITOR,
        user=user,
        author=user.masked_name,
        text=text,
    )


@transaction.atomic
def show(message: Message) -> Message:
    """Shows a message to everybody, with the next number of its interview."""
    interview = Interview.objects.select_for_update().get(pk=message.interview_id)
    message.refresh_from_db()
    if message.state == Shown.SHOWN and message.number:
        return message
    if message.number is None:
        interview.last_number += 1
        interview.save(update_fields=["last_number"])
        message.number = interview.last_number
        message.at = timezone.now()
    message.state = Shown.SHOWN
    message.save(update_fields=["number", "state", "at"])
    post = post_of(message)
    for edition in editions_of(interview.lang):
        tell = partial(publisher().publish, edition, interview.slug, post)
        transaction.on_commit(tell)
    return message


def hide(message: Message) -> None:
    """Shows it to nobody any more."""
    Message.objects.filter(pk=message.pk).update(state=Shown.HIDDEN)


@transaction.atomic
def make_complaint(message: Message) -> Case:
    """The case of a question that is a valid complaint; its reply appears in the interview."""
    held = Message.objects.select_for_update().select_related("interview__organ").get(pk=message.pk)
    if held.user is None:
        raise ValueError("a visitor's question")
    if held.case is None:
        interview = held.interview
        place = (interview.address, interview.lang)
        held.case = complaint(held.user, interview.organ, "interview", held.text, place)
        held.save(update_fields=["case"])
    return held.case


def vote(user: User, survey: Survey, choices: Iterable[int]) -> bool:
    """Counts an answered survey; False where this person has answered it before."""
    try:
        with transaction.atomic():
            Ballot.objects.create(survey=survey, user=user)
            Choice.objects.filter(pk__in=choices, item__survey=survey).update(votes=F("votes") + 1)
    except IntegrityError:
        return False
    return True
