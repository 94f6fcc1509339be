"""Help that goes on at this terminal, told to the portal in the terminal's own name.

The portal passes between the terminal and the device of a member of staff: an outline of the
page one way, gestures the other way. The terminal asks; nobody connects to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from auth.assistance import text_of
from auth.errors import BadAnswer, ConfigWrong, Expired
from auth.party import RelyingParty
from auth.transport import Answer

_WHERE = "assist"
_PATIENCE = 5.0
_MOST_GESTURES = 100


class GestureKind(StrEnum):
    """All that staff can do from their device."""

    POINT = "point"
    SAY = "say"
    FILL = "fill"
    SLOWER = "slower"
    FASTER = "faster"
    LARGER = "larger"
    SMALLER = "smaller"


@dataclass(frozen=True, slots=True)
class Gesture:
    """One of them; ``node`` is a name of the outline."""

    number: int
    kind: GestureKind
    node: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Helped:
    """What the portal answers."""

    id: str
    officer: str
    gestures: tuple[Gesture, ...] = ()
    actor_token: str = ""
    """Says at the token endpoint who helps from another place; empty: ask the same again."""

    def __repr__(self) -> str:
        """Without the token."""
        return f"Helped({self.id}, {len(self.gestures)} gestures)"


class HelpLink:
    """The portal's side of one terminal's help; ``url`` must be the user system's own."""

    def __init__(self, party: RelyingParty, url: str) -> None:
        self._party = party
        self._url = url

    def begin(self, actor_token: str) -> Helped:
        """Staff signed in beside the visitor, who agreed; raises as ``_send``."""
        return _helped(self._send("begin", {"actor_token": actor_token}))

    def agree(self, offer: str) -> Helped:
        """The visitor agreed to an offer from another place; raises as ``_send``."""
        return _helped(self._send("agree", {"id": offer}))

    def refuse(self, offer: str) -> None:
        """The visitor did not agree; raises as ``_send``."""
        self._send("refuse", {"id": offer})

    def sync(self, own: str, after: int, outline: str = "", *, renew: bool = False) -> Helped:
        """Show another ``outline`` if there is one; what staff did after a gesture.

        ``renew`` asks for another actor token. Raises as ``_send``.
        """
        form = {"id": own, "after": str(after), "outline": outline, "renew": "1" if renew else ""}
        return _helped(self._send("sync", form))

    def end(self, own: str, why: str) -> None:
        """It is over for ``visitor``, ``staff``, ``time`` or ``visit``; raises as ``_send``."""
        self._send("end", {"id": own, "why": why})

    def _send(self, act: str, form: Mapping[str, str]) -> dict[str, Any]:
        """One request.

        Raises:
            Expired: the help is over, or the offer.
            ConfigWrong: there is no such portal, or it does not know the terminal.
            AuthError: no usable answer within five seconds.

        """
        party = self._party
        if not party.config.may_hold_endpoint(self._url):
            raise ConfigWrong(_WHERE)
        sent = {"act": act, **{name: value for name, value in form.items() if value}}
        answer = party.post(self._url, sent, transport=party.transport.hurried(_PATIENCE))
        if answer.status == 409:
            raise Expired(_why(answer))
        if answer.status in (400, 401, 403, 404, 405):
            raise ConfigWrong(_WHERE)
        if answer.status != 200:
            raise BadAnswer(_WHERE, f"status {answer.status}")
        return answer.json(_WHERE)


def _why(answer: Answer) -> str:
    why = answer.json(_WHERE).get("why")
    return why if why in ("over", "taken", "not_staff", "nobody") else "over"


def _helped(body: Mapping[str, Any]) -> Helped:
    found = body.get("gestures", [])
    if not isinstance(found, list) or len(found) > _MOST_GESTURES:
        raise BadAnswer(_WHERE, "gestures")
    return Helped(
        text_of(body, "id", 20),
        text_of(body, "officer", 60),
        tuple(_gesture(one) for one in found),
        text_of(body, "actor_token", 8192) if "actor_token" in body else "",
    )


def _gesture(found: object) -> Gesture:
    if not isinstance(found, dict):
        raise BadAnswer(_WHERE, "gesture")
    number, kind = found.get("number"), found.get("kind")
    if isinstance(number, bool) or not isinstance(number, int) or number < 1:
        raise BadAnswer(_WHERE, "number")
    if kind not in list(GestureKind):
        raise BadAnswer(_WHERE, "kind")
    node, text = text_of(found, "node", 12), text_of(found, "text", 500)
    return Gesture(number, GestureKind(str(kind)), node, text)
