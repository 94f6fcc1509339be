"""``/id/recover``: a new password by a code sent to the contact.

Every page looks the same whether there is such an account or not.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from server.identity import accounts, factors
from server.identity.models import OneTimeCode, User
from server.identity.phone import factor, signing
from server.identity.phone.flow import digits
from server.identity.phone.pages import Field, Page, said, words, write
from server.identity.phone.register import code_page
from server.identity.phone.views import form
from server.identity.throttle import SENT_ADDRESS, SENT_CONTACT

_WAITING = "recover"


@form
def recover(request: HttpRequest) -> HttpResponse:
    """Asks which account it is."""
    if request.method != "POST":
        return write(request, _page(request))
    typed = request.POST.get("account", "").strip()
    if not typed:
        return write(request, _page(request, "account"))
    wait = _send(request, typed[:200])
    if wait:
        return write(request, _page(request, "busy", wait))
    return redirect("identity-recover-code")


@form
def code(request: HttpRequest) -> HttpResponse:
    """Asks for the code and the new password; afterwards this browser is signed in."""
    waiting = factors.live(request.session.get(_WAITING), OneTimeCode.Purpose.RECOVER)
    if waiting is None:
        return redirect("identity-recover")
    if request.method != "POST":
        return write(request, _code_page(request))
    password = request.POST.get("password", "")
    fault = accounts.password_fault(password)  # before the code: it may be tried few times only
    if fault:
        return write(request, _code_page(request, fault=fault))
    user = waiting.user
    if not factors.redeem(waiting, digits(request.POST.get("code", ""))) or user is None:
        return write(request, _code_page(request, "wrong"))
    request.session.pop(_WAITING)
    accounts.recover(user, password)
    signing.enter(request, user)
    on = "identity-confirm" if "device_code" in request.session else "identity-account"
    return signing.remember(request, redirect(on))


def _send(request: HttpRequest, typed: str) -> int:
    """Sends a code if there is where to; counts the try in either case."""
    user, asked = accounts.find(typed), f"recover {typed.casefold()}"
    real = user is not None and bool(user.contact)
    to = user.contact if user is not None and real else typed
    wait = max(SENT_CONTACT.wait(asked), SENT_ADDRESS.wait(signing.address(request)))
    if wait:
        return wait
    made, digits_sent = factors.issue(OneTimeCode.Purpose.RECOVER, _owner(user), {}, real=real)
    request.session[_WAITING] = made.pk
    SENT_CONTACT.fail(asked)
    if real and user is not None:
        factor.send(request, to, "recover", code=digits_sent, account=user.username)
    else:
        SENT_ADDRESS.fail(signing.address(request))
    return 0


def _owner(user: User | None) -> User | None:
    return user if user is not None and user.contact else None


def _page(request: HttpRequest, error: str = "", wait: int = 0) -> Page:
    text = words(request)["recover"]
    field = Field(
        name="account",
        label=text["account"],
        error=said(text, error, wait),
        value=request.POST.get("account", "")[:200],
        autocomplete="username",
    )
    facts = {"lead": text["lead"], "buttons": [("go", text["go"], "")]}
    status = 429 if wait else 422 if error else 200
    return Page("form", text, [field], facts, status, wait)


def _code_page(request: HttpRequest, error: str = "", fault: str = "") -> Page:
    text = words(request)["recover_code"]
    password = Field(
        name="password",
        label=text["password"],
        hint=text["password_hint"],
        error=said(words(request)["register"], fault),
        kind="password",
        autocomplete="new-password",
    )
    return code_page(request, "recover_code", error, password)
