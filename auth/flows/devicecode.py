"""A provider's answer to a device authorization request (RFC 8628 section 3.2)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from auth.addresses import is_safe
from auth.errors import BadAnswer
from auth.tokens import NotYet, raise_error
from auth.transport import Answer

DEFAULT_INTERVAL = 5.0
"""Seconds between polls if the provider does not say."""

SLOWEST = 60.0
"""Seconds: no provider may keep a visitor waiting longer between polls."""

_FASTEST = 0.05
"""Seconds: however little a provider asks for, the terminal has other work to do."""

_WHERE = "device_authorization"
_USER_CODE = re.compile(r"[0-9A-Za-z -]{4,20}")
_BINDING = re.compile(r"[0-9]{1,4}")
LONGEST = 1800.0
"""Seconds after which a code is replaced, however long the provider lets it live."""

_MOST = 86_400.0


@dataclass(frozen=True, slots=True)
class DeviceCode:
    """What the page shows; times are seconds on the steady clock."""

    user_code: str
    verification_uri: str
    verification_uri_complete: str
    expires_at: float
    interval: float
    binding_number: str
    """The number that the phone asks for; empty if the provider does not match numbers."""


def read_code(answer: Answer, now: float) -> tuple[DeviceCode, str]:
    """The code to show and the ``device_code`` to poll with; ``now`` on the steady clock.

    Raises:
        Refused, ConfigWrong: the provider's error.
        BadAnswer: a member that is missing or that no provider should send.

    """
    body = answer.json(_WHERE)
    if "error" in body or answer.status != 200:
        _raise_refusal(body)
    device_code = body.get("device_code")
    if not isinstance(device_code, str) or not 1 <= len(device_code) <= 4096:
        raise BadAnswer(_WHERE, "device_code")
    code = DeviceCode(
        user_code=_text(body, "user_code", _USER_CODE),
        verification_uri=_address(body, "verification_uri"),
        verification_uri_complete=_address(body, "verification_uri_complete", needed=False),
        expires_at=now + min(seconds(body, "expires_in"), LONGEST),
        interval=pause(body),
        binding_number=_binding(body),
    )
    return code, device_code


def _raise_refusal(body: Mapping[str, Any]) -> None:
    try:
        raise_error(body)
    except NotYet:
        raise BadAnswer(_WHERE, "error") from None


def _text(body: Mapping[str, Any], name: str, form: re.Pattern[str]) -> str:
    value = body.get(name)
    if not isinstance(value, str) or not form.fullmatch(value):
        raise BadAnswer(_WHERE, name)
    return value


def _address(body: Mapping[str, Any], name: str, *, needed: bool = True) -> str:
    value = body.get(name, "")
    if not value and not needed:
        return ""
    if not isinstance(value, str) or len(value) > 512 or not is_safe(value):
        raise BadAnswer(_WHERE, name)
    return value


def _binding(body: Mapping[str, Any]) -> str:
    value = body.get("binding_number", "")
    number = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if number == "":
        return ""
    if not isinstance(number, str) or not _BINDING.fullmatch(number):
        raise BadAnswer(_WHERE, "binding_number")
    return number


def pause(body: Mapping[str, Any], where: str = _WHERE) -> float:
    """Seconds between two polls as the provider wants them, within bounds."""
    return min(max(seconds(body, "interval", where, default=DEFAULT_INTERVAL), _FASTEST), SLOWEST)


def seconds(
    body: Mapping[str, Any], name: str, where: str = _WHERE, *, default: float | None = None
) -> float:
    """A number of seconds; raises BadAnswer for what is none."""
    value = body.get(name)
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 6:
        value = int(value)  # some send the number as text
    if default is not None and (value is None or value == 0):
        return default  # no time between polls is no time to ask anybody
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= _MOST:
        raise BadAnswer(where, name)
    return float(value)
