"""Who is asking: tokens at the portal's resources (RFC 6750, RFC 9449, RFC 9470)."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from server.base import base_url
from server.identity import visits
from server.identity.models import Token, User
from server.identity.oauth import dpop
from server.problems import Problem

_SCHEMES = {"bearer": "Bearer", "dpop": "DPoP"}


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
    helper: User | None = None
    """The member of staff who acts beside the visitor (RFC 8693, ``act``)."""


def require(request: HttpRequest, scope: str, acr: str = "") -> Principal:
    """The visitor behind the access token, if it opens ``scope`` at level ``acr`` or higher.

    Raises Problem 401 without a usable token, 403 where the scope is missing, and 401
    ``insufficient_user_authentication`` with the wanted level, after which the terminal may
    sign the visitor in again, stronger.
    """
    token = _token(request)
    scheme = "DPoP" if token.dpop_jkt else "Bearer"
    scopes = frozenset(token.scope.split())
    if scope not in scopes:
        raise _problem(403, "forbidden", scheme, error="insufficient_scope", scope=scope)
    visit = token.visit
    if acr and int(visit.acr) < int(acr):
        code = "insufficient_user_authentication"
        raise _problem(401, code, scheme, error=code, acr_values=acr)
    helper = token.actor.user if token.actor is not None else None
    return Principal(visit.user, scopes, visit.acr, visit.terminal.client_id, visit.sid, helper)


def _token(request: HttpRequest) -> Token:
    """The token by the scheme it was made for: one bound to a key is no bearer token."""
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    scheme, secret = _SCHEMES.get(kind.lower(), ""), secret.strip()
    if not scheme or not secret:
        raise _problem(401, "unauthorized", "")  # no error attribute: nothing was presented
    token = visits.find(secret)
    if token is None or token.kind != Token.Kind.ACCESS or token.is_expired():
        raise _problem(401, "unauthorized", scheme, error="invalid_token")
    if token.is_revoked() or bool(token.dpop_jkt) != (scheme == "DPoP"):
        raise _problem(401, "unauthorized", scheme, error="invalid_token")
    if scheme == "DPoP" and _prover(request, secret) != token.dpop_jkt:
        raise _problem(401, "unauthorized", scheme, error="invalid_token")
    return token


def _prover(request: HttpRequest, token: str) -> str:
    """The thumbprint of the key behind the proof that comes with ``token``."""
    address = base_url(request) + request.get_full_path().partition("?")[0]
    try:
        return dpop.check(
            request.headers.get("DPoP", ""), request.method or "", address, token=token
        )
    except dpop.DpopError as error:
        raise _problem(401, "unauthorized", "DPoP", error=str(error.error)) from error


def _problem(status: int, code: str, scheme: str, **attributes: str) -> Problem:
    """A refusal that names the schemes: the one that was tried, or both."""
    said = "".join(f', {name}="{value}"' for name, value in attributes.items())
    offers = {
        "Bearer": f'Bearer realm="portal"{said}',
        "DPoP": f'DPoP realm="portal"{said}, algs="{" ".join(dpop.ALGORITHMS)}"',
    }
    headers = {"WWW-Authenticate": offers.get(scheme) or ", ".join(offers.values())}
    if scheme == "DPoP":
        headers["DPoP-Nonce"] = dpop.nonce()
    return Problem(status, code, headers=headers)
