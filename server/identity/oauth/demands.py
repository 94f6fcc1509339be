"""What a client demands of a sign-in: ``prompt``, ``max_age``, ``acr_values``, ``dpop_jkt``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from authlib.oauth2 import OAuth2Error
from authlib.oauth2.rfc6749 import InvalidRequestError

from server.identity import levels

PROMPTS = ("none", "login")
_UNABLE = {"consent": "consent_required", "select_account": "account_selection_required"}
_NOT_SUPPORTED = ("request", "registration")
_THUMBPRINT = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class Demands:
    """Checked. ``level`` is the least that will do, ``max_age`` in seconds, None: any age."""

    silent: bool
    fresh: bool
    max_age: int | None
    level: int


def unmet(redirect_uri: str | None = None, state: str | None = None) -> OAuth2Error:
    """The sign-in cannot be as strong as it must (OpenID Connect Core Error Code
    unmet_authentication_requirements 1.0).
    """
    error = "unmet_authentication_requirements"
    return OAuth2Error(error=error, redirect_uri=redirect_uri, state=state)


def demands(given: Mapping[str, str]) -> Demands:
    """What ``given`` asks for; OAuth2Error for what cannot be or is not offered here.

    There is no consent page, the city's systems being one house, so ``prompt=consent`` cannot
    be obeyed and says so instead of being passed over (OpenID Connect Core 1.0 §3.1.2.1).
    """
    for name in _NOT_SUPPORTED:
        if name in given:
            raise OAuth2Error(error=f"{name}_not_supported")
    if given.get("response_mode", "query") != "query":
        raise InvalidRequestError(description="Answers come in the query only.")
    prompts = given.get("prompt", "").split()
    for name in prompts:
        if name not in PROMPTS:
            raise OAuth2Error(error=_UNABLE.get(name, "invalid_request"))
    if "none" in prompts and len(prompts) > 1:
        raise InvalidRequestError(description="The prompt none stands alone.")
    return Demands("none" in prompts, "login" in prompts, max_age(given), level(given))


def level(given: Mapping[str, str]) -> int:
    """The least level that ``acr_values`` accepts."""
    if not given.get("acr_values", "").split():
        return levels.PASSWORD
    lowest = levels.lowest(given["acr_values"])
    if lowest is None:
        raise unmet()
    return lowest


def max_age(given: Mapping[str, str]) -> int | None:
    """``max_age`` in seconds, if it is there."""
    text = given.get("max_age")
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise InvalidRequestError(description="The max_age is not a number of seconds.")
    return int(text)


def check_thumbprint(given: Mapping[str, str]) -> str:
    """``dpop_jkt`` if it is there (RFC 9449 §10), which must look like a thumbprint."""
    given_jkt = given.get("dpop_jkt", "")
    if given_jkt and not _THUMBPRINT.fullmatch(given_jkt):
        raise InvalidRequestError(description="The dpop_jkt is no thumbprint.")
    return given_jkt
