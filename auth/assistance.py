"""The terminal in its own name to the staff's board: how it stands, and that help is wanted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from auth.errors import BadAnswer, ConfigWrong
from auth.party import RelyingParty

_WHERE = "assist"
_PATIENCE = 5.0


class Call(StrEnum):
    """How the call for staff stands."""

    NONE = "none"
    WAITING = "waiting"
    COMING = "coming"


@dataclass(frozen=True, slots=True)
class Report:
    """How the terminal stands; nothing of any visitor's."""

    state: str
    """``attract``, ``visiting``, ``signed_in``, ``assisted`` or ``ending``."""

    language: str
    voice: bool
    call: str = ""
    """``ask``, ``withdraw``, or empty for no change."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Somebody offers to help from another place."""

    id: str
    officer: str
    """The masked name."""


@dataclass(frozen=True, slots=True)
class Stands:
    """What the board answers."""

    call: Call
    offer: Offer | None = None


def report(party: RelyingParty, url: str, told: Report) -> Stands:
    """Tells the board at ``url``; how the call stands, and whether somebody offers to help.

    Raises:
        ConfigWrong: there is no such board, it does not know the terminal, or it is not the
            user system's own: no other may get what proves this terminal.
        AuthError: no usable answer within five seconds.

    """
    if not party.config.may_hold_endpoint(url):
        raise ConfigWrong("assist")
    form = {
        "state": told.state,
        "language": told.language,
        "voice": "1" if told.voice else "0",
        "call": told.call,
    }
    answer = party.post(url, form, transport=party.transport.hurried(_PATIENCE))
    if answer.status in (400, 401, 403, 404, 405):
        raise ConfigWrong(_WHERE)
    if answer.status != 200:
        raise BadAnswer(_WHERE, f"status {answer.status}")
    body = answer.json(_WHERE)
    call, offer = body.get("call"), body.get("offer", {})
    if call not in list(Call):
        raise BadAnswer(_WHERE, "call")
    if not isinstance(offer, dict):
        raise BadAnswer(_WHERE, "offer")
    return Stands(Call(str(call)), _offer(offer) if offer else None)


def _offer(found: dict[str, Any]) -> Offer:
    return Offer(text_of(found, "id", 20), text_of(found, "officer", 60))


def text_of(found: Mapping[str, Any], name: str, most: int) -> str:
    """A text of an answer, not longer than ``most``; BadAnswer if it is none."""
    value = found.get(name)
    if not isinstance(value, str) or len(value) > most:
        raise BadAnswer(_WHERE, name)
    return value
