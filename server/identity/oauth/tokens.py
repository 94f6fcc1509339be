"""Refresh tokens and ID tokens."""

from __future__ import annotations

import time
from typing import Any, cast

from authlib.oauth2.rfc6749 import InvalidGrantError, OAuth2Request, TokenMixin
from authlib.oauth2.rfc6749.grants import RefreshTokenGrant
from authlib.oidc.core import UserInfo
from authlib.oidc.core.grants import OpenIDToken
from joserfc.jwk import ECKey, RSAKey

from server.identity import preferences, visits
from server.identity.keys import KeyStore
from server.identity.models import Terminal, Token, User, Visit
from server.identity.oauth.request import FormRequest
from server.identity.roles import ASSIST, roles
from server.identity.site import Site

ID_TOKEN_LIFE = 300


class RefreshGrant(RefreshTokenGrant):
    """Each refresh token works once; a second use ends its whole family (RFC 9700 §4.14.2)."""

    TOKEN_ENDPOINT_AUTH_METHODS = ["private_key_jwt"]  # noqa: RUF012 - authlib's name and type
    INCLUDE_NEW_REFRESH_TOKEN = True

    def authenticate_refresh_token(self, refresh_token: str) -> Token:
        """The token, if it may be used now by the terminal that asks."""
        token = visits.find(refresh_token)
        if token is None or token.kind != Token.Kind.REFRESH:
            raise InvalidGrantError
        if not token.check_client(cast("Terminal", self.request.client)):
            raise InvalidGrantError
        if token.used_at is not None:
            visits.revoke_family(token.family)
            raise InvalidGrantError
        if token.is_expired() or token.is_revoked():
            raise InvalidGrantError
        if token.dpop_jkt != cast("FormRequest", self.request).jkt:
            raise InvalidGrantError(description="The token is bound to another key.")
        return token

    def authenticate_user(self, refresh_token: Token) -> User:
        """The person of the visit."""
        return refresh_token.get_user()

    def create_token_response(self) -> Any:
        """Uses the old token up before new ones exist, all in the request's transaction.

        Of two requests at once the second waits, finds the token used, and takes the new ones
        along with the family: one of the two was a thief.
        """
        token: Token = cast("Token", self.request.refresh_token)
        if not visits.use_up(token):
            visits.revoke_family(token.family)
            raise InvalidGrantError
        return super().create_token_response()

    def revoke_old_credential(self, refresh_token: TokenMixin) -> None:
        """Nothing is left to do: it was used up before."""


def user_info(user: User, scope: str) -> UserInfo:
    """The claims about a person that ``scope`` opens (OpenID Connect Core 1.0 §5.4)."""
    claims: dict[str, Any] = {"sub": user.sub}
    if "profile" in scope.split():
        claims["name"] = user.display_name or user.username
        claims["masked_name"] = user.masked_name
        claims["locale"] = user.locale
    if preferences.CLAIM in scope.split() and (wishes := preferences.claim(user)) is not None:
        claims[preferences.CLAIM] = wishes
    if ASSIST in scope.split():
        claims["roles"] = list(roles(user))
    return UserInfo(**claims)


class IdToken(OpenIDToken):
    """Adds the ID token to an answer; all its times and ``acr`` are those of the visit."""

    def __init__(self, site: Site, keys: KeyStore) -> None:
        self._site = site
        self._keys = keys

    def get_client_algorithm(self, client: Terminal) -> str:
        """ES256, unless the terminal was registered for RS256."""
        return client.id_token_signed_response_alg

    def get_encode_header(self, client: Terminal) -> dict[str, Any]:
        """Algorithm and key id."""
        alg = self.get_client_algorithm(client)
        return {"alg": alg, "kid": self._keys.signing_key(alg).kid}

    def resolve_client_private_key(self, client: Terminal) -> ECKey | RSAKey:
        """The key that signs for this terminal."""
        return self._keys.signing_key(self.get_client_algorithm(client)).key()

    def get_compatible_claims(self, request: OAuth2Request) -> dict[str, Any]:
        """The claims about the sign-in; the audience is a plain string on purpose."""
        now = int(time.time())
        made = cast("FormRequest", request)
        visit, client = cast("Visit", made.visit), cast("Terminal", made.client)
        return {
            "iss": self._site.issuer,
            "aud": client.client_id,
            "iat": now,
            "exp": now + ID_TOKEN_LIFE,
            "auth_time": int(visit.auth_time.timestamp()),
            "acr": visit.acr,
            "amr": visit.amr.split(),
            "sid": visit.sid,
        }

    def generate_user_info(self, user: User, scope: str) -> UserInfo:
        """The claims about the person."""
        return user_info(user, scope)
