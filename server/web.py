"""Web pages: every public page as plain HTML, for phones and for text-only browsers; and files."""

from __future__ import annotations

import sys
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from server.base import EDITIONS, EN, ZH, base_url, edition_of
from server.content.feeds import FEEDS, feed, feed_href
from server.content.labels import labels
from server.content.models import Attachment
from server.content.shape import html_href
from server.problems import Problem
from server.services.jsonld import script_text, service_data
from server.site import public_page
from server.unexpected import problem_of
from server.words import Words

SERVICES = "/services/"
_PICTURES = {"image/png", "image/svg+xml"}
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
    """A picture, or an attachment as a download; never as something a browser runs."""
    found = Attachment.objects.filter(name=name).first()
    if not found:
        return not_found(request)
    answer = HttpResponse(bytes(found.content), content_type=found.media_type)
    shown = "inline" if found.media_type in _PICTURES else "attachment"
    answer["Content-Disposition"] = f'{shown}; filename="{found.name}"'
    answer["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["ETag"] = f'"{found.sha256}"'
    answer["Cache-Control"] = "public, max-age=3600"
    return answer


@require_safe
def atom(request: HttpRequest, name: str) -> HttpResponse:
    """A feed of what is new."""
    try:
        return feed(request, name)
    except Problem as problem:
        return _problem(request, problem, ZH)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django's handler for addresses that nobody answers."""
    del exception
    return _problem(request, Problem(404, "not_found"), EN if "en" in request.GET.values() else ZH)


def failure(request: HttpRequest) -> HttpResponse:
    """Django's handler of what nobody caught, in views or around them: see ``problem_of``."""
    return _problem(request, problem_of(request, sys.exc_info()[1]), edition_of(request.path))


def _problem(request: HttpRequest, problem: Problem, edition: str) -> HttpResponse:
    """An error page; under /v1 the middleware makes a problem document of it."""
    say = Words(edition)
    context = {
        "page": {"lang": edition, "title": say(f"problems.{problem.code}"), "blocks": []},
        "say": say.table("pages"),
        "home": html_href("/", edition),
    }
    answer = render(request, "portal/page.html", context, status=problem.status)
    for name, value in problem.headers.items():
        answer[name] = value
    return answer


def _context(request: HttpRequest, page: dict[str, Any]) -> dict[str, Any]:
    """What the template needs: the page, words, and links with the edition put in."""
    edition = page["edition"]
    links = page["links"]
    canonical = base_url(request) + html_href(page["address"], edition)
    data = None
    if page["address"].startswith(SERVICES):
        data = service_data(page["address"], edition, canonical)
    return {
        "page": page,
        "say": Words(edition).table("pages"),
        "home": html_href("/", edition),
        "canonical": canonical,
        "labels": labels(page, request.get_host(), canonical),
        "data": script_text(data) if data else "",
        "feed": feed_href(name, edition) if (name := _feed_of(page["address"])) else "",
        "steps": _steps(page),
        "crumbs": [_here(link, edition) for link in links.get("breadcrumbs", ())],
        "turn": [_here(links[name], edition) for name in ("prev", "next") if name in links],
        "editions": [
            {**link, "href": html_href(link["href"], link["lang"])}
            for link in links.get("editions", ())
        ],
        "query": "" if edition == ZH else f"?edition={edition}",
    }


def _feed_of(address: str) -> str:
    """The name of the feed of a list; empty for any other page."""
    path = address.partition("?")[0]
    return next((name for name, (_kind, place, _words) in FEEDS.items() if place == path), "")


def _steps(page: dict[str, Any]) -> list[dict[str, str]]:
    """The answers to a scenario's question as links: a web page needs no script for that."""
    form = page.get("steps", {}).get("form")
    if not form:
        return []
    path, _mark, query = form["submit"]["href"].partition("?")
    before = f"{query.removeprefix('way=')}." if query else ""
    return [
        {"href": f"{path}?way={before}{option['value']}", "title": option["title"]}
        for option in form["fields"]["answer"]["options"]
    ]


def _here(link: dict[str, Any], edition: str) -> dict[str, Any]:
    """A link to another web page of the same edition."""
    return {**link, "href": html_href(link["href"], edition)}
