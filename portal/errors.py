"""Errors of portal: facts about what a request came to, never sentences.

PortalError
├── Unavailable        no usable answer; trying again may help
│   ├── Unreachable      no connection, or it broke off
│   ├── TimedOut         no complete answer in time
│   ├── Busy             the portal asks to wait
│   └── ServerFailed     the portal is broken
├── Declined           the portal answers, and it is no page
│   ├── NotFound         there is no such page
│   │   └── NoEdition      it exists in other editions
│   ├── Unauthorized     one must sign in, or more strongly
│   ├── Forbidden        not for this visitor
│   │   └── Alone          not while staff helps
│   ├── Invalid          fields of a form are wrong; nothing was stored
│   ├── TooLarge         what was sent is too large
│   ├── KeyReused        the key stands for another submission
│   └── RequestRefused   the request itself was wrong: a fault of this program
├── BadPage            an answer that breaks the vocabulary
└── BadFile            a file that cannot be read at the terminal
"""

from __future__ import annotations

from dataclasses import dataclass


class PortalError(Exception):
    """Base of all errors of portal."""


class Unavailable(PortalError):
    """No usable answer; trying again may help."""


class Unreachable(Unavailable):
    """No connection, or it broke off; ``reason`` is ``tls``, ``dropped`` or ``gateway``."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class TimedOut(Unavailable):
    """No complete answer in time."""


class Busy(Unavailable):
    """The portal asks to wait ``retry_after`` seconds; None if it does not say how long."""

    def __init__(self, retry_after: float | None = None) -> None:
        super().__init__(str(retry_after))
        self.retry_after = retry_after


class ServerFailed(Unavailable):
    """The portal is broken; ``status`` is the HTTP status."""

    def __init__(self, status: int) -> None:
        super().__init__(str(status))
        self.status = status


class Declined(PortalError):
    """The portal answers, and it is no page."""


class NotFound(Declined):
    """There is no page at ``address``."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


class NoEdition(NotFound):
    """The page exists, but in the editions ``editions`` only."""

    def __init__(self, address: str, editions: tuple[str, ...]) -> None:
        super().__init__(address)
        self.editions = editions


class Unauthorized(Declined):
    """One must sign in: for ``scope`` if not empty, at the level ``acr`` if not empty.

    ``stronger`` is true if the visitor is signed in, but not strongly enough (RFC 9470);
    ``max_age`` is then how many seconds ago they may have signed in, None if any time will do.
    """

    def __init__(
        self,
        scope: str = "",
        acr: str = "",
        *,
        stronger: bool = False,
        max_age: int | None = None,
    ) -> None:
        super().__init__(f"scope={scope!r} acr={acr!r}")
        self.scope = scope
        self.acr = acr
        self.stronger = stronger
        self.max_age = max_age


class Forbidden(Declined):
    """Not for this visitor, signed in or not."""


class Alone(Forbidden):
    """For the visitor alone: not while staff helps."""


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong with one field of a form."""

    field: str
    code: str
    """The keyword of the schema that failed, or a code of the portal's own."""

    detail: str = ""
    """The portal's own words, in the edition of the form."""


class Invalid(Declined):
    """Fields of a form are wrong; nothing was stored."""

    def __init__(self, fields: tuple[FieldError, ...]) -> None:
        super().__init__(", ".join(f"{each.field} {each.code}" for each in fields))
        self.fields = fields


class TooLarge(Declined):
    """What was sent is larger than the portal takes."""


class KeyReused(Declined):
    """The idempotency key stands for a submission with other values."""


class RequestRefused(Declined):
    """The request itself was wrong, which no visitor can cause; ``code`` is the portal's."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code


class BadPage(PortalError):
    """An answer that breaks the vocabulary.

    ``pointer`` says where (JSON pointer, RFC 6901; empty: the whole), ``problem`` what.
    """

    def __init__(self, pointer: str, problem: str) -> None:
        super().__init__(f"{pointer or '(page)'}: {problem}")
        self.pointer = pointer
        self.problem = problem


class BadFile(PortalError):
    """A file that cannot be read at the terminal.

    ``reason`` is ``large``, ``locked`` (it asks for a password), ``kind`` (another format than
    those that are read here, whatever the portal calls it) or ``faulty``.
    """

    def __init__(self, href: str, reason: str) -> None:
        super().__init__(f"{href}: {reason}")
        self.href = href
        self.reason = reason
