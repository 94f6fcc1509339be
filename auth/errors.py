"""Errors of auth: codes and facts, never sentences and never a provider's own words.

AuthError
├── Unavailable         no usable answer; trying again may help
│   ├── NetworkFailed     network     no connection, or it broke off
│   ├── TimedOut          timeout     no complete answer within the deadline
│   └── ServerFailed      server      the provider says that it is broken or busy
├── Distrusted          an answer that must not be believed
│   ├── TlsFailed         tls         certificate or protocol of the connection
│   ├── BadAnswer         bad_answer  not the answer that the standard describes
│   ├── BadToken          bad_token   a token that fails a check
│   └── ClockWrong        clock       the terminal's clock disagrees with the provider's
├── Declined            a person or the provider said no
│   ├── Refused           refused     access was denied
│   ├── Expired           expired     the time to approve, or the session, ran out
│   └── Cancelled         cancelled   the visitor left
└── Misconfigured       the terminal itself is not set up rightly
    ├── ConfigWrong       config      a setting, or the provider does not know the terminal
    └── Locked            locked      no store for the terminal's key can be opened
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar


class Code(StrEnum):
    """What happened, as the key that words, log and exit codes are looked up by."""

    NETWORK = "network"
    TIMEOUT = "timeout"
    SERVER = "server"
    TLS = "tls"
    BAD_ANSWER = "bad_answer"
    BAD_TOKEN = "bad_token"  # noqa: S105 — an error code, not a password
    CLOCK = "clock"
    REFUSED = "refused"
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    CONFIG = "config"
    LOCKED = "locked"


class AuthError(Exception):
    """Base of all errors of auth; ``code`` says which, attributes say the facts."""

    code: ClassVar[Code]

    def __init__(self, detail: str = "") -> None:
        super().__init__(f"{self.code}: {detail}" if detail else str(self.code))
        self.detail = detail
        """A short fact such as a claim's name; chosen by this room, never received."""


class Unavailable(AuthError):
    """No usable answer; trying again may help."""


class NetworkFailed(Unavailable):
    """No connection could be made, or it broke off; ``detail`` is the host."""

    code = Code.NETWORK


class TimedOut(Unavailable):
    """No complete answer within the deadline; ``detail`` is the host."""

    code = Code.TIMEOUT


class ServerFailed(Unavailable):
    """The provider answered 429 or 5xx; ``retry_after`` in seconds, None if not said."""

    code = Code.SERVER

    def __init__(self, status: int, retry_after: float | None = None) -> None:
        super().__init__(str(status))
        self.status = status
        self.retry_after = retry_after


class Distrusted(AuthError):
    """An answer that must not be believed."""


class TlsFailed(Distrusted):
    """The connection could not be proved to be the provider's; ``detail`` is the host."""

    code = Code.TLS


class BadAnswer(Distrusted):
    """An answer that breaks the standard; ``where`` names it, ``detail`` what is wrong."""

    code = Code.BAD_ANSWER

    def __init__(self, where: str, detail: str) -> None:
        super().__init__(f"{where} {detail}")
        self.where = where
        self.detail = detail


class BadToken(Distrusted):
    """A token that fails a check; ``detail`` names the check, mostly a claim."""

    code = Code.BAD_TOKEN


class ClockWrong(Distrusted):
    """A token looks early or late because the clocks differ by ``skew`` seconds."""

    code = Code.CLOCK

    def __init__(self, skew: float) -> None:
        super().__init__(f"{skew:+.0f} s")
        self.skew = skew


class Declined(AuthError):
    """A person or the provider said no."""


class Refused(Declined):
    """Access was denied; ``detail`` is the standard's error code, such as ``access_denied``."""

    code = Code.REFUSED


class Expired(Declined):
    """The time to approve, or the session, ran out."""

    code = Code.EXPIRED


class Cancelled(Declined):
    """The visitor left before it was done."""

    code = Code.CANCELLED


class Misconfigured(AuthError):
    """The terminal itself is not set up rightly."""


class ConfigWrong(Misconfigured):
    """A setting is wrong or the provider does not know the terminal; ``detail`` names it."""

    code = Code.CONFIG


class Locked(Misconfigured):
    """No store for the terminal's key can be opened; ``tried`` is (backend, reason) each."""

    code = Code.LOCKED

    def __init__(self, tried: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(", ".join(f"{name} {reason}" for name, reason in tried))
        self.tried = tried
