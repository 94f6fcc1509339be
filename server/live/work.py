"""Saying, asking, showing and making complaints in interviews; answering surveys."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.db.models.signals import post_save
from django.utils import timezone

from server.cases.models import Case, Event
from server.cases.moderation import Shown, complaint
from server.cases.states import Happening
from server.identity.models import User
from server.live.changes import next_number, tell
from server.live.models import Ballot, Choice, Interview, Message, Survey


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
    turn = next_number(message)
    message.refresh_from_db()
    if message.state == Shown.SHOWN and message.number:
        return message
    if message.number is None:
        message.number, message.at = turn, timezone.now()
    else:
        message.changed = turn
    message.state = Shown.SHOWN
    message.save(update_fields=["number", "changed", "state", "at"])
    tell(message)
    return message


@transaction.atomic
def hide(message: Message) -> None:
    """Shows it to nobody any more; whoever sees it now is told that it is gone."""
    turn = next_number(message)
    message.refresh_from_db()
    seen = message.state == Shown.SHOWN
    message.state = Shown.HIDDEN
    if message.number:
        message.changed = turn
    message.save(update_fields=["changed", "state"])
    if seen:
        tell(message)


@transaction.atomic
def answered(case: Case) -> None:
    """The office has answered a question that became a case: followers see it under it."""
    message = Message.objects.filter(case=case, state=Shown.SHOWN).first()
    if message is not None:
        message.changed = next_number(message)
        message.save(update_fields=["changed"])
        tell(message)


def follow_cases() -> None:
    """Hears of every answer from now on; ``dispatch_uid`` keeps a second call from doubling."""
    post_save.connect(_happened, sender=Event, dispatch_uid="live-answers")


def _happened(instance: Event, **_: Any) -> None:
    if instance.name in (Happening.REPLY, Happening.DECLINE):
        answered(instance.case)


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
