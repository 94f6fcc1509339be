"""Which words an error of the portal has: ``screens.error.<code>``."""

from __future__ import annotations

from portal.errors import (
    Alone,
    BadFile,
    BadPage,
    Busy,
    Forbidden,
    KeyReused,
    NoEdition,
    NotFound,
    PortalError,
    TimedOut,
    TooLarge,
    Unauthorized,
    Unavailable,
    Unreachable,
)

# The first that fits counts, so the narrower stand before the wider.
_CODES: tuple[tuple[type[PortalError], str], ...] = (
    (Unreachable, "network"),
    (TimedOut, "timeout"),
    (Busy, "busy"),
    (Unavailable, "server"),
    (NoEdition, "no_edition"),
    (NotFound, "not_found"),
    (Unauthorized, "unauthorized"),
    (Alone, "alone"),
    (Forbidden, "forbidden"),
    (KeyReused, "key_reused"),
    (TooLarge, "too_large"),
    (BadPage, "bad_page"),
)


def code_of(error: PortalError) -> str:
    """The code of an error; ``server`` where there is no closer one."""
    if isinstance(error, BadFile):
        return f"file_{error.reason}"
    return next((code for kind, code in _CODES if isinstance(error, kind)), "server")
