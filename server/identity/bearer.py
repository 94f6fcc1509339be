"""Who is asking: bearer tokens at the portal's resources (RFC 6750, RFC 9470)."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from server.identity import visits
from server.identity.models import Token, User
from server.problems import Problem


@dataclass(frozen=True, slots=True)
class Principal:
    """A signed-in visitor at a terminal."""

    user: User
    scopes: frozenset[str]
    acr: str
    """The trust level of this sign-in, 2 to 5."""
    terminal: str
    """``client_id`` of the terminal."""
    sid: str
    """The visit."""


def require(request: HttpRequest, scope: str, acr: str = "") -> Principal:
    """The visitor behind the access token, if it opens ``scope`` at level ``acr`` or higher.

    Raises Problem 401 without a usable token, 403 where the scope is missing, and 401
    ``insufficient_user_authentication`` with the wanted level, after which the terminal may
    sign the visitor in again, stronger.
    """
    token = _token(request)
    scopes = frozenset(token.scope.split())
    if scope not in scopes:
        raise _problem(403, "forbidden", error="insufficient_scope", scope=scope)
    visit = token.visit
    if acr and int(visit.acr) < int(acr):
        code = "insufficient_user_authentication"
        raise _problem(401, code, error=code, acr_values=acr)
    return Principal(visit.user, scopes, visit.acr, visit.terminal.client_id, visit.sid)


def _token(request: HttpRequest) -> Token:
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not secret.strip():
        raise _problem(401, "unauthorized")  # no error attribute: nothing was presented
    token = visits.find(secret.strip())
    if token is None or token.kind != Token.Kind.ACCESS or token.dpop_jkt:
        raise _problem(401, "unauthorized", error="invalid_token")
    if token.is_expired() or token.is_revoked():
        raise _problem(401, "unauthorized", error="invalid_token")
    return token


def _problem(status: int, code: str, **attributes: str) -> Problem:
    challenge = "Bearer " + ", ".join(
        f'{name}="{value}"' for name, value in {"realm": "portal", **attributes}.items()
    )
    return Problem(status, code, headers={"WWW-Authenticate": challenge})
