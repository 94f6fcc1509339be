"""``/assist/terminal``: a terminal tells how it stands and asks for staff."""

from __future__ import annotations

from authlib.oauth2.rfc6749 import InvalidRequestError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from server.assist.board import Told, report
from server.assist.models import Standing
from server.assist.terminal_views import offered
from server.base import SCREEN_NAMES
from server.identity.models import Terminal
from server.identity.oauth.endpoints import SIGNED
from server.identity.oauth.server import IdentityServer
from server.identity.views import protocol

_CALLS = ("", "ask", "withdraw")
_LANGUAGES = dict(SCREEN_NAMES)


@require_POST
@protocol
def terminal(request: HttpRequest, server: IdentityServer) -> HttpResponse:
    """Takes ``state``, ``language``, ``voice`` and ``call``; answers how the call stands."""
    made = server.create_oauth2_request(request)
    client = server.authenticate_client(made, SIGNED, "assist")
    assert isinstance(client, Terminal)  # noqa: S101 - authlib types it open
    call = report(client, _told(made.form))
    return JsonResponse({"call": call, "offer": offered(client)})


def _told(form: dict[str, str]) -> Told:
    told = Told(
        form.get("state", ""),
        form.get("language", ""),
        form.get("voice") == "1",
        form.get("call", ""),
    )
    known = told.state in Standing.State.values and told.language in _LANGUAGES
    if not known or told.call not in _CALLS:
        raise InvalidRequestError(description="A member is missing or unknown.")
    return told
