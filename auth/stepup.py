"""A resource asks for a stronger or a fresher sign-in (RFC 9470)."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ERROR = "insufficient_user_authentication"
_LONGEST = 2048
_PARAMETER = re.compile(r'(\w+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))')
_SCHEMES = re.compile(r"\s*(?:bearer|dpop)\s", re.IGNORECASE)
_LEVEL = re.compile(r"[\x21\x23-\x5b\x5d-\x7e]{1,64}")
_MOST_AGE = 7 * 86_400


@dataclass(frozen=True, slots=True)
class StepUp:
    """What the next sign-in must reach; a member that was not asked for is empty."""

    acr: str = ""
    """The level of assurance, the first that the resource names."""

    max_age: int | None = None
    """Seconds that the sign-in may be old; 0: a new one."""


def read_challenge(header: str) -> StepUp | None:
    """What ``WWW-Authenticate`` asks for; None if it is no demand for a new sign-in.

    A resource is not trusted with more than this: neither a provider nor a scope is taken
    from its answer.
    """
    if len(header) > _LONGEST or not _SCHEMES.match(header):
        return None
    said = {name.lower(): quoted or bare for name, quoted, bare in _PARAMETER.findall(header)}
    if said.get("error") != _ERROR:
        return None
    levels = said.get("acr_values", "").split()
    acr = levels[0] if levels and _LEVEL.fullmatch(levels[0]) else ""
    age = said.get("max_age", "")
    small = age.isascii() and age.isdecimal() and len(age) < 10
    return StepUp(acr, min(int(age), _MOST_AGE) if small else None)
