"""Subscriptions in bulk, and bills of the demonstration accounts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from typing import Final

from server.base import EN, ZH
from server.identity.models import User
from server.sample.taking_part.world import FULL_SCALE, World
from server.subscriptions.models import Channel, Notice, Subscription, Topic

SUBSCRIPTIONS: Final = 200_000
_SMALL: Final = 30
"""Below the full size: nothing shows them, and a test database is copied often."""
_BATCH: Final = 2_000


def load(world: World) -> None:
    """200,000 subscriptions at the city's size, and notices for whoever can sign in."""
    found = _subscriptions(world)
    while batch := list(islice(found, _BATCH)):
        Subscription.objects.bulk_create(batch)
    Notice.objects.bulk_create(_notices(world))


def _subscriptions(world: World) -> Iterator[Subscription]:
    """Addresses that can reach nobody: a reserved domain (RFC 2606), numbers of zeros."""
    dice = world.dice
    total = world.count(SUBSCRIPTIONS, _SMALL) if world.scale >= FULL_SCALE else _SMALL
    for number in range(total):
        mail = dice.random() < 0.5
        yield Subscription(
            token=f"{dice.getrandbits(128):032x}",
            channel=Channel.MAIL if mail else Channel.SMS,
            target=f"sample{number}@example.invalid" if mail else f"100{number:08}",
            topics=sorted(dice.sample(Topic.values, dice.randrange(1, 4))),
            lang=EN if number % 20 == 0 else ZH,
            state=Subscription.State.ACTIVE,
            since=world.moment(),
        )


def _notices(world: World) -> Iterator[Notice]:
    """Two of each kind for every demonstration account."""
    accounts = User.objects.filter(username__startswith="demo").order_by("pk")
    for user in accounts:
        lang = EN if user.locale == EN else ZH
        for number, one in enumerate(world.frame["notice"] * 2):
            title, text = one["en" if lang == EN else "zh"]
            yield Notice(
                user=user,
                topic=one["topic"],
                title=title,
                text=text.format(**world.facts(lang)),
                at=world.moment() + timedelta(days=number),
                sample=True,
            )
