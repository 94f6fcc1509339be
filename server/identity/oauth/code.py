"""The code flow with PKCE (RFC 6749 §4.1, RFC 7636), for a terminal with a private web view."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, cast

from authlib.common.urls import add_params_to_uri
from authlib.oauth2 import OAuth2Request
from authlib.oauth2.rfc6749 import ClientMixin, InvalidRequestError
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant
from authlib.oauth2.rfc7636 import CodeChallenge
from django.http import HttpResponse
from django.utils import timezone

from server.identity import levels, visits
from server.identity.models import AuthorizationCode, Terminal, User
from server.identity.oauth.demands import check_thumbprint
from server.identity.oauth.request import FormRequest

CODE_LIFE = timedelta(seconds=60)


class CodeGrant(AuthorizationCodeGrant):
    """Codes are kept as digests; a second use ends what the first one began."""

    TOKEN_ENDPOINT_AUTH_METHODS = ["private_key_jwt"]  # noqa: RUF012 - authlib's name and type

    def generate_authorization_code(self) -> str:
        """256 random bits."""
        return visits.new_secret()

    def save_authorization_code(self, code: str, request: OAuth2Request) -> None:
        """Keeps the code with all that the token request must match."""
        made = cast("FormRequest", request)
        given = made.form
        AuthorizationCode.objects.create(
            digest=visits.digest(code),
            terminal=cast("Terminal", made.client),
            user=cast("User", made.user),
            redirect_uri=given.get("redirect_uri", ""),
            scope=made.scope,
            nonce=given.get("nonce", ""),
            code_challenge=given["code_challenge"],
            code_challenge_method=given["code_challenge_method"],
            sign_on=made.sign_on,
            auth_time=made.sign_on.auth_time,
            acr=str(levels.reached(made.sign_on)),
            amr=levels.methods(made.sign_on),
            dpop_jkt=given.get("dpop_jkt", ""),
            expires_at=timezone.now() + CODE_LIFE,
        )

    def query_authorization_code(self, code: str, client: ClientMixin) -> AuthorizationCode | None:
        """The code, if it is this terminal's, unused and in time."""
        found = (
            AuthorizationCode.objects.select_related("user", "terminal", "sign_on")
            .filter(digest=visits.digest(code), terminal__client_id=client.get_client_id())
            .first()
        )
        if found is not None and found.used_at is not None:
            visits.revoke_family(found.family)
            return None
        if found is None or found.expires_at <= timezone.now():
            return None
        if found.sign_on is not None and found.sign_on.ended_at is not None:
            return None
        return found

    def delete_authorization_code(self, authorization_code: AuthorizationCode) -> None:
        """Nothing is left to do: it was marked as used when its tokens were saved."""

    def authenticate_user(self, authorization_code: AuthorizationCode) -> User | None:
        """The person, unless the account was closed meanwhile."""
        return authorization_code.user if authorization_code.user.is_active else None


class Pkce(CodeChallenge):
    """PKCE is required and only S256 counts; authlib alone would let it be left out."""

    SUPPORTED_CODE_CHALLENGE_METHOD = ["S256"]  # noqa: RUF012 - authlib's name and type

    def validate_code_challenge(self, grant: Any, redirect_uri: Any) -> None:
        """Both parameters must be there."""
        given = grant.request.form
        if "code_challenge" not in given or given.get("code_challenge_method") != "S256":
            raise InvalidRequestError(description="PKCE with S256 is required.")
        if len(given.get("nonce", "")) > 255:
            raise InvalidRequestError(description="The nonce is too long.")
        check_thumbprint(given)
        super().validate_code_challenge(grant, redirect_uri)


def with_issuer(answer: HttpResponse, issuer: str) -> HttpResponse:
    """Adds ``iss`` to an answer that goes back to the client, errors included (RFC 9207 §2).

    authlib's own extension reads an attribute that Django's answers do not have.
    """
    if answer.status_code == 302:
        answer["Location"] = add_params_to_uri(answer["Location"], [("iss", issuer)])
    return answer
