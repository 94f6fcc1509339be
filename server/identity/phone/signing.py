"""Signing in with account and password, slowed down for those who guess."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Final

from django.contrib.auth import authenticate, login, logout
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from server.identity import signons
from server.identity.accounts import LONGEST_PASSWORD
from server.identity.models import SignOn, User
from server.identity.models.accounts import same
from server.identity.throttle import (
    PASSWORD_ACCOUNT,
    PASSWORD_ADDRESS,
    PASSWORD_HERE,
    PASSWORD_KNOWN,
    Limit,
)

_KEY: Final = "sign_on"
_KEPT: Final = ("lang", "device_code", "browser")
"""What a session keeps when another person signs in: none of it is the person's."""
_COOKIE: Final = "known"
_COOKIE_LIFE: Final = 180 * 86_400
_SALT: Final = "identity.known"


@dataclass(frozen=True, slots=True)
class Outcome:
    """``error`` is empty after success; else ``wrong`` or ``throttled`` (then ``wait`` > 0 s)."""

    error: str = ""
    wait: int = 0


def address(request: HttpRequest) -> str:
    """Where the request comes from, as the web server sees it."""
    return str(request.META.get("REMOTE_ADDR", ""))


def sign_in(request: HttpRequest, account: str, password: str) -> Outcome:
    """Signs this browser session in. An unknown account and a wrong password look the same."""
    name = account.strip()
    limits = _limits(request, name.casefold())
    wait = max(limit.wait(value) for limit, value in limits)
    if wait:
        return Outcome("throttled", wait)
    user = None
    if len(password) <= LONGEST_PASSWORD:
        user = authenticate(request, username=name, password=password)
    if not isinstance(user, User):
        for limit, value in limits:
            limit.fail(value)
        return Outcome("wrong")
    for limit, value in limits:
        if limit is not PASSWORD_ADDRESS:
            limit.forgive(value)
    enter(request, user)
    return Outcome()


def _limits(request: HttpRequest, name: str) -> list[tuple[Limit, str]]:
    """What counts this try; see the reasons in server.identity.throttle."""
    browser = _known(request, name)
    if browser:
        return [(PASSWORD_KNOWN, browser)]
    here = address(request)
    return [
        (PASSWORD_HERE, f"{here} {name}"),
        (PASSWORD_ACCOUNT, name),
        (PASSWORD_ADDRESS, here),
    ]


def enter(request: HttpRequest, user: User) -> SignOn:
    """Signs this browser session in as ``user``, who has just proved it."""
    before = sign_on(request)
    if before is not None:
        signons.end(before)
    kept = {name: request.session[name] for name in _KEPT if name in request.session}
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    request.session.update(kept)
    made = signons.begin(user)
    request.session[_KEY] = made.key
    request.META[_COOKIE] = user
    return made


def leave(request: HttpRequest) -> None:
    """Signs this browser out, and the systems that were reached in it."""
    found = sign_on(request)
    if found is not None:
        signons.end(found)
    logout(request)


def sign_on(request: HttpRequest) -> SignOn | None:
    """Who is signed in in this browser, and how; None if nobody is (any more)."""
    return signons.find(request.session.get(_KEY))


def signed_in(request: HttpRequest) -> User | None:
    """The account of this browser session."""
    found = sign_on(request)
    return found.user if found else None


def remember(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """After a sign-in, tells this browser that it knows the account."""
    user = request.META.pop(_COOKIE, None)
    if isinstance(user, User):
        value = signing.dumps([secrets.token_urlsafe(12), _mark(user)], salt=_SALT)
        answer.set_cookie(
            _COOKIE,
            value,
            max_age=_COOKIE_LIFE,
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
    return answer


def _known(request: HttpRequest, name: str) -> str:
    """The name of this browser, if it has signed in to the account before; else empty."""
    try:
        browser, mark = signing.loads(
            request.COOKIES.get(_COOKIE, ""), salt=_SALT, max_age=_COOKIE_LIFE
        )
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    user = User.objects.filter(same("username", name)).first()
    return str(browser) if user is not None and mark == _mark(user) else ""


def _mark(user: User) -> str:
    """Ties the cookie to the account and its present password."""
    return salted_hmac(_SALT, f"{user.sub} {user.password}", algorithm="sha256").hexdigest()
