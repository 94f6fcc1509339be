"""``/d``: the phone's half of a sign-in that was begun at a terminal.

Enter the code, see which terminal it is, sign in, type the two digits, approve. Every step is a
plain form; what was reached so far is kept in the browser session.
"""

from __future__ import annotations

import math

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from server.identity.models import DeviceCode
from server.identity.phone import factor, flow, signing
from server.identity.phone.pages import Field, Page, words, write
from server.identity.phone.password import sign_in_fields, sign_in_step
from server.identity.roles import ASSIST
from server.identity.throttle import CODE_ADDRESS, CODE_SESSION

CODE = "device_code"
_OUTCOME = "outcome"

form = require_http_methods(["GET", "HEAD", "POST"])


@form
def enter(request: HttpRequest) -> HttpResponse:
    """Asks for the code; the QR code brings it along as ``?c=``."""
    typed = request.POST.get("code") if request.method == "POST" else request.GET.get("c")
    if typed is None:
        return _enter(request)
    code = flow.digits(typed)
    if len(code) != flow.CODE_DIGITS:
        return _enter(request, "form", typed)
    wait = max(CODE_SESSION.wait(_session(request)), CODE_ADDRESS.wait(signing.address(request)))
    if wait:
        return _enter(request, "throttled", typed, wait)
    found = flow.find(code)
    if found is None:
        CODE_SESSION.fail(_session(request))
        CODE_ADDRESS.fail(signing.address(request))
        return _enter(request, "unknown", typed)
    request.session[CODE] = found.pk
    return redirect("identity-terminal")


@form
def terminal(request: HttpRequest) -> HttpResponse:
    """Says which terminal it is and asks whether the visitor stands at it."""
    code = _busy_with(request)
    if code is None:
        return _finish(request, "expired")
    if request.method != "POST":
        text = words(request)["terminal"]
        user_code = code.user_code or ""
        shown = f"{user_code[:4]} {user_code[4:]}"
        return write(request, Page("terminal", text, facts={"code": code, "shown": shown}))
    if request.POST.get("answer") != "yes":
        flow.refuse(code)
        return _finish(request, "refused")
    flow.claim(code)
    return _next(request, code)


@form
def sign_in(request: HttpRequest) -> HttpResponse:
    """Account and password."""
    code = _busy_with(request)
    if code is None:
        return _finish(request, "expired")
    text = words(request)["sign_in"]
    lead = text["lead"].format(place=code.terminal.place, name=code.terminal.name)
    if request.method != "POST":
        return write(request, Page("sign_in", text, sign_in_fields(text), {"lead": lead}))
    page = sign_in_step(request, text, {"lead": lead})
    if page is not None:
        return write(request, page)
    return signing.remember(request, _next(request, code))


@form
def second(request: HttpRequest) -> HttpResponse:
    """The second factor, where the terminal asks for more than a password."""
    code = _busy_with(request)
    if code is None or not code.claimed:
        return _finish(request, "expired")
    sign_on = signing.sign_on(request)
    if sign_on is None or flow.needed(code, sign_on) is not flow.Need.FACTOR:
        return _next(request, code)
    if request.method != "POST":
        return write(request, factor.ask(request, sign_on, {}))
    page = factor.step(request, sign_on, {})
    return _next(request, code) if page is None else write(request, page)


@form
def confirm(request: HttpRequest) -> HttpResponse:
    """Asks for the terminal's two digits and for the approval."""
    code = _busy_with(request)
    if code is None or not code.claimed:
        return _finish(request, "expired")
    sign_on = signing.sign_on(request)
    if sign_on is None or flow.needed(code, sign_on) is not flow.Need.NOTHING:
        return _next(request, code)
    if request.method != "POST":
        return _confirm(request, code)
    if request.POST.get("decision") != "approve":
        flow.refuse(code)
        return _finish(request, "refused")
    number = flow.digits(request.POST.get("number", ""))
    if len(number) != 2:
        return _confirm(request, code, words(request)["confirm"]["errors"]["form"])
    result, left = flow.check_number(code, number)
    if result is flow.Number.WRONG:
        error = words(request)["confirm"]["errors"]["wrong"].format(left=left)
        return _confirm(request, code, error)
    if result is not flow.Number.RIGHT:
        return _finish(request, result.value)
    approved = flow.approve(code, sign_on)
    return _finish(request, "approved" if approved else "expired")


@require_safe
def done(request: HttpRequest) -> HttpResponse:
    """Says how it ended."""
    outcome = request.session.get(_OUTCOME)
    ends = words(request)["done"]
    if not isinstance(outcome, str) or outcome not in ends:
        return redirect("identity-enter")
    return write(
        request, Page("done", ends[outcome], facts={"account": signing.signed_in(request)})
    )


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Signs this browser out; visits at terminals go on until they end there.

    In the middle of a sign-in it is "this is not my account": the next account may go on.
    """
    kept = {name: request.session[name] for name in ("lang", CODE) if name in request.session}
    signing.leave(request)
    request.session.update(kept)
    return redirect("identity-sign-in") if _busy_with(request) else _finish(request, "left")


def _enter(request: HttpRequest, error: str = "", typed: str = "", wait: int = 0) -> HttpResponse:
    text = words(request)["enter"]
    says = text["errors"].get(error, "").format(minutes=math.ceil(wait / 60))
    code = Field(
        name="code",
        label=text["code"],
        hint=text["hint"],
        error=says,
        value=typed[:20],
        digits=9,
        autocomplete="one-time-code",
    )
    status = 429 if wait else 422 if error else 200
    return write(request, Page("enter", text, [code], status=status, wait=wait))


def _confirm(request: HttpRequest, code: DeviceCode, error: str = "") -> HttpResponse:
    text = words(request)["confirm"]
    user = signing.signed_in(request)
    lead = text["lead_assist" if ASSIST in code.scope.split() else "lead"].format(
        user=user.display_name or user.username if user else "",
        place=code.terminal.place,
        name=code.terminal.name,
    )
    number = Field("number", text["number"], text["hint"], error, digits=2)
    page = Page("confirm", text, [number], {"lead": lead}, 422 if error else 200)
    return write(request, page)


def _next(request: HttpRequest, code: DeviceCode) -> HttpResponse:
    """The page that comes next on the way to the approval."""
    need = flow.needed(code, signing.sign_on(request))
    if need is flow.Need.ROLE:
        flow.refuse(code)
        return _finish(request, need.value)
    if need is flow.Need.UNMET:
        flow.leave_unmet(code)
        return _finish(request, "unmet")
    names = {flow.Need.PASSWORD: "identity-sign-in", flow.Need.FACTOR: "identity-second"}
    return redirect(names.get(need, "identity-confirm"))


def _busy_with(request: HttpRequest) -> DeviceCode | None:
    key = request.session.get(CODE)
    return flow.resume(key if isinstance(key, int) else None)


def _finish(request: HttpRequest, outcome: str) -> HttpResponse:
    request.session.pop(CODE, None)
    request.session[_OUTCOME] = outcome
    return redirect("identity-done")


def _session(request: HttpRequest) -> str:
    if request.session.session_key is None:
        request.session.create()
    return request.session.session_key or ""
