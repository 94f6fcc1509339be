"""Answers of a token endpoint (RFC 6749 section 5), checked before anything is made of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from auth.errors import BadAnswer, ConfigWrong, Expired, Refused
from auth.transport import Answer

_WHERE = "token"
_TOKEN = re.compile(r"[\x21-\x7e]{1,8192}")  # RFC 6750: what may stand in a header
_ERROR = re.compile(r"[a-z_]{1,64}")
_DEFAULT_LIFE = 300.0
_LONGEST = 86_400.0
"""Seconds after which a token is taken for dead, whatever the provider says."""

_MOST_SAID = 10 * 366 * 86_400

PENDING = "authorization_pending"
SLOW_DOWN = "slow_down"
_OURS = frozenset(
    {
        "invalid_client",
        "invalid_request",
        "invalid_scope",
        "unauthorized_client",
        "unsupported_grant_type",
    }
)
"""Errors that no visitor can cause: the terminal is not set up as the provider expects."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens of one sign-in; never printed, never stored."""

    access: str
    life: float
    """Seconds from now."""

    refresh: str = ""
    id_token: str = ""

    def __repr__(self) -> str:
        """Says which tokens there are and not what they are."""
        held = [name for name in ("access", "refresh", "id_token") if getattr(self, name)]
        return f"Tokens({', '.join(held)})"


class NotYet(Exception):
    """The visitor has not answered yet (RFC 8628 section 3.5)."""

    def __init__(self, *, slow_down: bool) -> None:
        super().__init__()
        self.slow_down = slow_down


def read_tokens(answer: Answer, *, id_token_required: bool, bound: bool = False) -> Tokens:
    """The tokens of an answer; ``bound`` if they must be bound to the key of the visit.

    A provider that was given a proof and answers with a plain bearer token is not believed:
    somebody in between may have taken the proof out (RFC 9449 section 5).

    Raises:
        NotYet: a device grant that waits for the visitor.
        Refused, Expired, ConfigWrong: an error of RFC 6749 section 5.2 or RFC 8628.
        BadAnswer: anything that is neither.

    """
    body = answer.json(_WHERE)
    if "error" in body or answer.status != 200:
        raise_error(body)
    token_type, wanted = body.get("token_type"), "dpop" if bound else "bearer"
    if not isinstance(token_type, str) or token_type.lower() != wanted:
        raise BadAnswer(_WHERE, "token_type")
    if id_token_required and "id_token" not in body:
        raise BadAnswer(_WHERE, "id_token")
    return Tokens(
        access=_token(body, "access_token", required=True),
        life=_life(body.get("expires_in")),
        refresh=_token(body, "refresh_token", required=False),
        id_token=_id_token(body),
    )


def raise_error(body: Mapping[str, Any]) -> None:
    """Raises what an error answer means; the provider's own description is dropped."""
    error = body.get("error")
    if not isinstance(error, str) or not _ERROR.fullmatch(error):
        raise BadAnswer(_WHERE, "error")
    if error in (PENDING, SLOW_DOWN):
        raise NotYet(slow_down=error == SLOW_DOWN)
    if error == "expired_token":
        raise Expired
    if error in _OURS:
        raise ConfigWrong(error)
    raise Refused(error)


def _token(body: Mapping[str, Any], name: str, *, required: bool) -> str:
    value = body.get(name)
    if value is None and not required:
        return ""
    if not isinstance(value, str) or not _TOKEN.fullmatch(value):
        raise BadAnswer(_WHERE, name)
    return value


def _id_token(body: Mapping[str, Any]) -> str:
    value = body.get("id_token", "")
    if not isinstance(value, str):
        raise BadAnswer(_WHERE, "id_token")
    return value


def _life(value: object) -> float:
    if value is None:
        return _DEFAULT_LIFE
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 10:
        value = int(value)  # some send the number as text
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadAnswer(_WHERE, "expires_in")
    # digits only (RFC 6749 appendix A.14); 300.0 is the same number. Never ``value in range(…)``:
    # Python looks for a float by counting, for half a minute
    if not 1 <= value < _MOST_SAID or value % 1:
        raise BadAnswer(_WHERE, "expires_in")
    return min(float(value), _LONGEST)
