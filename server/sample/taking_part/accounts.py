"""The accounts of a city: invented people, none of whom can sign in."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from server.base import EN, ZH
from server.identity.models import User
from server.sample.taking_part.world import FULL_SCALE, World

ACCOUNTS: Final = 190_000
_ENGLISH_EVERY: Final = 50
_BATCH: Final = 2_000


def load(world: World) -> None:
    """As many as the city has, with those that are there already; none below the full size.

    Nothing shows them, and a test database is copied often.
    """
    if world.scale < FULL_SCALE:
        return
    found = _people(world, ACCOUNTS - User.objects.count())
    while batch := list(islice(found, _BATCH)):
        User.objects.bulk_create(batch)


def _people(world: World, count: int) -> Iterator[User]:
    """Names as residents have; the password is one that no input matches (``!`` in front)."""
    dice, words = world.dice, world.frame["resident"]
    for number in range(1, count + 1):
        lang = EN if number % _ENGLISH_EVERY == 0 else ZH
        template = words[0 if lang == ZH else 1]
        yield User(
            username=f"account.{number:06}",
            sub=f"sample-{dice.getrandbits(96):024x}",
            display_name=template.format(surname=dice.choice(world.surnames), number=number),
            locale=lang,
            password=f"!{dice.getrandbits(160):040x}",
        )
