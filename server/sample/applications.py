"""Applications whose progress can be asked for; numbers are obviously those of a sample."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Any, Final

from server.base import CHINA
from server.sample.draft import Draft
from server.sample.generate import portion, read
from server.sample.store import Store
from server.services.models import Application, Station

CITY_APPLICATIONS: Final = 2_000
_FIRST: Final = datetime(2026, 1, 5, 9, 0, tzinfo=CHINA)
_DAYS: Final = 290
_ENDS: Final = ("granted", "granted", "granted", "granted", "refused", "reviewing", "supplement")


def put_applications(drafts: list[Draft], store: Store, scale: float, seed: int) -> None:
    """Applications in the order of their numbers, each with the organs that worked on it."""
    dice = random.Random(seed + 4)
    total = portion(CITY_APPLICATIONS, scale, least=30)
    notes = read("applications.toml")["notes"]
    days = sorted(dice.randrange(_DAYS) for _ in range(total))
    made: list[Application] = []
    stations: list[list[Station]] = []
    for number, day in enumerate(days, start=1):
        draft = dice.choice(drafts)
        start = _FIRST + timedelta(days=day, minutes=dice.randrange(0, 480))
        one = _application(number, store.items[draft.address], draft, start, dice)
        made.append(one)
        stations.append(_stations(one, draft, store, notes, dice))
    stored = Application.objects.bulk_create(made)
    for one, own in zip(stored, stations, strict=True):
        for station in own:
            station.application = one
    Station.objects.bulk_create(station for own in stations for station in own)


def _application(
    number: int, service: int, draft: Draft, start: datetime, dice: random.Random
) -> Application:
    state = dice.choice(_ENDS)
    taken = timedelta(days=dice.randrange(0, 2 * draft.more.service["promised_days"] + 1))
    decided = start + taken + timedelta(hours=3) if state in {"granted", "refused"} else None
    return Application(
        no=f"BJ-2026-{number:06}",
        service_id=service,
        state=state,
        received_at=start,
        accept_due=start + timedelta(days=1),
        due_at=start + timedelta(days=2 * draft.more.service["promised_days"] + 1),
        decided_at=decided,
        sample=True,
    )


def _stations(
    one: Application, draft: Draft, store: Store, notes: dict[str, Any], dice: random.Random
) -> list[Station]:
    """The window accepts; one to three organs work side by side; the first of them decides."""
    others = [code for code in store.organs if code.startswith("440600") and code != draft.organ]
    organs = [draft.organ, *dice.sample(others, dice.randrange(0, 3))]
    end = one.decided_at or one.received_at + timedelta(hours=20)
    found = []
    for place, code in enumerate(organs):
        middle = one.state if place == 0 or one.decided_at is None else "granted"
        found.append(
            Station(
                organ_id=store.organs[code],
                state=middle,
                at=end - timedelta(minutes=7 * place),
                due_at=one.due_at,
                note=dice.choice(notes[middle]),
            )
        )
    return sorted(found, key=lambda station: station.at)
