"""Problems of the interface: problem+json (RFC 9457) as exceptions.

Problem            anything that becomes an ``application/problem+json`` answer

A problem carries facts (status, code, headers, field errors); its sentences are in
``server/words/problems.toml`` and are chosen when the answer is written (server.answers).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong with one field: ``code`` is the failed schema keyword or an own code."""

    field: str
    code: str
    detail: str = ""


class Problem(Exception):
    """An answer that is not the wanted one.

    ``code`` is one of docs/pages.md, "Errors". ``headers`` go out as they are, for
    ``WWW-Authenticate`` or ``Retry-After``. ``extra`` are further members of the body.
    """

    def __init__(
        self,
        status: int,
        code: str,
        *,
        headers: Mapping[str, str] | None = None,
        errors: Sequence[FieldError] = (),
        detail: str = "",
        extra: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code
        self.headers = dict(headers or {})
        self.errors = tuple(errors)
        self.detail = detail
        self.extra = dict(extra or {})
