"""``/id/authorize``: the sign-in page of the code flow."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from authlib.oauth2 import OAuth2Error
from authlib.oauth2.rfc6749 import InvalidRequestError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from server.identity import levels, signons, visits
from server.identity.models import SignOn, Terminal
from server.identity.oauth import par
from server.identity.oauth.code import with_issuer
from server.identity.oauth.demands import Demands, demands, unmet
from server.identity.oauth.request import FormRequest
from server.identity.oauth.server import IdentityServer
from server.identity.phone import factor, signing
from server.identity.phone.pages import Page, words, write
from server.identity.phone.password import sign_in_fields, sign_in_step
from server.identity.views import identity_server

_PASSED = "passed"
_BROWSER = "browser"


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def authorize(request: HttpRequest) -> HttpResponse:
    """The authorization endpoint (OpenID Connect Core 1.0 §3.1.2).

    A POST is answered with the address to GET instead: so it can do nothing by itself.
    """
    if request.method == "POST":
        return _elsewhere("identity-authorize", request.POST.urlencode())
    request.session.pop(_PASSED, None)
    return _decide(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The form of the page above; its address carries the client's request."""
    if request.method != "POST":
        return _elsewhere("identity-authorize", request.GET.urlencode())
    return _decide(request, "password")


@require_http_methods(["GET", "HEAD", "POST"])
def second(request: HttpRequest) -> HttpResponse:
    """The form for the second factor, reached from the form above."""
    if request.method != "POST":
        return _elsewhere("identity-authorize", request.GET.urlencode())
    return _decide(request, "factor")


@dataclass(frozen=True, slots=True)
class _Asked:
    """A checked authorization request."""

    server: IdentityServer
    made: FormRequest
    grant: Any
    demands: Demands

    def error(self, name: str) -> OAuth2Error:
        """An error that goes back to the client."""
        state = self.made.form.get("state")
        return OAuth2Error(error=name, redirect_uri=self.grant.redirect_uri, state=state)


def _decide(request: HttpRequest, typed: str | None) -> HttpResponse:
    """``typed`` says which form was sent: ``password``, ``factor`` or none."""
    server = identity_server(request)
    try:
        asked = _read(request, server)
        page = _form_sent(request, asked, typed) if typed else None
        page = page or _form_to_show(request, asked)
    except OAuth2Error as error:
        return signing.remember(request, _refuse(request, server, error))
    answer = _issue(request, asked) if page is None else _show(request, asked, page)
    return signing.remember(request, answer)


def _read(request: HttpRequest, server: IdentityServer) -> _Asked:
    """The request, from the address or from where it was pushed to (RFC 9126 §4)."""
    given: QueryDict = request.GET
    reference = given.get("request_uri")
    if reference is not None:
        if request.session.session_key is None:
            request.session.create()
        session = visits.digest(request.session.setdefault(_BROWSER, visits.new_secret()))
        given = par.opened(given.get("client_id", ""), reference, session)
    made = FormRequest(request, server.site, given)
    grant = server.checked_grant(made)
    asked = _Asked(server, made, grant, Demands(False, False, None, 0))
    try:
        return replace(asked, demands=demands(made.form))
    except OAuth2Error as error:
        raise asked.error(str(error.error)) from error


def _form_sent(request: HttpRequest, asked: _Asked, typed: str) -> Page | None:
    """What was typed is tried; the page that says what was wrong with it."""
    if typed == "password":
        page = sign_in_step(request, words(request)["authorize_form"], _facts(request, asked.made))
        if page is None:
            request.session[_PASSED] = _fingerprint(request)
        return page
    sign_on = signing.sign_on(request)
    if sign_on is None or _needs_password(request, asked, sign_on):
        return None
    return factor.step(request, sign_on, _action(request, "identity-authorize-second"))


def _form_to_show(request: HttpRequest, asked: _Asked) -> Page | None:
    """The form that is still missing; None when nothing is. OAuth2Error if none would help."""
    sign_on = signing.sign_on(request)
    if sign_on is None or _needs_password(request, asked, sign_on):
        if asked.demands.silent:
            raise asked.error("login_required")
        text = words(request)["authorize_form"]
        return Page("sign_in", text, sign_in_fields(text), _facts(request, asked.made))
    if levels.reached(sign_on) >= asked.demands.level:
        return None
    if levels.reachable(sign_on.user) < asked.demands.level:
        raise asked.error(str(unmet().error))
    if asked.demands.silent:
        raise asked.error("interaction_required")
    return factor.ask(request, sign_on, _action(request, "identity-authorize-second"))


def _needs_password(request: HttpRequest, asked: _Asked, sign_on: SignOn) -> bool:
    """Whether the password must be typed (``prompt``, ``max_age``), and was not just typed."""
    if request.session.get(_PASSED) == _fingerprint(request):
        return False
    age = asked.demands.max_age
    return asked.demands.fresh or (age is not None and signons.age(sign_on) > age)


def _fingerprint(request: HttpRequest) -> str:
    """Names this very request, whatever the language of the page."""
    kept = [(name, values) for name, values in sorted(request.GET.lists()) if name != "lang"]
    return visits.digest(repr(kept))


def _issue(request: HttpRequest, asked: _Asked) -> HttpResponse:
    sign_on = signing.sign_on(request)
    reference = request.GET.get("request_uri")
    if sign_on is None or (reference is not None and not par.spend(reference)):
        return _refuse(request, asked.server, InvalidRequestError())
    request.session.pop(_PASSED, None)
    asked.made.sign_on = sign_on
    answer = asked.server.answer_authorization(asked.made, sign_on.user, asked.grant)
    return with_issuer(answer, asked.server.site.issuer)


def _refuse(request: HttpRequest, server: IdentityServer, error: OAuth2Error) -> HttpResponse:
    """Back to the client where its address is known to be its own; else a page."""
    if error.redirect_uri:
        return with_issuer(server.answer_error(error), server.site.issuer)
    return write(request, Page("message", words(request)["authorize_problem"], status=400))


def _facts(request: HttpRequest, made: FormRequest) -> dict[str, Any]:
    terminal = made.client
    assert isinstance(terminal, Terminal)  # noqa: S101 - the grant has looked it up
    lead = words(request)["authorize_form"]["lead"]
    return {
        "lead": lead.format(place=terminal.place, name=terminal.name),
        **_action(request, "identity-authorize-sign-in"),
    }


def _action(request: HttpRequest, name: str) -> dict[str, Any]:
    """Where a form of this page goes: its address carries the client's request."""
    return {"action": f"{reverse(name)}?{request.GET.urlencode()}"}


def _show(request: HttpRequest, asked: _Asked, page: Page) -> HttpResponse:
    """The page; its form may lead on to the client's address, which browsers check."""
    target = urlsplit(asked.grant.redirect_uri)
    web = target.scheme in {"http", "https"}
    return write(request, page, f"{target.scheme}:" + (f"//{target.netloc}" if web else ""))


def _elsewhere(name: str, query: str) -> HttpResponse:
    answer = HttpResponse(status=303)
    answer["Location"] = f"{reverse(name)}?{query}"
    return answer
