"""What a refusal asks the next sign-in for (RFC 6750 section 3, RFC 9470 section 3)."""

from __future__ import annotations

import re
from collections.abc import Mapping

STRONGER = "insufficient_user_authentication"
NARROW = "insufficient_scope"

_LONGEST = 2048
_PARAMETER = re.compile(r'(\w+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))')
_SCHEMES = re.compile(r"(?:^|,)\s*(?:bearer|dpop)\s", re.IGNORECASE)
_LEVEL = re.compile(r"[\x21\x23-\x5b\x5d-\x7e]{1,64}")
_MOST_LEVELS = 8
_MOST_AGE = 7 * 86_400


def read_challenge(header: str) -> Mapping[str, str]:
    """The parameters of ``WWW-Authenticate``; none if it is not about a token.

    A portal is not trusted with more than a caller takes out of them: neither a provider nor
    an address is.
    """
    if len(header) > _LONGEST or not _SCHEMES.search(header):
        return {}
    return {name.lower(): quoted or bare for name, quoted, bare in _PARAMETER.findall(header)}


def levels(said: Mapping[str, str]) -> str:
    """``acr_values``: levels any of which will do, in order of preference; what is none is left."""
    named = [level for level in said.get("acr_values", "").split() if _LEVEL.fullmatch(level)]
    return " ".join(named[:_MOST_LEVELS])


def most_age(said: Mapping[str, str]) -> int | None:
    """``max_age``: seconds that the sign-in may be old; None: any age will do."""
    age = said.get("max_age", "")
    small = age.isascii() and age.isdecimal() and len(age) < 10
    return min(int(age), _MOST_AGE) if small else None
