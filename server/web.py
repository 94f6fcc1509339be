"""Web pages: every public page as plain HTML, for phones and for text-only browsers; and files."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from server.base import EDITIONS, EN, ZH, base_url
from server.content.models import Attachment
from server.content.shape import html_href
from server.problems import Problem
from server.site import public_page
from server.words import Words

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'"


@require_safe
def web_page(request: HttpRequest, address: str) -> HttpResponse:
    """The page at ``/{address}`` as HTML; ``?edition=en`` for the English edition."""
    query = request.GET.dict()
    edition = query.pop("edition", ZH)
    if edition not in EDITIONS:
        return not_found(request)
    try:
        page = public_page(edition, f"/{address}", query)
    except Problem as problem:
        return _problem(request, problem, edition)
    answer = render(request, "portal/page.html", _context(request, page))
    answer["Cache-Control"] = "public, max-age=5"
    answer["Content-Security-Policy"] = _POLICY
    return answer


@require_safe
def file(request: HttpRequest, name: str) -> HttpResponse:
    """An attachment, always as a download, never as something a browser runs."""
    found = Attachment.objects.filter(name=name).first()
    if not found:
        return not_found(request)
    answer = HttpResponse(bytes(found.content), content_type=found.media_type)
    answer["Content-Disposition"] = f'attachment; filename="{found.name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["ETag"] = f'"{found.sha256}"'
    answer["Cache-Control"] = "public, max-age=3600"
    return answer


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django's handler for addresses that nobody answers."""
    del exception
    return _problem(request, Problem(404, "not_found"), EN if "en" in request.GET.values() else ZH)


def failure(request: HttpRequest) -> HttpResponse:
    """Django's handler for mistakes of ours."""
    return _problem(request, Problem(500, "server"), ZH)


def _problem(request: HttpRequest, problem: Problem, edition: str) -> HttpResponse:
    """An error page; under /v1 the middleware makes a problem document of it."""
    say = Words(edition)
    context = {
        "page": {"lang": edition, "title": say(f"problems.{problem.code}"), "blocks": []},
        "say": say.table("pages"),
        "home": html_href("/", edition),
    }
    return render(request, "portal/page.html", context, status=problem.status)


def _context(request: HttpRequest, page: dict[str, Any]) -> dict[str, Any]:
    """What the template needs: the page, words, and links with the edition put in."""
    edition = page["edition"]
    links = page["links"]
    return {
        "page": page,
        "say": Words(edition).table("pages"),
        "home": html_href("/", edition),
        "canonical": base_url(request) + html_href(page["address"], edition),
        "crumbs": [_here(link, edition) for link in links.get("breadcrumbs", ())],
        "turn": [_here(links[name], edition) for name in ("prev", "next") if name in links],
        "editions": [
            {**link, "href": html_href(link["href"], link["lang"])}
            for link in links.get("editions", ())
        ],
        "query": "" if edition == ZH else f"?edition={edition}",
    }


def _here(link: dict[str, Any], edition: str) -> dict[str, Any]:
    """A link to another web page of the same edition."""
    return {**link, "href": html_href(link["href"], edition)}
