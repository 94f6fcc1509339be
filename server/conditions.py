"""What a reader may ask for besides a page: only if it changed, or only a part (RFC 9110)."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, parse_etags

_RANGE: Final = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)
"""One range; several, and other units, are left aside as section 14.2 allows."""


def tag_of(body: bytes) -> str:
    """A strong entity tag: equal for equal bytes."""
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def conditional(
    request: HttpRequest, answer: HttpResponse, changed_at: datetime | None = None
) -> HttpResponse:
    """``answer`` with its tag; 304 or 412 instead where the asker's conditions say so (§13.2.2).

    For answers to reads with 200 only. ``changed_at`` becomes ``Last-Modified``.
    """
    stamp = int(changed_at.timestamp()) if changed_at else None
    answer.headers.setdefault("ETag", tag_of(answer.content))
    if stamp is not None:
        answer["Last-Modified"] = http_date(stamp)
    found: Any = get_conditional_response(request, answer["ETag"], stamp, answer)
    result: HttpResponse = found
    if result.status_code == 304:
        del result["Content-Type"]
    return result


def part(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """The part of a file that was asked for: 206, 416, or all of it (§14)."""
    answer["Accept-Ranges"] = "bytes"
    wanted = _RANGE.fullmatch(request.headers.get("Range", ""))
    if request.method != "GET" or not wanted or not _is_the_same(request, answer["ETag"]):
        return answer
    size = len(answer.content)
    bounds = _bounds(wanted[1], wanted[2], size)
    if bounds is None:
        return answer
    first, last = bounds
    if first > last:
        none = HttpResponse(status=416)
        none["Content-Range"] = f"bytes */{size}"
        return none
    answer.status_code = 206
    answer["Content-Range"] = f"bytes {first}-{last}/{size}"
    answer.content = answer.content[first : last + 1]
    return answer


def _bounds(first: str, last: str, size: int) -> tuple[int, int] | None:
    """First and last byte, in the wrong order where there are none; None for what says nothing."""
    if not first:
        return (size - min(int(last), size), size - 1) if last else None
    if last and int(last) < int(first):
        return None
    return int(first), min(int(last), size - 1) if last else size - 1


def _is_the_same(request: HttpRequest, tag: str) -> bool:
    """Whether the asker's earlier part is one of this file (§13.1.5)."""
    asked = request.headers.get("If-Range")
    return asked is None or parse_etags(asked) == [tag]
