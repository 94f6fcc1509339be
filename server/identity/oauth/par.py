"""Pushed authorization requests (RFC 9126): the parameters never pass through the browser."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from authlib.consts import default_json_headers
from authlib.oauth2 import OAuth2Error
from authlib.oauth2.rfc6749 import InvalidRequestError, UnauthorizedClientError
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone

from server.identity import visits
from server.identity.models import PushedRequest
from server.identity.oauth.demands import check_thumbprint, demands
from server.identity.oauth.request import FormRequest

PREFIX = "urn:ietf:params:oauth:request_uri:"
LIFE = timedelta(seconds=60)
"""From the push until a browser opens it."""
FORM_LIFE = timedelta(minutes=15)
"""From then on, for the person who types."""
_PROOFS = ("client_assertion", "client_assertion_type")


class PushEndpoint:
    """``/id/par``: authenticates the client, checks the request whole, keeps it for a minute."""

    ENDPOINT_NAME = "pushed_authorization_request"

    def __init__(self, server: Any) -> None:
        self._server = server

    def create_endpoint_request(self, request: Any) -> FormRequest:
        """Authlib's way from a Django request to its own."""
        made: FormRequest = self._server.create_oauth2_request(request)
        return made

    def __call__(self, request: FormRequest) -> tuple[int, dict[str, Any], Any]:
        """The reference that the browser takes along (§2.2)."""
        client = self._server.authenticate_client(request, ["private_key_jwt"], self.ENDPOINT_NAME)
        given = {name: value for name, value in request.form.items() if name not in _PROOFS}
        if "request_uri" in given or "request" in given:
            raise InvalidRequestError(description="A pushed request holds the parameters itself.")
        if given.setdefault("client_id", client.client_id) != client.client_id:
            raise UnauthorizedClientError
        jkt = self._server.prove(request)
        if jkt and given.setdefault("dpop_jkt", jkt) != jkt:
            raise InvalidRequestError(description="The proof is of another key than dpop_jkt.")
        self._check(request, given)
        secret = visits.new_secret()
        PushedRequest.objects.create(
            digest=visits.digest(secret),
            terminal=client,
            parameters=given,
            expires_at=timezone.now() + LIFE,
        )
        answer = {"request_uri": PREFIX + secret, "expires_in": int(LIFE.total_seconds())}
        return 201, answer, default_json_headers

    def _check(self, request: FormRequest, given: dict[str, str]) -> None:
        """The checks of the authorization endpoint; here every error is an answer (§2.3)."""
        made = request.with_parameters(given)
        try:
            self._server.checked_grant(made)
            check_thumbprint(given)
            demands(given)
        except OAuth2Error as error:
            raise OAuth2Error(error=error.error, description=error.description) from error


def opened(client_id: str, request_uri: str, session: str) -> QueryDict:
    """The parameters behind ``request_uri``, which from now on is this browser session's.

    Raises InvalidRequestError (never a redirect) if it is unknown, another client's, too old,
    used, or another browser's.
    """
    wrong = InvalidRequestError(description="The request_uri is not usable.")
    if not request_uri.startswith(PREFIX):
        raise wrong
    now = timezone.now()
    kept = PushedRequest.objects.filter(
        digest=visits.digest(request_uri.removeprefix(PREFIX)),
        terminal__client_id=client_id,
        used_at=None,
        expires_at__gt=now,
    )
    kept.filter(session="").update(session=session, expires_at=now + FORM_LIFE)
    found = kept.filter(session=session).first()
    if found is None:
        raise wrong
    given = QueryDict(mutable=True)
    given.update(found.parameters)
    return given


def spend(request_uri: str) -> bool:
    """Uses it up as a code is issued; False if another page of the browser was quicker."""
    open_ = Q(digest=visits.digest(request_uri.removeprefix(PREFIX)), used_at=None)
    return bool(PushedRequest.objects.filter(open_).update(used_at=timezone.now()))
