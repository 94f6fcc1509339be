"""``/assist/help``: a terminal tells of help that goes on at it, and fetches what staff did."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from authlib.oauth2.rfc6749 import InvalidRequestError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from server.assist import help as helping
from server.assist.models import Assistance
from server.assist.outline import BadOutline, read_outline
from server.identity import visits
from server.identity.models import Terminal
from server.identity.oauth.endpoints import SIGNED
from server.identity.oauth.server import IdentityServer
from server.identity.views import protocol

_ENDS: Final = ("visitor", "staff", "time", "visit")
Form = dict[str, str]


@require_POST
@protocol
def assisted(request: HttpRequest, server: IdentityServer) -> HttpResponse:
    """Takes ``act``: ``begin``, ``agree``, ``refuse``, ``sync`` or ``end``."""
    made = server.create_oauth2_request(request)
    terminal = server.authenticate_client(made, SIGNED, "assist")
    assert isinstance(terminal, Terminal)  # noqa: S101 - authlib types it open
    act = _ACTS.get(made.form.get("act", ""))
    if act is None:
        raise InvalidRequestError(description="The act is missing or unknown.")
    try:
        return JsonResponse(act(terminal, made.form))
    except helping.NotPossible as error:
        return JsonResponse({"error": "not_possible", "why": error.why}, status=409)


def offered(terminal: Terminal) -> dict[str, str]:
    """The offer that a terminal's visitor has not answered; empty if there is none."""
    found = helping.open_ones().filter(terminal=terminal, state=Assistance.State.ASKED).first()
    if found is None:
        return {}
    return {"id": str(found.pk), "officer": _name(found)}


def _begin(terminal: Terminal, form: Form) -> dict[str, Any]:
    actor = visits.find(form.get("actor_token", ""))
    if actor is None:
        raise helping.NotPossible("not_staff")
    return _told(helping.begin(terminal, actor))


def _agree(terminal: Terminal, form: Form) -> dict[str, Any]:
    found = helping.agree(_own(terminal, form))
    return {**_told(found), "actor_token": helping.actor_token(found)}


def _refuse(terminal: Terminal, form: Form) -> dict[str, Any]:
    found = _own(terminal, form)
    helping.end(found, Assistance.End.REFUSED)
    return {"state": Assistance.State.OVER}


def _sync(terminal: Terminal, form: Form) -> dict[str, Any]:
    found = _own(terminal, form)
    if found.state != Assistance.State.ON:
        raise helping.NotPossible("over")
    text, after = form.get("outline", ""), form.get("after", "0")
    if not (after.isascii() and after.isdigit() and len(after) < 9):
        raise InvalidRequestError(description="The member after is no number.")
    try:
        outline = read_outline(text) if text else None
    except BadOutline as error:
        raise InvalidRequestError(description=f"The outline is wrong: {error}.") from None
    helping.heard(found, outline)
    done = [
        {"number": one.number, "kind": one.kind, "node": one.node, "text": one.text}
        for one in helping.gestures(found, int(after))
    ]
    renewed = helping.actor_token(found) if form.get("renew") == "1" else ""
    return {**_told(found), "gestures": done, "actor_token": renewed}


def _end(terminal: Terminal, form: Form) -> dict[str, Any]:
    found = _own(terminal, form)
    why = form.get("why", "")
    if why not in _ENDS:
        raise InvalidRequestError(description="The member why is unknown.")
    helping.end(found, why)
    return {"state": Assistance.State.OVER}


def _own(terminal: Terminal, form: Form) -> Assistance:
    """The open one of this very terminal; another's is as unknown as one that is over."""
    number = form.get("id", "")
    if not (number.isascii() and number.isdigit() and len(number) < 15):
        raise InvalidRequestError(description="The id is no number.")
    found = helping.open_ones().filter(terminal=terminal, pk=int(number)).first()
    if found is None:
        raise helping.NotPossible("over")
    return found


def _told(found: Assistance) -> dict[str, Any]:
    return {"id": str(found.pk), "state": found.state, "officer": _name(found)}


def _name(found: Assistance) -> str:
    return found.officer.masked_name if found.officer is not None else ""


_ACTS: Final[dict[str, Callable[[Terminal, Form], dict[str, Any]]]] = {
    "begin": _begin,
    "agree": _agree,
    "refuse": _refuse,
    "sync": _sync,
    "end": _end,
}
