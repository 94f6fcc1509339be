"""``/id/authorize``: the sign-in page of the code flow."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import urlsplit

from authlib.oauth2 import OAuth2Error
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from server.identity.models import Terminal
from server.identity.oauth.code import with_issuer
from server.identity.oauth.request import FormRequest
from server.identity.oauth.server import IdentityServer
from server.identity.phone import signing
from server.identity.phone.pages import Page, words, write
from server.identity.phone.views import sign_in_fields, sign_in_step
from server.identity.views import identity_server


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def authorize(request: HttpRequest) -> HttpResponse:
    """The authorization endpoint (OpenID Connect Core 1.0 §3.1.2).

    A POST is answered with the address to GET instead: so it can do nothing by itself.
    """
    if request.method == "POST":
        return _elsewhere("identity-authorize", request.POST.urlencode())
    return _decide(request, fresh=False)


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The form of the page above; its address carries the client's request."""
    if request.method != "POST":
        return _elsewhere("identity-authorize", request.GET.urlencode())
    return _decide(request, fresh=True)


def _decide(request: HttpRequest, *, fresh: bool) -> HttpResponse:
    server = identity_server(request)
    try:
        made = FormRequest(request, server.site, request.GET)
        grant = server.checked_grant(made)
    except OAuth2Error as error:
        return _refuse(request, server, error)
    if fresh:
        page = sign_in_step(request, words(request)["authorize_form"], _facts(request, made))
        return _issue(request, server, made, grant) if page is None else _show(request, made, page)
    if not _needs_sign_in(request, made.form):
        return _issue(request, server, made, grant)
    if "none" in made.form.get("prompt", "").split():
        target = made.form.get("redirect_uri", "")
        state = made.form.get("state")
        return _refuse(
            request, server, OAuth2Error(error="login_required", redirect_uri=target, state=state)
        )
    text = words(request)["authorize_form"]
    page = Page("sign_in", text, sign_in_fields(text), _facts(request, made))
    return _show(request, made, page)


def _needs_sign_in(request: HttpRequest, given: dict[str, str]) -> bool:
    """Whether the password must be typed now (``prompt``, ``max_age``)."""
    if signing.signed_in(request) is None or "login" in given.get("prompt", "").split():
        return True
    age = given.get("max_age", "")
    if not age.isascii() or not age.isdigit():
        return False
    return time.time() - signing.auth_time(request).timestamp() > int(age)


def _issue(
    request: HttpRequest, server: IdentityServer, made: FormRequest, grant: Any
) -> HttpResponse:
    made.auth_time = signing.auth_time(request)
    answer = server.answer_authorization(made, signing.signed_in(request), grant)
    return with_issuer(answer, server.site.issuer)


def _refuse(request: HttpRequest, server: IdentityServer, error: OAuth2Error) -> HttpResponse:
    """Back to the client where its address is known to be its own; else a page."""
    if error.redirect_uri:
        return with_issuer(server.answer_error(error), server.site.issuer)
    return write(request, Page("message", words(request)["authorize_problem"], status=400))


def _facts(request: HttpRequest, made: FormRequest) -> dict[str, Any]:
    terminal = made.client
    assert isinstance(terminal, Terminal)  # noqa: S101 - the grant has looked it up
    lead = words(request)["authorize_form"]["lead"]
    action = f"{reverse('identity-authorize-sign-in')}?{request.GET.urlencode()}"
    return {"lead": lead.format(place=terminal.place, name=terminal.name), "action": action}


def _show(request: HttpRequest, made: FormRequest, page: Page) -> HttpResponse:
    """The page; its form may lead on to the client's address, which browsers check."""
    target = urlsplit(made.form.get("redirect_uri", ""))
    web = target.scheme in {"http", "https"}
    return write(request, page, f"{target.scheme}:" + (f"//{target.netloc}" if web else ""))


def _elsewhere(name: str, query: str) -> HttpResponse:
    answer = HttpResponse(status=303)
    answer["Location"] = f"{reverse(name)}?{query}"
    return answer
