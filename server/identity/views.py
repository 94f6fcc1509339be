"""HTTP of the provider's protocol endpoints; the pages for people are in phone/."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from authlib.oauth2 import OAuth2Error
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from server.identity import bearer, discovery
from server.identity.keys import KeyStore
from server.identity.oauth import dpop
from server.identity.oauth.server import IdentityServer
from server.identity.oauth.tokens import user_info
from server.identity.site import Site
from server.problems import Problem

Protocol = Callable[[HttpRequest, IdentityServer], HttpResponse]


def identity_server(request: HttpRequest) -> IdentityServer:
    """The provider as seen from the address the request came to."""
    return IdentityServer(Site.of(request), KeyStore(settings.DATA))


def protocol(view: Protocol) -> Callable[[HttpRequest], HttpResponse]:
    """A protocol endpoint: one transaction, no cookies, every error in the protocol's form."""

    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponse:
        server = identity_server(request)
        try:
            with transaction.atomic():
                return view(request, server)
        except OAuth2Error as error:
            return server.answer_error(error)

    return answer


def proving(view: Protocol) -> Protocol:
    """An endpoint that takes DPoP proofs: its answers bring the nonce for the next one."""

    @wraps(view)
    def answer(request: HttpRequest, server: IdentityServer) -> HttpResponse:
        try:
            response = view(request, server)
        except OAuth2Error as error:
            response = server.answer_error(error)
        if "DPoP" in request.headers:
            response["DPoP-Nonce"] = dpop.nonce()
        return response

    return answer


@require_safe
def configuration(request: HttpRequest) -> HttpResponse:
    """``/id/.well-known/openid-configuration``."""
    response = JsonResponse(discovery.metadata(Site.of(request)))
    response["Cache-Control"] = "public, max-age=300"
    return response


@require_safe
def jwks(request: HttpRequest) -> HttpResponse:
    """The public keys (RFC 7517)."""
    response = JsonResponse(KeyStore(settings.DATA).public())
    response["Cache-Control"] = "public, max-age=300"
    return response


@require_POST
@protocol
def device(request: HttpRequest, server: IdentityServer) -> HttpResponse:
    """Device authorization (RFC 8628 §3.1)."""
    return server.answer("device_authorization", request)


@require_POST
@protocol
def ask(request: HttpRequest, server: IdentityServer) -> HttpResponse:
    """Backchannel authentication (CIBA Core §7)."""
    return server.answer("backchannel_authentication", request)


@require_POST
@protocol
@proving
def token(request: HttpRequest, server: IdentityServer) -> HttpResponse:
    """The token endpoint (RFC 6749 §3.2)."""
    return server.answer_token(request)


@require_POST
@protocol
@proving
def push(request: HttpRequest, server: IdentityServer) -> HttpResponse:
    """Pushed authorization requests (RFC 9126)."""
    return server.answer("pushed_authorization_request", request)


@require_POST
@protocol
def revoke(request: HttpRequest, server: IdentityServer) -> HttpResponse:
    """Revocation (RFC 7009)."""
    return server.answer("revocation", request)


@require_POST
@protocol
def introspect(request: HttpRequest, server: IdentityServer) -> HttpResponse:
    """Introspection (RFC 7662)."""
    return server.answer("introspection", request)


@require_POST
@protocol
def end_visits(request: HttpRequest, server: IdentityServer) -> HttpResponse:
    """Ends the open visits of the terminal that asks."""
    return server.answer("end_visits", request)


@csrf_exempt
@require_http_methods(["GET", "POST"])
def userinfo(request: HttpRequest) -> HttpResponse:
    """The claims about the visitor (OpenID Connect Core 1.0 §5.3)."""
    try:
        principal = bearer.require(request, "openid")
    except Problem as problem:
        body = {"error": problem.code}
        return JsonResponse(body, status=problem.status, headers=problem.headers)
    response = JsonResponse(user_info(principal.user, " ".join(principal.scopes)))
    response["Cache-Control"] = "no-store"
    return response
