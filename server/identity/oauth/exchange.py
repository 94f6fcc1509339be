"""Token exchange (RFC 8693): a member of staff acts beside a visitor, and the token says so.

The subject is the visitor, the actor a member of staff who signed in at the same terminal.
What comes out opens the visitor's matters at the portal and nothing at the user system, and is
worth nothing as soon as either of the two visits ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, cast

from authlib.oauth2 import OAuth2Error
from authlib.oauth2.rfc6749 import (
    BaseGrant,
    InvalidRequestError,
    InvalidScopeError,
    TokenEndpointMixin,
    UnauthorizedClientError,
)

from server.identity import visits
from server.identity.models import Terminal, Token
from server.identity.models.clients import TOKEN_EXCHANGE
from server.identity.oauth.request import FormRequest
from server.identity.roles import ASSIST, may_have

ACCESS_TOKEN: Final = "urn:ietf:params:oauth:token-type:access_token"  # noqa: S105 - a name
SCOPES: Final = ("profile", "cases")
"""What may be exchanged: a visitor's account and preferences stay theirs alone."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """The two tokens of a right request."""

    subject: Token
    actor: Token


class ExchangeGrant(BaseGrant, TokenEndpointMixin):
    """Delegation (RFC 8693 §1.1): both tokens are needed, and both are this terminal's own."""

    GRANT_TYPE = TOKEN_EXCHANGE
    TOKEN_ENDPOINT_AUTH_METHODS = ["private_key_jwt"]  # noqa: RUF012 - authlib's name and type

    def validate_token_request(self) -> None:
        """Raises OAuth2Error; RFC 8693 §2.2.2 says which."""
        made = cast("FormRequest", self.request)
        client = cast("Terminal", self.authenticate_token_endpoint_client())
        if not client.check_grant_type(self.GRANT_TYPE):
            raise UnauthorizedClientError
        made.client = client
        subject = _presented(made, client, "subject")
        if subject.dpop_jkt != made.jkt:
            raise InvalidRequestError(description="The subject_token is bound to another key.")
        actor = _presented(made, client, "actor")
        _check_actor(subject, actor)
        self._check_target(made)
        made.exchange = Exchange(subject, actor)

    def create_token_response(self) -> Any:
        """A token for the portal, without a refresh token: while both are there it can be had
        again.
        """
        made = cast("FormRequest", self.request)
        exchange = cast("Exchange", made.exchange)
        scope = _scope(made, exchange.subject)
        token: dict[str, Any] = self.generate_token(
            user=exchange.subject.get_user(), scope=scope, include_refresh_token=False
        )
        token["issued_token_type"] = ACCESS_TOKEN
        self.server.save_token(token, made)
        return 200, token, self.TOKEN_RESPONSE_HEADER

    def _check_target(self, made: FormRequest) -> None:
        """It is for the portal that this system stands before, and for no other."""
        site = self.server.site
        for name in ("audience", "resource"):
            if made.form.get(name, site.base).rstrip("/") not in (site.base, site.issuer):
                raise OAuth2Error(error="invalid_target")
        wanted = made.form.get("requested_token_type", ACCESS_TOKEN)
        if wanted != ACCESS_TOKEN:
            raise InvalidRequestError(description="Only access tokens are made.")


def _presented(made: FormRequest, client: Terminal, whose: str) -> Token:
    """The subject's or the actor's token."""
    secret, kind = made.form.get(f"{whose}_token"), made.form.get(f"{whose}_token_type")
    if not secret or kind != ACCESS_TOKEN:
        raise InvalidRequestError(description=f"The {whose}_token must be an access token.")
    token = visits.find(secret)
    if token is None or token.kind != Token.Kind.ACCESS or not token.check_client(client):
        raise InvalidRequestError(description=f"The {whose}_token is not valid.")
    if token.is_expired() or token.is_revoked() or token.actor_id is not None:
        raise InvalidRequestError(description=f"The {whose}_token is not valid.")
    return token


def _check_actor(subject: Token, actor: Token) -> None:
    if ASSIST not in actor.scope.split() or not may_have(actor.get_user(), ASSIST):
        raise InvalidRequestError(description="The actor is not a member of staff.")
    if actor.visit.user_id == subject.visit.user_id:
        raise InvalidRequestError(description="Nobody acts for themselves.")


def _scope(made: FormRequest, subject: Token) -> str:
    """What was asked for, or all that can be had; never more than the subject has."""
    possible = [name for name in SCOPES if name in subject.scope.split()]
    asked = made.form.get("scope", " ".join(possible)).split()
    if not asked or not set(asked) <= set(possible):
        raise InvalidScopeError
    return " ".join(name for name in possible if name in asked)
