"""A terminal asks a person's phone (OpenID Connect Client-Initiated Backchannel Authentication,
Core 1.0, poll mode): who it is was typed or read at the terminal, the phone approves.

The phone finds the question at ``/d/asks``. Whether there is such an account is not told: a name
that nobody has waits like every other until it expires.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any, Final

from authlib.consts import default_json_headers
from authlib.oauth2 import OAuth2Error
from authlib.oauth2.rfc6749 import (
    InvalidRequestError,
    InvalidScopeError,
    OAuth2Request,
    UnauthorizedClientError,
)
from django.utils import timezone

from server.identity import accounts, messages, visits
from server.identity.models import DeviceCode, Terminal, User
from server.identity.models.clients import CIBA
from server.identity.oauth import demands
from server.identity.oauth.device import DeviceGrant
from server.identity.oauth.endpoints import SIGNED
from server.identity.throttle import ASK_CONTACT, ASK_TERMINAL
from server.identity.words import LANGUAGES, table

LIFE: Final = 120
"""Seconds; a request may ask for less."""

INTERVAL: Final = 2
"""Seconds between two polls: after the yes on the phone, one second of waiting in the middle."""
_NUMBER: Final = re.compile(r"[0-9]{2}")
_MOST_HINT: Final = 200
_OTHER_HINTS: Final = ("login_hint_token", "id_token_hint")


class AskEndpoint:
    """``/id/ask``: the backchannel authentication endpoint (CIBA Core §7)."""

    ENDPOINT_NAME = "backchannel_authentication"

    def __init__(self, server: Any) -> None:
        self._server = server

    def create_endpoint_request(self, request: Any) -> OAuth2Request:
        """Authlib's way from a Django request to its own."""
        made: OAuth2Request = self._server.create_oauth2_request(request)
        return made

    def __call__(self, request: OAuth2Request) -> tuple[int, dict[str, Any], Any]:
        """Takes the request; the answer is the same whoever is asked (CIBA Core §7.3)."""
        terminal = self._server.authenticate_client(request, SIGNED, self.ENDPOINT_NAME)
        if terminal.is_system:
            raise UnauthorizedClientError
        given = request.form
        hint, life = _hint(given), _life(given)
        if "openid" not in given.get("scope", "").split():
            raise InvalidScopeError
        self._server.validate_requested_scope(given["scope"])
        if not _NUMBER.fullmatch(given.get("binding_message", "")):
            raise OAuth2Error(error="invalid_binding_message")
        if ASK_TERMINAL.wait(terminal.client_id):
            raise OAuth2Error(error="access_denied")
        ASK_TERMINAL.fail(terminal.client_id)
        visits.clean()
        secret = _keep(terminal, given, accounts.find_hinted(hint), life, self._server.site.phone)
        answer = {"auth_req_id": secret, "expires_in": life, "interval": INTERVAL}
        return 200, answer, default_json_headers


class AskGrant(DeviceGrant):
    """Redeems the answer of the phone, once (CIBA Core §10.1); errors as a device code has."""

    GRANT_TYPE = CIBA
    PARAMETER = "auth_req_id"
    BY_ASKING = True


def _hint(given: dict[str, str]) -> str:
    """Who is asked for: exactly one hint, and of a kind that is known here."""
    if any(name in given for name in _OTHER_HINTS):
        raise InvalidRequestError(description="Only login_hint is taken.")
    hint = given.get("login_hint", "").strip()
    if not 0 < len(hint) <= _MOST_HINT:
        raise InvalidRequestError(description="The login_hint is missing or too long.")
    return hint


def _life(given: dict[str, str]) -> int:
    text = given.get("requested_expiry", str(LIFE))
    if not (text.isascii() and text.isdigit() and len(text) <= 6 and int(text) > 0):
        raise InvalidRequestError(description="The requested_expiry is no number of seconds.")
    return min(int(text), LIFE)


def _keep(
    terminal: Terminal, given: dict[str, str], person: User | None, life: int, phone: str
) -> str:
    now, secret = timezone.now(), visits.new_secret()
    waiting = DeviceCode.objects.filter(
        terminal=terminal, by_asking=True, state=DeviceCode.State.PENDING, claimed=False
    )
    waiting.update(expires_at=now)  # one person at a time stands at a terminal
    DeviceCode.objects.create(
        digest=visits.digest(secret),
        binding_number=given["binding_message"],
        terminal=terminal,
        by_asking=True,
        asked=person,
        scope=terminal.get_allowed_scope(given["scope"]),
        created_at=now,
        expires_at=now + timedelta(seconds=life),
        interval=INTERVAL,
        wanted=demands.level(given),
        max_age=demands.max_age(given),
        dpop_jkt=demands.check_thumbprint(given),
    )
    if person is not None:
        _ring(person, terminal, phone)
    return secret


def _ring(person: User, terminal: Terminal, phone: str) -> None:
    """Word to the contact, unless it got several lately: nobody's telephone is to ring all night.

    The question is found at ``/d/asks`` all the same.
    """
    to = person.contact
    if not to or ASK_CONTACT.wait(to.casefold()):
        return
    ASK_CONTACT.fail(to.casefold())
    lang = person.locale if person.locale in LANGUAGES else LANGUAGES[0]
    text = table(lang)["message"]["ask"]
    place = f"{terminal.place} {terminal.name}"
    messages.gateway().send(to, text.format(place=place, address=f"{phone}/asks"))
