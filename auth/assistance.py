"""The terminal in its own name to the staff's board: how it stands, and that help is wanted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

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


def report(party: RelyingParty, url: str, told: Report) -> Call:
    """Tells the board at ``url``; how the call stands.

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
    call = answer.json(_WHERE).get("call")
    if call not in list(Call):
        raise BadAnswer(_WHERE, "call")
    return Call(str(call))
