"""The page for the second factor: a code of the app, or one sent to the account's contact."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from server.identity import factors, levels, messages, signons
from server.identity.models import OneTimeCode, SignOn, User
from server.identity.phone import signing
from server.identity.phone.flow import digits
from server.identity.phone.pages import Field, Page, said, words
from server.identity.throttle import FACTOR_ACCOUNT, SENT_ADDRESS, SENT_CONTACT

_SENT = "factor_code"


def send(request: HttpRequest, to: str, section: str, **facts: str) -> int:
    """Sends the words of ``section`` (data/words, "message"); or, throttled, seconds to wait."""
    here = signing.address(request)
    wait = max(SENT_CONTACT.wait(to.casefold()), SENT_ADDRESS.wait(here))
    if not wait:
        SENT_CONTACT.fail(to.casefold())
        SENT_ADDRESS.fail(here)
        messages.gateway().send(to, words(request)["message"][section].format(**facts))
    return wait


def ask(request: HttpRequest, sign_on: SignOn, facts: dict[str, Any]) -> Page:
    """The page, as it is shown first; sends the code unless one is under way."""
    error, wait = "", 0
    if not sign_on.user.totp and _sent(request, sign_on.user) is None:
        error, wait = _send(request, sign_on.user)
    return _page(request, sign_on.user, facts, error, wait)


def step(request: HttpRequest, sign_on: SignOn, facts: dict[str, Any]) -> Page | None:
    """Tries what was typed; None if the sign-in is stronger now, else the page to show."""
    user = sign_on.user
    if request.POST.get("decision") == "again" and not user.totp:
        return _page(request, user, facts, *_send(request, user))
    wait = FACTOR_ACCOUNT.wait(user.sub)
    if wait:
        return _page(request, user, facts, "throttled", wait)
    if not _right(request, user, digits(request.POST.get("code", ""))):
        FACTOR_ACCOUNT.fail(user.sub)
        return _page(request, user, facts, "wrong")
    request.session.pop(_SENT, None)
    signons.strengthen(sign_on)
    return None


def _right(request: HttpRequest, user: User, code: str) -> bool:
    if user.totp:
        return factors.check_app(user, code)
    sent = _sent(request, user)
    return sent is not None and factors.redeem(sent, code)


def _sent(request: HttpRequest, user: User) -> OneTimeCode | None:
    """The code that this browser waits for, if it is for this account."""
    sent = factors.live(request.session.get(_SENT), OneTimeCode.Purpose.FACTOR)
    return sent if sent is not None and sent.user_id == user.pk else None


def _send(request: HttpRequest, user: User) -> tuple[str, int]:
    if not levels.contact_counts(user):
        return "wrong", 0
    made, code = factors.issue(OneTimeCode.Purpose.FACTOR, user, {})
    wait = send(request, user.contact, "factor", code=code)
    if wait:
        return "busy", wait
    request.session[_SENT] = made.pk
    return "", 0


def _page(
    request: HttpRequest, user: User, facts: dict[str, Any], error: str = "", wait: int = 0
) -> Page:
    text = words(request)["factor"]
    lead = text["app"] if user.totp else text["sent"].format(to=messages.masked(user.contact))
    field = Field(
        name="code",
        label=text["code"],
        hint=text["hint"],
        error=said(text, error, wait),
        digits=7,
        autocomplete="one-time-code",
    )
    buttons = [("go", text["go"], "")]
    if not user.totp:
        buttons.append(("again", text["again"], "second"))
    status = 429 if wait else 422 if error else 200
    return Page("form", text, [field], {"lead": lead, "buttons": buttons, **facts}, status, wait)
