"""``/id/account``: what the person may look at and change about their own account."""

from __future__ import annotations

import base64
from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from server.identity import accounts, factors, levels, messages, signons
from server.identity.models import OneTimeCode, SignOn
from server.identity.phone import factor, signing
from server.identity.phone.flow import digits
from server.identity.phone.pages import Field, Page, said, words, write
from server.identity.phone.password import sign_in_fields, sign_in_step
from server.identity.phone.register import code_page
from server.identity.throttle import PASSWORD_HERE
from server.identity.words import LANGUAGES, table

FRESH: Final = 600
"""Seconds after typing the password in which the account may be changed."""
_CONTACT: Final = "contact_code"
_SECRET: Final = "new_app"  # noqa: S105 - a session key's name

View = Callable[[HttpRequest, SignOn], HttpResponse]


def own(view: View) -> Callable[[HttpRequest], HttpResponse]:
    """A page of the account: who is not signed in lately, or not by both factors where the
    account has two, does that first.
    """

    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponse:
        sign_on = signing.sign_on(request)
        if sign_on is None or signons.age(sign_on) > FRESH:
            return _password(request)
        if sign_on.factor_at is None and levels.has_factor(sign_on.user):
            return _second(request, sign_on)
        return view(request, sign_on)

    return answer


def _password(request: HttpRequest) -> HttpResponse:
    text = words(request)["account_sign_in"]
    if request.method != "POST" or "password" not in request.POST:
        return write(request, Page("sign_in", text, sign_in_fields(text), {"lead": text["lead"]}))
    page = sign_in_step(request, text, {"lead": text["lead"]})
    if page is not None:
        return write(request, page)
    return signing.remember(request, redirect(request.path))


def _second(request: HttpRequest, sign_on: SignOn) -> HttpResponse:
    if request.method != "POST" or "code" not in request.POST:
        return write(request, factor.ask(request, sign_on, {}))
    page = factor.step(request, sign_on, {})
    return redirect(request.path) if page is None else write(request, page)


@own
def account(request: HttpRequest, sign_on: SignOn) -> HttpResponse:
    """The particulars; name and language can be changed here."""
    if request.method != "POST":
        return write(request, _account(request, sign_on))
    user = sign_on.user
    name = " ".join(request.POST.get("name", user.display_name).split())
    if name != user.display_name and not accounts.change_name(user, name):
        return write(request, _account(request, sign_on, "name"))
    if request.POST.get("locale") in LANGUAGES:
        user.locale = request.POST["locale"]
        user.save(update_fields=("locale",))
    return redirect("identity-account")


@own
def password(request: HttpRequest, sign_on: SignOn) -> HttpResponse:
    """A new password; the old one is asked for, whoever sits before the screen."""
    if request.method != "POST" or "new" not in request.POST:
        return write(request, _passwords(request))
    user, old = sign_on.user, request.POST.get("old", "")
    key = f"{signing.address(request)} {user.username}"
    if PASSWORD_HERE.wait(key) or not user.check_password(old[: accounts.LONGEST_PASSWORD]):
        PASSWORD_HERE.fail(key)
        return write(request, _passwords(request, old="old"))
    fault = accounts.password_fault(request.POST["new"], user)
    if fault:
        return write(request, _passwords(request, new=fault))
    accounts.change_password(sign_on, request.POST["new"])
    signing.enter(request, user)
    return signing.remember(request, _done(request, "password_changed"))


@own
def contact(request: HttpRequest, sign_on: SignOn) -> HttpResponse:
    """A new contact; it counts once the code sent to it was typed."""
    if request.method != "POST" or "contact" not in request.POST:
        return write(request, _contact(request))
    to = accounts.tidy_contact(request.POST["contact"])
    fault = accounts.contact_fault(to)
    if fault:
        return write(request, _contact(request, fault))
    owner = accounts.by_contact(to)
    free = owner is None or owner.pk == sign_on.user_id
    made, sent = factors.issue(
        OneTimeCode.Purpose.CONTACT, sign_on.user, {"contact": to}, real=free
    )
    if free:
        wait = factor.send(request, to, "contact", code=sent)
    else:
        wait = factor.send(request, to, "exists", account=owner.username if owner else "")
    if wait:
        return write(request, _contact(request, "busy", wait))
    request.session[_CONTACT] = made.pk
    return redirect("identity-account-contact-code")


@own
def contact_code(request: HttpRequest, sign_on: SignOn) -> HttpResponse:
    """The code that was sent to the new contact."""
    waiting = factors.live(request.session.get(_CONTACT), OneTimeCode.Purpose.CONTACT)
    if waiting is None or waiting.user_id != sign_on.user_id:
        return redirect("identity-account-contact")
    if request.method != "POST":
        return write(request, code_page(request, "contact_code"))
    fits = factors.redeem(waiting, digits(request.POST.get("code", "")))
    if not fits or not accounts.change_contact(sign_on, str(waiting.data["contact"])):
        return write(request, code_page(request, "contact_code", "wrong"))
    request.session.pop(_CONTACT)
    return _done(request, "contact_changed")


@own
def app(request: HttpRequest, sign_on: SignOn) -> HttpResponse:
    """An authenticator app: its secret is shown once, and counts once it shows a right code."""
    kept = request.session.get(_SECRET)
    if request.method != "POST" or not isinstance(kept, str) or "code" not in request.POST:
        secret = factors.new_secret()
        request.session[_SECRET] = factors.seal(secret)
        return write(request, _app(request, sign_on, secret))
    secret = factors.unseal(kept)
    if not accounts.add_app(sign_on, secret, digits(request.POST["code"])):
        return write(request, _app(request, sign_on, secret, "wrong"))
    request.session.pop(_SECRET)
    return _done(request, "app_added")


@own
def everywhere(request: HttpRequest, sign_on: SignOn) -> HttpResponse:
    """Signs out of every browser, terminal and system."""
    text = words(request)["everywhere"]
    if request.method != "POST":
        buttons = [("go", text["go"], "")]
        return write(request, Page("form", text, (), {"lead": text["lead"], "buttons": buttons}))
    signons.end_everywhere(sign_on.user)
    signing.leave(request)
    return write(request, Page("message", text["done"]))


def _done(request: HttpRequest, what: str) -> HttpResponse:
    text = words(request)["account_done"]
    return write(request, Page("message", {**text, "text": text[what]}, facts={"account": True}))


def _account(request: HttpRequest, sign_on: SignOn, error: str = "") -> Page:
    text, user = words(request)["account"], sign_on.user
    languages = [(tag, words_of["own_name"]) for tag, words_of in _tables()]
    name = Field(
        name="name",
        label=text["name"],
        hint=text["name_fixed"] if user.level > levels.FACTOR else "",
        error=said(text, error),
        value=user.display_name,
        autocomplete="name",
    )
    locale = Field("locale", text["locale"], value=user.locale, options=languages)
    shown = {
        text["shown_account"]: user.username,
        text["shown_contact"]: messages.masked(user.contact) if user.contact else text["none"],
        text["shown_app"]: text["yes"] if user.totp else text["none"],
        text["shown_level"]: str(levels.reachable(user)),
    }
    facts: dict[str, Any] = {"shown": shown, "buttons": [("save", text["go"], "")]}
    return Page("account", text, [name, locale], facts, 422 if error else 200)


def _tables() -> list[tuple[str, dict[str, Any]]]:
    return [(tag, table(tag)) for tag in LANGUAGES]


def _passwords(request: HttpRequest, old: str = "", new: str = "") -> Page:
    text = words(request)["new_password"]
    fields = [
        Field(
            "old",
            text["old"],
            error=said(text, old),
            kind="password",
            autocomplete="current-password",
        ),
        Field(
            "new",
            text["new"],
            hint=text["new_hint"],
            error=said(words(request)["register"], new),
            kind="password",
            autocomplete="new-password",
        ),
    ]
    facts = {"lead": text["lead"], "buttons": [("go", text["go"], "")]}
    return Page("form", text, fields, facts, 422 if old or new else 200)


def _contact(request: HttpRequest, error: str = "", wait: int = 0) -> Page:
    text = words(request)["new_contact"]
    typed = request.POST.get("contact", "")[:200]
    field = Field(
        "contact", text["contact"], text["hint"], said(text, error, wait), typed, "text", "email"
    )
    facts = {"lead": text["lead"], "buttons": [("go", text["go"], "")]}
    status = 429 if wait else 422 if error else 200
    return Page("form", text, [field], facts, status, wait)


def _app(request: HttpRequest, sign_on: SignOn, secret: bytes, error: str = "") -> Page:
    text = words(request)["app"]
    shown = base64.b32encode(secret).decode("ascii")
    groups = " ".join(shown[at : at + 4] for at in range(0, len(shown), 4))
    field = Field(
        "code", text["code"], text["hint"], said(text, error), digits=7, autocomplete="off"
    )
    address = factors.app_address(sign_on.user, words(request)["system"], secret)
    facts = {
        "lead": text["lead"],
        "shown": {text["secret"]: groups},
        "link": (address, text["open"]),
        "buttons": [("go", text["go"], "")],
    }
    return Page("form", text, [field], facts, 422 if error else 200)
