"""The accounts of a city: invented people, none of whom can sign in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from server.base import EN, ZH
from server.bulk import insert
from server.identity.models import User
from server.sample.taking_part.world import FULL_SCALE, World

ACCOUNTS: Final = 190_000
_ENGLISH_EVERY: Final = 50
_OWN: Final = ("username", "sub", "display_name", "locale", "password")


def load(world: World) -> None:
    """As many as the city has, with those that are there already; none below the full size.

    Nothing shows them, and a test database is copied often.
    """
    if world.scale < FULL_SCALE:
        return
    alike = User()
    fields = [field.name for field in User._meta.concrete_fields if not field.primary_key]
    names = [name for name in fields if name not in _OWN]
    rest = [getattr(alike, name) for name in names]
    people = _people(world, ACCOUNTS - User.objects.count())
    insert(User, (*_OWN, *names), ((*one, *rest) for one in people))


def _people(world: World, count: int) -> Iterator[tuple[Any, ...]]:
    """Names as residents have; the password is one that no input matches (``!`` in front)."""
    dice, words = world.dice, world.frame["resident"]
    for number in range(1, count + 1):
        lang = EN if number % _ENGLISH_EVERY == 0 else ZH
        template = words[0 if lang == ZH else 1]
        yield (
            f"account.{number:06}",
            f"sample-{dice.getrandbits(96):024x}",
            template.format(surname=dice.choice(world.surnames), number=number),
            lang,
            f"!{dice.getrandbits(160):040x}",
        )
