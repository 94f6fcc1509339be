"""Pages and problems as HTTP answers (RFC 9110 conditional requests, RFC 8288, RFC 9457)."""

from __future__ import annotations

import json
from typing import Any, Final
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from server.conditions import conditional, tag_of
from server.problems import FieldError, Problem
from server.words import Words

Page = dict[str, Any]
PUBLIC: Final = "public, max-age=2"
"""Short enough that what is published is seen within five seconds behind a cache, too."""
_PERSONAL = "private, no-store"
_FIELD_CODES = frozenset({"required", "unknown", "twice"})
_RELATIONS = ("first", "prev", "next", "last", "up")


def encode(value: object) -> bytes:
    """JSON as it goes out: UTF-8, no spaces, so that equal pages have equal tags."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def page_answer(
    request: HttpRequest, page: Page, *, status: int = 200, location: str = ""
) -> HttpResponse:
    """A page, or 304 when the asker has it already."""
    body = encode(page)
    answer = HttpResponse(body, content_type="application/json", status=status)
    links = _link_header(page)
    if links:
        answer["Link"] = links
    answer["ETag"] = tag_of(body)
    answer["Content-Language"] = page["lang"]
    personal = page.get("privacy") == "personal"
    answer["Cache-Control"] = _PERSONAL if personal else PUBLIC
    if personal:
        patch_vary_headers(answer, ["Authorization"])
    if location:
        answer["Location"] = location
    return conditional(request, answer) if status == 200 else answer


def problem_answer(problem: Problem, edition: str) -> HttpResponse:
    """A problem with its words in the edition of the address that was asked."""
    say = Words(edition)
    title = say(f"problems.{problem.code}")
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": title,
        "status": problem.status,
        "detail": problem.detail or title,
        "code": problem.code,
        **problem.extra,
    }
    if problem.errors:
        body["errors"] = [_field_error(error, say) for error in problem.errors]
        body["field"] = problem.errors[0].field
    answer = HttpResponse(
        encode(body), content_type="application/problem+json", status=problem.status
    )
    answer["Cache-Control"] = "no-store"
    answer["Content-Language"] = edition
    answer["Content-Length"] = str(len(answer.content))  # also where no middleware counts
    answer["X-Content-Type-Options"] = "nosniff"
    for name, value in problem.headers.items():
        answer[name] = value
    return answer


def interface_path(edition: str, address: str) -> str:
    """Where a page address is fetched."""
    return f"/v1/{edition}{address}"


def _field_error(error: FieldError, say: Words) -> dict[str, str]:
    known = {
        "required": "problems.field_required",
        "unknown": "problems.field_unknown",
        "twice": "problems.field_twice",
    }
    detail = error.detail or say(known.get(error.code, "problems.field_other"))
    return {"field": error.field, "code": error.code, "detail": detail}


def _link_header(page: Page) -> str:
    """RFC 8288: the paging links again, for caches and tools that do not read the body."""
    links = page.get("links", {})
    return ", ".join(
        f"<{quote(interface_path(page['edition'], links[name]['href']), safe='/?=&%:-_.~')}>;"
        f' rel="{name}"'
        for name in _RELATIONS
        if name in links
    )
