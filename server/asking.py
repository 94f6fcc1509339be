"""What a request says: its edition, its query, and what it sends as JSON."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest

from server.base import EDITIONS
from server.problems import FieldError, Problem

_NUL: Final = "\0"
"""No text has it, and PostgreSQL takes none."""
_JSON: Final = "application/json"
_LARGEST_PAGE: Final = 100_000
PAGE_NUMBER: Final = {
    "name": "page",
    "in": "query",
    "required": False,
    "schema": {"type": "integer", "minimum": 1, "maximum": _LARGEST_PAGE},
}
KEY: Final = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "schema": {"type": "string", "pattern": "^[A-Za-z0-9-]{16,64}$"},
}
OBJECT: Final = {_JSON: {"schema": {"type": "object"}}}


def text_parameter(name: str, **schema: Any) -> dict[str, Any]:
    """A query parameter of the description."""
    return {"name": name, "in": "query", "required": False, "schema": {"type": "string", **schema}}


def known_edition(edition: str) -> None:
    """Refuses an edition that there is not."""
    if edition not in EDITIONS:
        raise Problem(404, "not_found")


def query_of(request: HttpRequest) -> dict[str, str]:
    """The query; raises ``Problem`` ``invalid`` for a parameter that is there twice.

    Whichever of the two were taken, one asker would get what was not asked for.
    """
    twice = [name for name, values in request.GET.lists() if len(values) > 1]
    if twice:
        raise Problem(422, "invalid", errors=[FieldError(name, "twice") for name in twice])
    return {name: str(value).replace(_NUL, "\ufffd") for name, value in request.GET.items()}


def refuse_unknown(query: Mapping[str, str], known: Iterable[str]) -> None:
    """A misspelt parameter must not look like an answer to what was asked."""
    unknown = [name for name in query if name not in set(known)]
    if unknown:
        faults = [FieldError(name, "unknown_parameter") for name in unknown]
        raise Problem(422, "unknown_parameter", errors=faults)


def page_number(query: Mapping[str, str]) -> int:
    """The number of the page of a collection, from 1."""
    text = query.get("page", "1")
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= 6 else 0
    if not 1 <= number <= _LARGEST_PAGE:
        raise Problem(422, "invalid", errors=[FieldError("page", "invalid")])
    return number


def body_of(request: HttpRequest) -> dict[str, Any]:
    """The JSON object that was sent.

    Raises ``Problem``: ``unsupported_media_type`` for what says that it is something else
    (RFC 9110 §15.5.16), ``too_large``, or ``not_json``.
    """
    _refuse_other_types(request)
    try:
        body = json.loads(
            request.body,
            object_pairs_hook=_members,
            parse_constant=_finite,
            parse_float=_finite,
        )
    except RequestDataTooBig:
        raise Problem(413, "too_large") from None
    except (ValueError, RecursionError):
        raise Problem(400, "not_json") from None
    if not isinstance(body, dict):
        raise Problem(400, "not_json")
    return body


def _finite(text: str) -> float:
    """A number as JSON has them (RFC 8259 §6): NaN and infinity fit every limit of a form."""
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number


def _refuse_other_types(request: HttpRequest) -> None:
    coding = request.headers.get("Content-Encoding", "").strip().lower()
    if coding not in ("", "identity"):
        headers = {"Accept-Encoding": "identity"}
        raise Problem(415, "unsupported_media_type", headers=headers)
    charset = (request.content_params or {}).get("charset", "utf-8").lower()
    if request.content_type not in ("", _JSON) or charset not in ("utf-8", "utf8"):
        raise Problem(415, "unsupported_media_type", headers={"Accept": _JSON})


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; raises ValueError for a name that is there twice (RFC 8259 §4)."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name twice")
    return found
