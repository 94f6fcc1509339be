"""Subscribing, confirming and leaving."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from server.identity.models import User
from server.subscriptions.channels import Outgoing, gateway, send_mail
from server.subscriptions.models import Channel, Subscription
from server.words import Words

LARGEST_TRIES: Final = 5
LARGEST_CODES: Final = 5
"""An hour and address."""
_SALT: Final = "server.subscriptions.code"


def too_often(channel: str, target: str) -> bool:
    """Whether an address was sent so many codes of late that it gets no more for now.

    Anybody may type anybody's number: nobody's telephone is to ring all day.
    """
    since = timezone.now() - timedelta(hours=1)
    rows = Subscription.objects.filter(channel=channel, target=target, since__gt=since)
    return rows.count() >= LARGEST_CODES


@transaction.atomic
def subscribe(
    user: User | None, channel: str, target: str, topics: list[str], lang: str
) -> Subscription:
    """A subscription that waits for its code, which goes to the address that is to be reached.

    A second one of the same address is one more row until it is confirmed, so that nobody
    can change, or learn of, somebody else's.
    """
    code = f"{secrets.randbelow(1_000_000):06}"
    made = Subscription.objects.create(
        user=user, channel=channel, target=target, topics=topics, lang=lang
    )
    Subscription.objects.filter(pk=made.pk).update(code_hash=_hash(made, code))
    say = Words(lang)
    text = say("subscriptions.code_text", code=code)
    note = Outgoing(target, say("subscriptions.code_title"), text)
    transaction.on_commit(lambda: _send(channel, [note]))
    return made


@transaction.atomic
def confirm(subscription: Subscription, code: str) -> bool:
    """Whether ``code`` was right; after five wrong ones, or once left, none is."""
    held = Subscription.objects.select_for_update().get(pk=subscription.pk)
    if held.state != Subscription.State.WAITING or held.tries >= LARGEST_TRIES:
        return held.state == Subscription.State.ACTIVE
    if not constant_time_compare(held.code_hash, _hash(held, code)):
        held.tries += 1
        held.save(update_fields=["tries"])
        return False
    # The newest one of an address wins: its earlier ones end, so that nothing comes twice.
    earlier = Subscription.objects.filter(channel=held.channel, target=held.target)
    earlier.exclude(pk=held.pk).filter(state=Subscription.State.ACTIVE).update(
        state=Subscription.State.LEFT
    )
    held.state = Subscription.State.ACTIVE
    held.code_hash = ""
    held.save(update_fields=["state", "code_hash"])
    return True


def leave(subscription: Subscription) -> None:
    """Ends it; doing so twice is no mistake."""
    Subscription.objects.filter(pk=subscription.pk).update(state=Subscription.State.LEFT)


def _send(channel: str, messages: Iterable[Outgoing]) -> int:
    return gateway().send(messages) if channel == Channel.SMS else send_mail(messages)


def _hash(subscription: Subscription, code: str) -> str:
    """A keyed hash: six digits alone would be found again at once."""
    value = f"{subscription.token}/{code}"
    return salted_hmac(_SALT, value, secret=settings.SECRET_KEY, algorithm="sha256").hexdigest()
