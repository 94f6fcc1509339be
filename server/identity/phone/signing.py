"""Signing in with account and password, slowed down for those who guess."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from django.contrib.auth import authenticate, login
from django.http import HttpRequest
from django.utils import timezone

from server.identity.models import User
from server.identity.throttle import PASSWORD_ACCOUNT, PASSWORD_ADDRESS

_AUTH_TIME = "auth_time"


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
    name = account.strip().casefold()
    wait = max(PASSWORD_ACCOUNT.wait(name), PASSWORD_ADDRESS.wait(address(request)))
    if wait:
        return Outcome("throttled", wait)
    user = authenticate(request, username=account.strip(), password=password)
    if user is None:
        PASSWORD_ACCOUNT.fail(name)
        PASSWORD_ADDRESS.fail(address(request))
        return Outcome("wrong")
    PASSWORD_ACCOUNT.forgive(name)
    login(request, user)
    request.session[_AUTH_TIME] = timezone.now().timestamp()
    return Outcome()


def signed_in(request: HttpRequest) -> User | None:
    """The account of this browser session."""
    return request.user if isinstance(request.user, User) and request.user.is_active else None


def auth_time(request: HttpRequest) -> datetime:
    """When the password was typed. A session begun elsewhere counts from its account's last."""
    kept = request.session.get(_AUTH_TIME)
    if isinstance(kept, float):
        return datetime.fromtimestamp(kept, UTC)
    user = signed_in(request)
    last = user.last_login if user else None
    return last or datetime.fromtimestamp(0, UTC)
