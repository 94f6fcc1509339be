"""Revocation, introspection and the two ways a visit ends."""

from __future__ import annotations

from typing import Any

from authlib.consts import default_json_headers
from authlib.oauth2.rfc6749 import InvalidRequestError, OAuth2Request
from authlib.oauth2.rfc7009 import RevocationEndpoint
from authlib.oauth2.rfc7662 import IntrospectionEndpoint
from authlib.oidc.rpinitiated import EndSessionEndpoint, EndSessionRequest
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from server.identity import backchannel, visits
from server.identity.keys import ALGORITHMS
from server.identity.models import Terminal, Token

SIGNED = ["private_key_jwt"]


class Revocation(RevocationEndpoint):
    """RFC 7009. The type hint is not needed: a token is found by what it is."""

    CLIENT_AUTH_METHODS = SIGNED

    def check_params(self, request: OAuth2Request, client: Terminal) -> None:
        """Only the token is required; an unknown hint is ignored (RFC 7009 §2.1)."""
        if "token" not in request.form:
            raise InvalidRequestError

    def query_token(self, token_string: str, token_type_hint: str | None) -> Token | None:
        """The token, whatever its kind and state."""
        return visits.find(token_string)

    def revoke_token(self, token: Token, request: OAuth2Request) -> None:
        """An access token alone, a refresh token with its family."""
        visits.revoke(token)


class Introspection(IntrospectionEndpoint):
    """RFC 7662, for the terminal a token was issued to."""

    CLIENT_AUTH_METHODS = SIGNED

    def check_params(self, request: OAuth2Request, client: Terminal) -> None:
        """As for revocation."""
        if "token" not in request.form:
            raise InvalidRequestError

    def query_token(self, token_string: str, token_type_hint: str | None) -> Token | None:
        """The token, whatever its kind and state."""
        return visits.find(token_string)

    def check_permission(self, token: Token, client: Terminal, request: OAuth2Request) -> bool:
        """Another terminal's token is "not active" for this one (RFC 7662 §2.2).

        One of the city's systems may ask about the access tokens that visitors bring it; from
        then on it takes part in the visit.
        """
        if not client.is_system or token.kind != Token.Kind.ACCESS:
            return token.check_client(client)
        if not token.is_expired() and not token.is_revoked():
            backchannel.take_part(token.visit, client, self.server.site.issuer)
        return True

    def introspect_token(self, token: Token) -> dict[str, Any]:
        """The facts a resource server needs, no name among them."""
        kind = "DPoP" if token.dpop_jkt else "Bearer"
        return {
            "active": True,
            "client_id": token.get_client().client_id,
            "token_type": kind if token.kind == Token.Kind.ACCESS else "refresh_token",
            "scope": token.scope,
            "sub": token.get_user().sub,
            "sid": token.visit.sid,
            "acr": token.visit.acr,
            "auth_time": int(token.visit.auth_time.timestamp()),
            "iss": self.server.site.issuer,
            "exp": int(token.expires_at.timestamp()),
            "iat": int(token.issued_at.timestamp()),
            **({"cnf": {"jkt": token.dpop_jkt}} if token.dpop_jkt else {}),
            **({"act": {"sub": token.actor.user.sub}} if token.actor else {}),
        }


class EndSession(EndSessionEndpoint):
    """RP-Initiated Logout 1.0: ends the visit the ID token names, and only that."""

    def get_server_jwks(self) -> KeySet:
        """Our own keys: we must have issued the hint."""
        key_set: KeySet = self.server.keys.key_set()
        return key_set

    def get_algorithms(self) -> list[str]:
        """What we sign with."""
        return list(ALGORITHMS)

    def _validate_id_token_hint(self, id_token_hint: str) -> dict[str, Any]:
        """Authlib's check of the signature, and that it was this issuer."""
        try:
            claims: dict[str, Any] = super()._validate_id_token_hint(id_token_hint)  # type: ignore[misc]  # the stubs leave it out
        except (JoseError, ValueError, RecursionError) as error:
            raise InvalidRequestError(description="The id_token_hint is not ours.") from error
        if claims.get("iss") != self.server.site.issuer:
            raise InvalidRequestError(description="The id_token_hint is not ours.")
        return claims

    def end_session(self, end_session_request: EndSessionRequest) -> None:
        """Without a hint there is no visit to end: the page asks first."""
        claims = end_session_request.id_token_claims
        if claims is not None and isinstance(claims.get("sid"), str):
            visits.end(claims["sid"])


class EndVisits:
    """``/id/terminal/end-visits``: a terminal that crashed closes what it left open."""

    ENDPOINT_NAME = "end_visits"

    def __init__(self, server: Any) -> None:
        self._server = server

    def create_endpoint_request(self, request: Any) -> OAuth2Request:
        """Authlib's way from a Django request to its own."""
        made: OAuth2Request = self._server.create_oauth2_request(request)
        return made

    def __call__(self, request: OAuth2Request) -> tuple[int, dict[str, int], Any]:
        """How many visits were ended."""
        terminal = self._server.authenticate_client(request, SIGNED, self.ENDPOINT_NAME)
        return 200, {"ended": visits.end_all(terminal)}, default_json_headers
