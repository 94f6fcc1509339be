"""Loads this sample; called by server.sample.load in its transaction."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from django.contrib.auth.models import Permission

from server.content.models import Organ, Seat
from server.identity.models import User
from server.sample.taking_part import accounts, cases, forum, live, notices, spokes
from server.sample.taking_part.world import World, read

_ROOMS: Final = ("cases", "forum", "spokes", "live", "subscriptions", "handoff", "assist")
_CITY_ONLY: Final = ("add_calendarday", "change_calendarday", "delete_calendarday")


def load(scale: float, seed: int) -> None:
    """People first, then what they ask; organs and demonstration accounts are there already."""
    _officers()
    world = World(scale, seed)
    cases.load(world)
    forum.load(world)
    spokes.load(world)
    live.load(world)
    notices.load(world)
    accounts.load(world)


def _officers() -> None:
    """Officers with a seat at one organ, or at the whole city."""
    for entry in read(Path(__file__).with_name("officers.toml"))["officer"]:
        officer = User.objects.filter(username=entry["account"]).first()
        if officer is None:
            officer = User.objects.create_user(
                entry["account"],
                password=entry["password"],
                sub=f"desk-{entry['account']}",
                display_name=entry["name"],
                is_staff=True,
            )
        organ = Organ.objects.filter(code=entry["organ"]).first()
        Seat.objects.get_or_create(officer=officer, defaults={"organ": organ})
        wanted = Permission.objects.filter(content_type__app_label__in=_ROOMS)
        if organ is not None:
            wanted = wanted.exclude(codename__in=_CITY_ONLY)
        officer.user_permissions.add(*wanted.exclude(codename__startswith="delete_case"))
