"""What every part of this sample draws from: dice, people, organs, places and templates."""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final

from django.contrib.auth.hashers import make_password

from server.base import EN, ZH
from server.cases.clocks import CHINA
from server.content.models import Organ
from server.identity.models import User

FULL_SCALE: Final = 190
"""The scale at which the sample has the city's own size."""
FIRST_DAY: Final = date(2024, 2, 1)
LAST_DAY: Final = date(2026, 10, 20)
ENGLISH_EVERY: Final = 8
_PEOPLE: Final = 40
_HERE: Final = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Matter:
    """Something that somebody asks, in one language, with its answer."""

    lang: str
    title: str
    text: str
    reply: str


@dataclass(frozen=True, slots=True)
class Resident:
    """An invented person who asks; the account has no usable password."""

    pk: int
    shown: str


class World:
    """The same seed and scale give the same sample."""

    def __init__(self, scale: float, seed: int) -> None:
        self.scale = scale
        self.dice = random.Random(seed)
        self.frame: dict[str, Any] = read(_HERE / "frame.toml")
        self._matters = read(_HERE / "matters.toml")["matter"]
        self._places: list[list[str]] = self.frame["places"]
        self.surnames: str = self.frame["surnames"]
        self.organs = list(Organ.objects.all())
        self._people = self._residents()
        self._drawn = 0

    def count(self, city: int, least: int) -> int:
        """How many of something that the whole city has ``city`` of."""
        if self.scale >= FULL_SCALE:
            return city
        return min(city, max(least, round(city * self.scale / FULL_SCALE)))

    def matter(self) -> Matter:
        """The next matter; every eighth is in English."""
        self._drawn += 1
        lang = EN if self._drawn % ENGLISH_EVERY == 0 else ZH
        words = self.dice.choice(self._matters)["en" if lang == EN else "zh"]
        facts = self.facts(lang)
        title, text, reply = (template.format(**facts) for template in words)
        return Matter(lang, title, text, reply)

    def facts(self, lang: str) -> dict[str, Any]:
        """What the braces of the templates are filled with."""
        dice = self.dice
        return {
            "place": dice.choice(self._places)[0 if lang == ZH else 1],
            "days": dice.randrange(2, 15),
            "count": dice.randrange(3, 60),
            "hour": dice.randrange(6, 12),
            "amount": dice.randrange(20, 900),
        }

    def resident(self, lang: str) -> Resident:
        """Somebody who writes in ``lang``."""
        return self.dice.choice(self._people[lang])

    def organ(self) -> Organ:
        """Any organ."""
        return self.dice.choice(self.organs)

    def department(self, number: int) -> Organ:
        """The department of the city with that number."""
        return next(one for one in self.organs if one.code == f"440600{number:03}")

    def moment(self) -> datetime:
        """Some office hour of some day."""
        day = FIRST_DAY + timedelta(days=self.dice.randrange((LAST_DAY - FIRST_DAY).days))
        minute = self.dice.randrange(9 * 60, 16 * 60)
        return datetime.combine(day, time(minute // 60, minute % 60), CHINA)

    def _residents(self) -> dict[str, list[Resident]]:
        found: dict[str, list[Resident]] = {ZH: [], EN: []}
        words = self.frame["resident"]
        users = []
        for number in range(1, _PEOPLE + 1):
            lang = EN if number % 4 == 0 else ZH
            surname = self.dice.choice(self.surnames)
            template = words[0 if lang == ZH else 1]
            users.append(
                User(
                    username=f"resident.{number:03}",
                    sub=f"sample-{self.dice.getrandbits(96):024x}",
                    display_name=template.format(surname=surname, number=number),
                    locale=lang,
                    password=make_password(None),
                )
            )
        for user in User.objects.bulk_create(users):
            found[user.locale].append(Resident(user.pk, user.masked_name))
        return found


def read(path: Path) -> dict[str, Any]:
    """A data file."""
    return tomllib.loads(path.read_text(encoding="utf-8"))
