"""HTTP of the preferences: read and saved with a person's token, signed for a terminal."""

from __future__ import annotations

import json

from authlib.oauth2.rfc6749 import InvalidRequestError
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from server.identity import bearer, preferences
from server.identity.keys import KeyStore
from server.identity.models import Terminal, User
from server.identity.oauth.endpoints import SIGNED
from server.identity.oauth.server import IdentityServer
from server.identity.preferences import BadPreferences, Stale
from server.identity.views import protocol
from server.problems import Problem

_MOST_BODY = 8192


@csrf_exempt
@require_http_methods(["GET", "POST"])
def own(request: HttpRequest) -> HttpResponse:
    """``/id/preferences``: the person's set, or a new one in its place.

    A form with ``values`` (JSON) and ``version``, the version that it was made from. Answers
    400 with the field that is wrong, 409 if another terminal saved in between.
    """
    try:
        principal = bearer.require(request, preferences.CLAIM)
    except Problem as problem:
        body = {"error": problem.code}
        return JsonResponse(body, status=problem.status, headers=problem.headers)
    if request.method == "POST":
        response = _saved(request, principal.user)
    else:
        response = JsonResponse(preferences.claim(principal.user) or {"version": 0, "values": {}})
    response["Cache-Control"] = "no-store"
    return response


def _saved(request: HttpRequest, user: User) -> JsonResponse:
    try:
        with transaction.atomic():
            version = preferences.save(user, _values(request), _version(request))
    except BadPreferences as error:
        body = {"error": "invalid_preferences", "field": error.field, "code": error.code}
        return JsonResponse(body, status=400)
    except Stale:
        return JsonResponse({"error": "stale"}, status=409)
    return JsonResponse({"version": version})


def _values(request: HttpRequest) -> dict[str, object]:
    text = request.POST.get("values", "")
    if len(text) > _MOST_BODY:
        raise BadPreferences("", "too_large")
    try:
        return preferences.check(json.loads(text))
    except (ValueError, RecursionError) as error:
        if isinstance(error, BadPreferences):
            raise
        raise BadPreferences("", "not_json") from None


def _version(request: HttpRequest) -> int:
    text = request.POST.get("version", "")
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise BadPreferences("", "version")
    return int(text)


@require_POST
@protocol
def code(request: HttpRequest, server: IdentityServer) -> HttpResponse:
    """``/id/settings-code``: signs settings for a terminal; nobody's name is asked or kept."""
    made = server.create_oauth2_request(request)
    terminal = server.authenticate_client(made, SIGNED, "settings_code")
    assert isinstance(terminal, Terminal)  # noqa: S101 - authlib types it open
    try:
        text = preferences.code(_values(request), settings_keys())
    except BadPreferences as error:
        raise InvalidRequestError(description="The settings are not valid.") from error
    return JsonResponse({"code": text})


@require_safe
def keys(_request: HttpRequest) -> HttpResponse:
    """``/id/settings-keys``: the public keys of settings codes (RFC 7517)."""
    response = JsonResponse(settings_keys().public())
    response["Cache-Control"] = "public, max-age=300"
    return response


def settings_keys() -> KeyStore:
    """Keys of their own: a code in a drawer outlives the keys of sign-ins."""
    return KeyStore(settings.DATA, preferences.KEYS_FILE, ("ES256",))
