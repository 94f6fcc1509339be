"""What terminals tell and staff answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from server.assist.help import end
from server.assist.models import Assistance, Call, Standing
from server.identity.models import Terminal, User

MEMORY: Final = timedelta(days=30)
"""How long calls are remembered."""


@dataclass(frozen=True, slots=True)
class Told:
    """One report of a terminal; ``call`` is ``ask``, ``withdraw`` or empty."""

    state: str
    language: str
    voice: bool
    call: str = ""


def report(terminal: Terminal, told: Told) -> str:
    """Keeps what the terminal tells; how its call stands: ``none``, ``waiting``, ``coming``.

    A visit that is over takes its call along.
    """
    now = timezone.now()
    with transaction.atomic():
        heard = {
            "state": told.state,
            "language": told.language,
            "voice": told.voice,
            "seen_at": now,
        }
        Standing.objects.update_or_create(terminal=terminal, defaults=heard)
        if told.call == "withdraw" or told.state == Standing.State.ATTRACT:
            Call.objects.filter(terminal=terminal, over_at=None).update(over_at=now)
        if told.state == Standing.State.ATTRACT:
            for left in Assistance.objects.filter(terminal=terminal, over_at=None):
                end(left, Assistance.End.VISIT)
        elif told.call == "ask":
            fresh = {"language": told.language, "voice": told.voice, "asked_at": now}
            Call.objects.get_or_create(terminal=terminal, over_at=None, defaults=fresh)
    Call.objects.filter(over_at__lte=now - MEMORY).delete()
    return standing_of(terminal)


def standing_of(terminal: Terminal) -> str:
    """How the terminal's call stands."""
    call = Call.objects.filter(terminal=terminal, over_at=None).first()
    if call is None:
        return "none"
    return "coming" if call.answered_at else "waiting"


def answer(call: Call, officer: User) -> bool:
    """Somebody goes there; False if somebody else does already, or it is over."""
    waiting = Call.objects.filter(pk=call.pk, over_at=None, answered_at=None)
    return bool(waiting.update(answered_at=timezone.now(), officer=officer))


def close(call: Call) -> bool:
    """It is done; False if it was before."""
    return bool(Call.objects.filter(pk=call.pk, over_at=None).update(over_at=timezone.now()))
