"""Bulletins on their way out: a queue in the database, worked off in batches, never twice.

Numbered, for each batch:

1. whoever is free takes the next batch: that it is taken, and by when it must be done, is
   stored before the first message of it goes out;
2. it is sent;
3. how many went out is stored, and the batch is free again.

A worker that dies in between leaves a batch of which nobody knows what went out. The next one
counts it as ``unsure`` and goes on behind it: twice to 200,000 people is worse than a few who
get nothing, and the desk shows how many these are at most.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models import F, Max, QuerySet
from django.utils import timezone

from server.subscriptions.channels import Outgoing, gateway, send_mail
from server.subscriptions.models import Bulletin, Channel, Subscription
from server.words import Words

log = logging.getLogger(__name__)

BATCH: Final = 100
"""So many at most are unsure after a kill."""
READ: Final = 500
"""Subscribers that are looked at for one batch."""
LEASE: Final = timedelta(minutes=5)
"""Within which a batch must be done, or its worker counts as dead."""
REST: Final = timedelta(minutes=1)
"""How long a bulletin rests whose messages nobody would take."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What one worker sends now; ``reached`` is how far the bulletin is with it."""

    bulletin: Bulletin
    reached: int
    messages: dict[str, list[Outgoing]]


def enqueue(bulletin: Bulletin, base_url: str) -> bool:
    """Has a bulletin sent to all who are subscribed now, or go on where it was stopped.

    False where it is under way or done.
    """
    last = Subscription.objects.aggregate(last=Max("pk"))["last"] or 0
    waiting = Bulletin.objects.filter(pk=bulletin.pk, sent_at=None, asked_at=None)
    waiting.filter(until=0).update(until=last)
    return bool(waiting.update(asked_at=timezone.now(), address=base_url))


def halt(bulletin: Bulletin) -> bool:
    """Stops it after the batch that is going out now; False where it is not under way."""
    under_way = Bulletin.objects.filter(pk=bulletin.pk, sent_at=None, asked_at__isnull=False)
    return bool(under_way.update(asked_at=None))


def work() -> bool:
    """Sends one batch; False where nothing is waiting."""
    batch = take()
    if batch is None:
        return False
    sent = 0
    try:
        for channel, messages in batch.messages.items():
            sent += gateway().send(messages) if channel == Channel.SMS else send_mail(messages)
    except OSError as error:  # and what smtplib raises
        log.error("bulletin %d: %s", batch.bulletin.pk, type(error).__name__)
        _rest(batch, sent)
    else:
        _done(batch, sent)
    return True


@transaction.atomic
def take() -> Batch | None:
    """The next batch of the bulletin that was asked for first; None where there is none."""
    now = timezone.now()
    rows = Bulletin.objects.select_for_update().filter(asked_at__isnull=False, sent_at=None)
    bulletin = rows.exclude(held_until__gt=now).order_by("asked_at").first()
    if bulletin is None:
        return None
    bulletin.unsure += bulletin.held  # its worker is gone
    messages, bulletin.reached = _next(bulletin)
    bulletin.held = sum(map(len, messages.values()))
    bulletin.held_until = now + LEASE if bulletin.held else None
    if bulletin.reached >= bulletin.until and not bulletin.held:
        bulletin.sent_at = now
    bulletin.save(update_fields=["unsure", "reached", "held", "held_until", "sent_at"])
    return Batch(bulletin, bulletin.reached, messages)


def _next(bulletin: Bulletin) -> tuple[dict[str, list[Outgoing]], int]:
    """The next messages by channel, and the subscription up to which they go."""
    rows = Subscription.objects.filter(pk__gt=bulletin.reached, pk__lte=bulletin.until)
    wanted = rows.filter(state=Subscription.State.ACTIVE, lang=bulletin.lang).order_by("pk")
    found: dict[str, list[Outgoing]] = {}
    count, reached = 0, bulletin.until
    for one in wanted[:READ]:
        if count == BATCH:
            return found, reached
        reached = one.pk
        if bulletin.topic in one.topics:
            found.setdefault(one.channel, []).append(_outgoing(bulletin, one))
            count += 1
    # fewer than a batch among the last that were read: go on from there next time
    more = rows.filter(pk__gt=reached).exists()
    return found, reached if more else bulletin.until


def _outgoing(bulletin: Bulletin, to: Subscription) -> Outgoing:
    leave = f"{bulletin.address}/leave/{to.token}"
    foot = Words(bulletin.lang)("subscriptions.leave_text", href=leave)
    return Outgoing(to.target, bulletin.title, f"{bulletin.text}\n\n{foot}", leave)


def _done(batch: Batch, sent: int) -> None:
    _held(batch).update(count=F("count") + sent, held=0, held_until=None)


def _rest(batch: Batch, sent: int) -> None:
    """Nobody knows what of it went out: it counts as unsure when the next batch is taken."""
    left = max(batch.bulletin.held - sent, 0)
    until = timezone.now() + REST
    _held(batch).update(count=F("count") + sent, held=left, held_until=until)


def _held(batch: Batch) -> QuerySet[Bulletin]:
    """The bulletin, unless this worker was so slow that another took over."""
    return Bulletin.objects.filter(pk=batch.bulletin.pk, reached=batch.reached)
