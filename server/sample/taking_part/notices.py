"""Subscriptions in bulk, and bills of the demonstration accounts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

from server.base import EN, ZH
from server.bulk import insert
from server.identity.models import User
from server.sample.taking_part.world import FULL_SCALE, World
from server.subscriptions.models import Channel, Notice, Subscription, Topic

SUBSCRIPTIONS: Final = 200_000
_SMALL: Final = 30
"""Below the full size: nothing shows them, and a test database is copied often."""
_NAMES: Final = (
    *("token", "channel", "target", "topics", "lang"),
    *("user", "state", "code_hash", "tries", "since"),
)


def load(world: World) -> None:
    """200,000 subscriptions at the city's size, and notices for whoever can sign in."""
    insert(Subscription, _NAMES, _subscriptions(world))
    Notice.objects.bulk_create(_notices(world))


def _subscriptions(world: World) -> Iterator[tuple[Any, ...]]:
    """Addresses that can reach nobody: a reserved domain (RFC 2606), numbers of zeros."""
    dice, topics = world.dice, Topic.values
    total = world.count(SUBSCRIPTIONS, _SMALL) if world.scale >= FULL_SCALE else _SMALL
    for number in range(total):
        mail = dice.random() < 0.5
        yield (
            f"{dice.getrandbits(128):032x}",
            Channel.MAIL if mail else Channel.SMS,
            f"sample{number}@example.invalid" if mail else f"100{number:08}",
            sorted(dice.sample(topics, dice.randrange(1, 4))),
            EN if number % 20 == 0 else ZH,
            *(None, Subscription.State.ACTIVE, "", 0),
            world.moment(),
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
