"""``/d/asks``: the phone's half of a sign-in by asking (CIBA): what terminals ask this person.

From the terminal's page on it is the way of every sign-in: are you standing at it, the two
digits, approve (server.identity.phone.views).
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from server.identity.phone import flow, signing
from server.identity.phone.pages import Page, words, write
from server.identity.phone.password import sign_in_fields, sign_in_step
from server.identity.phone.views import CODE, form


@form
def asks(request: HttpRequest) -> HttpResponse:
    """Signs the person in where they are not, and goes to what is asked of them."""
    sign_on = signing.sign_on(request)
    if sign_on is None:
        return _sign_in(request)
    found = flow.asked_of(sign_on)
    if found is None:
        return write(request, Page("asks", words(request)["asks"]))
    request.session[CODE] = found.pk
    return redirect("identity-terminal")


def _sign_in(request: HttpRequest) -> HttpResponse:
    text = words(request)["sign_in"]
    lead = words(request)["asks"]["lead"]
    if request.method != "POST":
        return write(request, Page("sign_in", text, sign_in_fields(text), {"lead": lead}))
    page = sign_in_step(request, text, {"lead": lead})
    if page is not None:
        return write(request, page)
    return signing.remember(request, redirect("identity-asks"))
