"""The form with account and password, which several pages show."""

from __future__ import annotations

import math
from typing import Any

from django.http import HttpRequest

from server.identity.phone import signing
from server.identity.phone.pages import Field, Page


def sign_in_fields(
    text: dict[str, Any], account: str = "", errors: dict[str, str] | None = None
) -> list[Field]:
    """The two fields, with what was typed (never the password) and what was wrong."""
    wrong = errors or {}
    return [
        Field(
            name="account",
            label=text["account"],
            error=wrong.get("account", ""),
            value=account,
            autocomplete="username",
        ),
        Field(
            name="password",
            label=text["password"],
            error=wrong.get("password", ""),
            kind="password",
            autocomplete="current-password",
        ),
    ]


def sign_in_step(request: HttpRequest, text: dict[str, Any], facts: dict[str, Any]) -> Page | None:
    """Tries what was typed; None if this browser is signed in now, else the page to show."""
    account, password = request.POST.get("account", ""), request.POST.get("password", "")
    says = text["errors"]
    missing = {
        name: says[name]
        for name, value in (("account", account.strip()), ("password", password))
        if not value
    }
    if missing:
        return Page("sign_in", text, sign_in_fields(text, account, missing), facts, 422)
    outcome = signing.sign_in(request, account, password)
    if not outcome.error:
        return None
    error = says[outcome.error].format(minutes=math.ceil(outcome.wait / 60))
    fields = sign_in_fields(text, account, {"password": error})
    return Page("sign_in", text, fields, facts, 429 if outcome.wait else 422, outcome.wait)
