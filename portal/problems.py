"""Answers that are no page (RFC 9457) as errors of this room."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from portal.challenge import NARROW, STRONGER, levels, most_age, read_challenge
from portal.errors import (
    Alone,
    BadPage,
    Busy,
    FieldError,
    Forbidden,
    Invalid,
    KeyReused,
    NoEdition,
    NotFound,
    PortalError,
    RequestRefused,
    ServerFailed,
    TooLarge,
    Unauthorized,
    Unreachable,
)
from portal.parse import parse_json
from portal.parse.reader import Reader
from portal.transport import Reply

_CODE = re.compile(r"[a-z_]{1,64}")
_LONGEST_WAIT = 3600.0


def problem(reply: Reply, address: str) -> PortalError:
    """The error that ``reply`` means, by its code or else by its status; ``address`` as asked."""
    body = _body(reply)
    code = _code(body)
    make = _BY_CODE.get(code) or _BY_STATUS.get(reply.status)
    if make is not None:
        return make(reply, body, address)
    if reply.status >= 500:
        return ServerFailed(reply.status)
    if reply.status >= 400:
        return RequestRefused(reply.status, code)
    # a redirect is never followed: it could lead a visitor's data to another host
    return BadPage("", f"status {reply.status}")


def _body(reply: Reply) -> Reader:
    try:
        return Reader(parse_json(reply.body))
    except BadPage:
        return Reader({})  # a proxy's HTML; the status says enough


def _code(body: Reader) -> str:
    try:
        code = body.text("code", "")
    except BadPage:
        return ""
    return code if _CODE.fullmatch(code) else ""


def _no_edition(_: Reply, body: Reader, address: str) -> PortalError:
    try:
        return NoEdition(address, body.texts("editions"))
    except BadPage:
        return NotFound(address)


def _unauthorized(reply: Reply, body: Reader, address: str) -> PortalError:
    said = read_challenge(reply.headers.get("WWW-Authenticate", ""))
    stronger = STRONGER in (_code(body), said.get("error"))
    return Unauthorized(
        said.get("scope", ""), levels(said), stronger=stronger, max_age=most_age(said)
    )


def _forbidden(reply: Reply, body: Reader, address: str) -> PortalError:
    said = read_challenge(reply.headers.get("WWW-Authenticate", ""))
    if said.get("error") == NARROW:  # RFC 6750 section 3.1: signing in anew helps
        return Unauthorized(said.get("scope", ""))
    return Forbidden()


def _invalid(_: Reply, body: Reader, address: str) -> PortalError:
    try:
        return Invalid(body.all("errors", _field_error))
    except BadPage as error:
        return error


def _field_error(at: Reader) -> FieldError:
    return FieldError(at.text("field"), at.text("code"), at.text("detail", ""))


def _busy(reply: Reply, body: Reader, address: str) -> PortalError:
    return Busy(_retry_after(reply.headers.get("Retry-After", "")))


def _retry_after(value: str) -> float | None:
    """Seconds from either form of RFC 9110 section 10.2.3, an hour at most."""
    if value.isdecimal() and len(value) < 10:
        return min(float(value), _LONGEST_WAIT)
    try:
        at = parsedate_to_datetime(value)
    except ValueError:
        return None
    if at.tzinfo is None:
        return None
    return min(max((at - datetime.now(UTC)).total_seconds(), 0.0), _LONGEST_WAIT)


_Make = Callable[[Reply, Reader, str], PortalError]

_BY_CODE: Mapping[str, _Make] = {
    "not_found": lambda _, __, address: NotFound(address),
    "no_edition": _no_edition,
    "invalid": _invalid,
    "unauthorized": _unauthorized,
    STRONGER: _unauthorized,
    "forbidden": _forbidden,
    "alone": lambda _reply, _body, _address: Alone(),
    "key_reused": lambda *_: KeyReused(),
    "too_large": lambda *_: TooLarge(),
    "busy": _busy,
}
_BY_STATUS: Mapping[int, _Make] = {
    401: _unauthorized,
    403: _forbidden,
    404: lambda _, __, address: NotFound(address),
    410: lambda _, __, address: NotFound(address),
    413: lambda *_: TooLarge(),
    429: _busy,
    502: lambda *_: Unreachable("gateway"),
    503: _busy,
    504: lambda *_: Unreachable("gateway"),
}
