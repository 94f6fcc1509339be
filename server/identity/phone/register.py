"""``/id/register``: a new account, once a code has proved its contact."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from server.identity import accounts, factors
from server.identity.models import OneTimeCode
from server.identity.phone import factor, signing
from server.identity.phone.flow import digits
from server.identity.phone.pages import Field, Page, said, words, write
from server.identity.phone.views import form
from server.identity.throttle import NEW_ADDRESS
from server.identity.words import choose

_WAITING = "register"
_FIELDS = (
    ("account", "text", "username"),
    ("name", "text", "name"),
    ("contact", "text", "email"),
    ("password", "password", "new-password"),
)


@form
def register(request: HttpRequest) -> HttpResponse:
    """Asks for what an account needs."""
    if request.method != "POST":
        return write(request, _page(request, request.GET, {}))
    asked = accounts.Application(
        account=request.POST.get("account", "").strip(),
        name=" ".join(request.POST.get("name", "").split()),
        contact=accounts.tidy_contact(request.POST.get("contact", "")),
        password=request.POST.get("password", ""),
        locale=choose(request),
    )
    faults = accounts.faults(asked)
    here = signing.address(request)
    wait = NEW_ADDRESS.wait(here)
    if not faults and not wait:
        NEW_ADDRESS.fail(here)
    if faults or wait:
        return write(request, _page(request, request.POST, faults or {"account": "busy"}, wait))
    wait = _send(request, asked)
    if wait:
        return write(request, _page(request, request.POST, {"contact": "busy"}, wait))
    return redirect("identity-register-code")


@form
def code(request: HttpRequest) -> HttpResponse:
    """Asks for the code that was sent, and opens the account."""
    waiting = factors.live(request.session.get(_WAITING), OneTimeCode.Purpose.REGISTER)
    if waiting is None:
        return redirect("identity-register")
    if request.method != "POST":
        return write(request, code_page(request, "register_code"))
    if not factors.redeem(waiting, digits(request.POST.get("code", ""))):
        return write(request, code_page(request, "register_code", "wrong"))
    request.session.pop(_WAITING)
    user = accounts.open_account(waiting.data)
    if user is None:  # said only to who has proved a contact: a list of accounts is not for all
        data = waiting.data
        typed = {**data, "account": data["username"], "name": data["display_name"]}
        return write(request, _page(request, typed, {"account": "taken"}))
    signing.enter(request, user)
    return signing.remember(request, redirect("identity-account"))


def _send(request: HttpRequest, asked: accounts.Application) -> int:
    """Sends the code; to the owner of the contact, if it has an account, that news instead."""
    owner = accounts.by_contact(asked.contact)
    made, sent = factors.issue(
        OneTimeCode.Purpose.REGISTER, None, accounts.sealed(asked), real=owner is None
    )
    request.session[_WAITING] = made.pk
    if owner is None:
        return factor.send(request, asked.contact, "register", code=sent)
    return factor.send(request, asked.contact, "exists", account=owner.username)


def code_page(request: HttpRequest, section: str, error: str = "", *more: Field) -> Page:
    """A page that asks for a code that was sent."""
    text = words(request)[section]
    field = Field(
        name="code",
        label=text["code"],
        hint=text["hint"],
        error=said(text, error),
        digits=7,
        autocomplete="one-time-code",
    )
    wrong = error or any(one.error for one in more)
    facts = {"lead": text["lead"], "buttons": [("go", text["go"], "")]}
    return Page("form", text, [field, *more], facts, 422 if wrong else 200)


def _page(
    request: HttpRequest, typed: Mapping[str, Any], faults: dict[str, str], wait: int = 0
) -> Page:
    text = words(request)["register"]
    fields = [_field(text, one, typed, said(text, faults.get(one[0], ""), wait)) for one in _FIELDS]
    action = reverse("identity-register")
    facts = {"lead": text["lead"], "action": action, "buttons": [("go", text["go"], "")]}
    return Page("form", text, fields, facts, 429 if wait else 422 if faults else 200, wait)


def _field(
    text: dict[str, Any], one: tuple[str, str, str], typed: Mapping[str, Any], error: str
) -> Field:
    name, kind, autocomplete = one
    return Field(
        name=name,
        label=text[name],
        hint=text.get(f"{name}_hint", ""),
        error=error,
        value="" if kind == "password" else str(typed.get(name, ""))[:200],
        kind=kind,
        autocomplete=autocomplete,
    )
