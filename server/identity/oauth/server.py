"""The authorization server: authlib's Django class, with our models behind it."""

from __future__ import annotations

import re
import secrets
from typing import Any, cast

from authlib.integrations.django_oauth2 import AuthorizationServer
from authlib.oauth2 import OAuth2Error
from authlib.oauth2.rfc6749 import AccessDeniedError, InvalidGrantError, OAuth2Request
from authlib.oauth2.rfc6750 import BearerTokenGenerator
from authlib.oidc.rpinitiated import EndSessionRequest
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from server.identity import backchannel, visits
from server.identity.keys import KeyStore
from server.identity.models import AuthorizationCode, DeviceCode, Terminal, Token, User, Visit
from server.identity.models.clients import SCOPES
from server.identity.oauth import dpop
from server.identity.oauth.ask import AskEndpoint, AskGrant
from server.identity.oauth.assertion import TerminalAssertion
from server.identity.oauth.code import CodeGrant, Pkce
from server.identity.oauth.device import DeviceEndpoint, DeviceGrant
from server.identity.oauth.endpoints import EndSession, EndVisits, Introspection, Revocation
from server.identity.oauth.exchange import ExchangeGrant
from server.identity.oauth.par import PushEndpoint
from server.identity.oauth.request import FormRequest
from server.identity.oauth.tokens import IdToken, RefreshGrant
from server.identity.roles import may_have
from server.identity.site import Site

_CLIENT_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")


class IdentityServer(AuthorizationServer):
    """Composes grants, endpoints and client authentication for one site.

    Made for each request: it holds no state, and its issuer follows from the site. The four
    methods that answer give authlib's answers their types.
    """

    def __init__(self, site: Site, keys: KeyStore) -> None:
        super().__init__(Terminal, Token)
        self.site = site
        self.keys = keys
        self.scopes_supported = list(SCOPES)
        id_token = IdToken(site, keys)
        self.register_client_auth_method(
            "private_key_jwt", TerminalAssertion((site.issuer, site.token, site.par))
        )
        self.register_grant(DeviceGrant, [id_token])
        self.register_grant(RefreshGrant, [id_token])
        self.register_grant(CodeGrant, [id_token, Pkce()])
        self.register_grant(AskGrant, [id_token])
        self.register_grant(ExchangeGrant)
        endpoints: tuple[Any, ...] = (
            *(DeviceEndpoint, Revocation, Introspection),
            *(EndSession, EndVisits, PushEndpoint, AskEndpoint),
        )
        for endpoint in endpoints:
            self.register_endpoint(endpoint)

    def answer_token(self, request: HttpRequest) -> HttpResponse:
        """The token endpoint's answer, errors included."""
        made = self.create_oauth2_request(request)
        made.jkt = self.prove(made)
        return cast("HttpResponse", self.create_token_response(made))

    def prove(self, request: FormRequest) -> str:
        """The thumbprint of the key behind the request's DPoP proof; empty without a proof.

        Raises DpopError. A nonce of ours is needed, so that nobody can sign proofs ahead.
        """
        proof = (request.headers or {}).get("DPoP")
        if proof is None:
            return ""
        return dpop.check(proof, request.method, request.uri, nonce_needed=True)

    def answer(self, name: str, request: HttpRequest) -> HttpResponse:
        """The answer of a registered endpoint, errors included."""
        made = self.create_oauth2_request(request)
        return cast("HttpResponse", self.create_endpoint_response(name, made))  # type: ignore[no-untyped-call]  # the stubs leave it open

    def asked_to_end(self, request: HttpRequest) -> EndSessionRequest:
        """A checked logout request; OAuth2Error if it is wrong."""
        asked = self.validate_endpoint_request(EndSession.ENDPOINT_NAME, request)
        return cast("EndSessionRequest", asked)

    def answer_end(self, asked: EndSessionRequest) -> HttpResponse | None:
        """Ends the visit; the redirect, or None where there is no address to go to."""
        answer = self.create_endpoint_response(EndSession.ENDPOINT_NAME, asked)  # type: ignore[no-untyped-call]  # the stubs leave it open
        return cast("HttpResponse | None", answer)

    def checked_grant(self, made: FormRequest) -> Any:
        """A checked authorization request; OAuth2Error if it is wrong."""
        return self.get_consent_grant(made)  # type: ignore[no-untyped-call]  # the stubs leave it open

    def answer_authorization(
        self, made: FormRequest, user: User | None, grant: Any
    ) -> HttpResponse:
        """The redirect back to the client, with a code."""
        answer = self.create_authorization_response(made, grant_user=user, grant=grant)
        return cast("HttpResponse", answer)

    def answer_error(self, error: OAuth2Error) -> HttpResponse:
        """An error in the protocol's form (RFC 6749 §5.2)."""
        return cast("HttpResponse", self.handle_response(*error()))  # type: ignore[no-untyped-call]  # the stubs leave it open

    def create_bearer_token_generator(self) -> BearerTokenGenerator:
        """Opaque random tokens; authlib's own would live for days."""
        return BearerTokenGenerator(
            access_token_generator=lambda **_: visits.new_secret(),
            refresh_token_generator=lambda **_: visits.new_secret(),
            expires_generator=lambda _client, _grant: int(visits.ACCESS_LIFE.total_seconds()),
        )

    def query_client(self, client_id: Any) -> Terminal | None:  # type: ignore[override]  # None is "unknown", whatever the stubs say
        """An active terminal."""
        if not isinstance(client_id, str) or not _CLIENT_ID.fullmatch(client_id):
            return None
        return Terminal.objects.filter(client_id=client_id, active=True).first()

    def create_oauth2_request(self, request: Any) -> FormRequest:
        """A request of ours; one that is already made passes through."""
        return request if isinstance(request, FormRequest) else FormRequest(request, self.site)

    def save_token(self, token: dict[str, Any], request: OAuth2Request) -> None:
        """Keeps the tokens with the visit they belong to, which a code of either kind begins."""
        made = cast("FormRequest", request)
        _check_binding(made)
        if made.jkt:
            token["token_type"] = "DPoP"  # noqa: S105 - the name of a scheme
        if made.exchange is not None:
            subject, actor = made.exchange.subject, made.exchange.actor
            visits.keep(token, subject.visit, subject.family, made.jkt, actor.visit)
            return
        if made.refresh_token is not None:
            made.visit, family = made.refresh_token.visit, made.refresh_token.family
        elif made.authorization_code is not None:
            made.visit, family = _arrive(made.authorization_code), made.authorization_code.family
        else:
            made.visit, family = _begin(made.credential), secrets.token_hex(16)
        visits.keep(token, made.visit, family, made.jkt)
        if made.visit.terminal.is_system:
            backchannel.take_part(made.visit, made.visit.terminal, self.site.issuer)


def _check_binding(made: FormRequest) -> None:
    """A code that was asked for with a key is redeemed with that key only (RFC 9449 §10)."""
    code = made.authorization_code or made.credential
    if code is not None and code.dpop_jkt and code.dpop_jkt != made.jkt:
        raise InvalidGrantError(description="The code is bound to another key.")


def _begin(code: DeviceCode | None) -> Visit:
    """Redeems an approved code, once; of two requests at the same moment one fails."""
    if code is None or code.user is None or code.auth_time is None:
        raise InvalidGrantError
    if not may_have(code.user, code.scope):
        raise AccessDeniedError
    redeemed = DeviceCode.objects.filter(pk=code.pk, state=DeviceCode.State.APPROVED).update(
        state=DeviceCode.State.REDEEMED, user_code=None
    )
    if not redeemed:
        raise InvalidGrantError
    return visits.open_visit(
        code.user, code.terminal, code.auth_time, assurance=(code.acr, code.amr)
    )


def _arrive(code: AuthorizationCode) -> Visit:
    """Redeems an authorization code, once."""
    if not may_have(code.user, code.scope):
        raise AccessDeniedError
    unused = AuthorizationCode.objects.filter(pk=code.pk, used_at=None)
    if not unused.update(used_at=timezone.now()):
        raise InvalidGrantError
    return visits.open_visit(
        code.user,
        code.terminal,
        code.auth_time,
        assurance=(code.acr, code.amr),
        sign_on=code.sign_on,
    )
