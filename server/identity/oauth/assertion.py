"""Terminals prove themselves by a signed assertion (RFC 7523 §2.2, ``private_key_jwt``)."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any

from authlib.oauth2.rfc6749 import InvalidClientError, OAuth2Request
from authlib.oauth2.rfc7523 import JWTBearerClientAssertion
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from server.identity.models import SpentAssertion, Terminal
from server.identity.visits import digest

MAX_LIFE = 300
LEEWAY = 30
"""Seconds a terminal's clock may be off."""


class TerminalAssertion(JWTBearerClientAssertion):
    """authlib's check, with the algorithm pinned and the claims narrowed.

    The audience is the issuer or the token endpoint, alone: an assertion that also names
    another server could be replayed there.
    """

    CLIENT_AUTH_METHOD = "private_key_jwt"  # type: ignore[misc]  # made to be replaced, the stubs say Final

    def __init__(self, audiences: tuple[str, ...]) -> None:
        super().__init__(leeway=LEEWAY)
        self._audiences = audiences

    def __call__(self, query_client: Any, request: OAuth2Request) -> Any:
        """The terminal, None if there is no assertion; InvalidClientError if it is not right."""
        try:
            client = super().__call__(query_client, request)  # type: ignore[no-untyped-call]  # the stubs leave it open
        except (JoseError, ValueError, TypeError, RecursionError) as error:
            # authlib passes parser errors on, and its error class refuses some of their texts
            raise InvalidClientError(description="Malformed client assertion.") from error
        if client is not None and request.form.get("client_id") not in {None, client.client_id}:
            raise InvalidClientError(description="The client_id is not that of the assertion.")
        return client

    def get_audiences(self) -> list[str]:
        """Who the assertion must be meant for."""
        return list(self._audiences)

    def process_assertion_claims(self, assertion: str, resolve_key: KeySet) -> dict[str, Any]:
        """Checks signature and claims; only ES256, whatever the header says."""
        token = jwt.decode(assertion, resolve_key, algorithms=["ES256"])
        self.verify_claims(token.claims)
        return token.claims

    def verify_claims(self, claims: dict[str, Any]) -> None:
        """Authlib's checks, after those it does not make."""
        audience = claims.get("aud")
        if isinstance(audience, list) and len(audience) == 1:
            audience = audience[0]
        if audience not in self._audiences:
            raise InvalidClientError(description="The audience must be this issuer alone.")
        expires = claims.get("exp")
        if not isinstance(expires, int | float) or expires > time.time() + MAX_LIFE + LEEWAY:
            raise InvalidClientError(description="The assertion lives too long.")
        if not isinstance(claims.get("jti"), str):
            raise InvalidClientError(description="Missing JWT ID.")
        super().verify_claims(claims)

    def validate_jti(self, claims: dict[str, Any], jti: str) -> bool:
        """True the first time; the database's constraint decides between two at once."""
        _, fresh = SpentAssertion.objects.get_or_create(
            client_id=claims["sub"],
            jti=digest(jti),
            defaults={"expires_at": datetime.fromtimestamp(claims["exp"], UTC)},
        )
        return fresh

    def resolve_client_public_key(self, client: Terminal) -> KeySet:
        """The keys the terminal was provisioned with."""
        return KeySet.import_key_set(client.jwks)
