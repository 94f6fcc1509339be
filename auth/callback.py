"""The address that a provider sends the browser back to (RFC 6749 section 4.1.2).

Everything in it may come from an attacker: whoever can make a browser open an address can
make it open this one.
"""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

from auth.addresses import is_safe, origin_of
from auth.errors import BadAnswer, ConfigWrong, Refused, ServerFailed

_WHERE = "callback"
_LONGEST = 8192
_MOST_MEMBERS = 20
_CODE = re.compile(r"[\x20-\x7e]{1,4096}")  # RFC 6749 appendix A.11
_ERROR = re.compile(r"[a-z_]{1,64}")
_OURS = frozenset(
    {
        "invalid_request",
        "invalid_request_object",
        "invalid_request_uri",
        "invalid_scope",
        "request_not_supported",
        "unauthorized_client",
        "unsupported_response_type",
    }
)
_BUSY = {"server_error": 500, "temporarily_unavailable": 503}


@dataclass(frozen=True, slots=True)
class Awaited:
    """What the answer to one authorization request must look like."""

    redirect_uri: str
    issuer: str
    state: str = field(repr=False)
    iss_promised: bool = False
    """The provider says that it names itself in every answer (RFC 9207 section 3)."""


def is_callback(url: str, redirect_uri: str) -> bool:
    """True if ``url`` is the redirect address, whatever its query and fragment say."""
    found, ours = urlsplit(url), urlsplit(redirect_uri)
    return origin_of(url) == origin_of(redirect_uri) and (found.path or "/") == (ours.path or "/")


def read_callback(url: str, awaited: Awaited) -> str:
    """The authorization code in ``url``.

    1. the address is ours, its members are few and each comes once;
    2. the state is the one that was sent, so that the answer belongs to this request;
    3. the issuer, if it is named or was promised, is the configured one (RFC 9207);
    4. an error counts before a code that may stand beside it;
    5. only then the code.

    Raises:
        BadAnswer: not an answer to this request.
        Refused, ConfigWrong, ServerFailed: the provider's error.

    """
    members = _members(url, awaited.redirect_uri)
    given = members.get("state", "")
    if not hmac.compare_digest(given.encode(), awaited.state.encode()):
        raise BadAnswer(_WHERE, _strange(members))
    _check_issuer(members, awaited)
    if "error" in members:
        _raise_error(members["error"])
    code = members.get("code", "")
    if not _CODE.fullmatch(code):
        raise BadAnswer(_WHERE, "code")
    return code


def _members(url: str, redirect_uri: str) -> dict[str, str]:
    if len(url) > _LONGEST or not is_safe(url) or not is_callback(url, redirect_uri):
        raise BadAnswer(_WHERE, "address")
    parts = urlsplit(url)
    if parts.fragment:
        raise BadAnswer(_WHERE, "fragment")  # tokens in it would come past every check
    # "?&code=…" of a provider that glues addresses together: a blank is no parameter
    query = "&".join(filter(None, parts.query.split("&")))
    try:
        pairs = parse_qsl(
            query,
            keep_blank_values=True,
            strict_parsing=True,
            errors="strict",
            max_num_fields=_MOST_MEMBERS,
        )
    except ValueError:
        raise BadAnswer(_WHERE, "query") from None
    members = dict(pairs)
    if len(members) != len(pairs):
        raise BadAnswer(_WHERE, "twice")
    return members


def _strange(members: dict[str, str]) -> str:
    """What is wrong with the state; an error beside it may be why, and is nothing to believe."""
    what = "state" if "state" in members else "state missing"
    error = members.get("error", "")
    return f"{what}, beside {error}" if _ERROR.fullmatch(error) else what


def _check_issuer(members: dict[str, str], awaited: Awaited) -> None:
    # some providers name themselves only where they succeed, whatever they promise
    needed = awaited.iss_promised and "error" not in members
    if "iss" in members or needed:
        named = members.get("iss", "")
        if not hmac.compare_digest(named.encode(), awaited.issuer.encode()):
            raise BadAnswer(_WHERE, "iss")


def _raise_error(error: str) -> None:
    if not _ERROR.fullmatch(error):
        raise BadAnswer(_WHERE, "error")
    if error in _BUSY:
        raise ServerFailed(_BUSY[error])
    if error in _OURS:
        raise ConfigWrong(error)
    raise Refused(error)
