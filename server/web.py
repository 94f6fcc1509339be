"""Web pages: every public page as plain HTML, for phones and for text-only browsers; and files."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.csrf import csrf_exempt

from server.answers import PUBLIC, interface_path
from server.asking import query_of, refuse_unknown
from server.base import EN, ZH, base_url, edition_of
from server.conditions import conditional, part
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
_SAFE: Final = ("GET", "HEAD")
_READS: Final = {"en": EN, "zh": ZH, "yue": ZH, "*": ZH}
_PICTURES = {"image/png", "image/svg+xml"}
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'"


View = Callable[[HttpRequest, str], HttpResponse]


def _reading(view: View) -> View:
    """Only reads, and every problem as a page.

    No form is here that could have expired: who posts is told so (405), not asked for a token.
    """

    @csrf_exempt
    @wraps(view)
    def only_reading(request: HttpRequest, *args: str, **parts: str) -> HttpResponse:
        try:
            if request.method not in _SAFE:
                raise Problem(405, "method_not_allowed", headers={"Allow": ", ".join(_SAFE)})
            return view(request, *args, **parts)
        except Problem as problem:
            return _problem(request, problem, EN if "en" in request.GET.values() else ZH)

    return only_reading


@_reading
def web_page(request: HttpRequest, address: str) -> HttpResponse:
    """The page at ``/{address}`` as HTML; ``?edition=en`` for the English edition."""
    query = query_of(request)
    edition = query.pop("edition", ZH)
    page = public_page(edition, f"/{address}", query)
    answer = render(request, "portal/page.html", _context(request, page))
    answer["Content-Language"] = page["lang"]
    answer["Cache-Control"] = PUBLIC
    answer["Content-Security-Policy"] = _POLICY
    return conditional(request, answer)


@_reading
def file(request: HttpRequest, name: str) -> HttpResponse:
    """A picture, or an attachment as a download; never as something a browser runs."""
    refuse_unknown(query_of(request), ())
    found = Attachment.objects.filter(name=name).first()
    if not found:
        raise Problem(404, "not_found")
    answer = HttpResponse(bytes(found.content), content_type=found.media_type)
    shown = "inline" if found.media_type in _PICTURES else "attachment"
    answer["Content-Disposition"] = f'{shown}; filename="{found.name}"'
    answer["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["ETag"] = f'"{found.sha256}"'
    answer["Cache-Control"] = "public, max-age=3600"
    asked = conditional(request, answer)
    return part(request, asked) if asked is answer else asked


@_reading
def atom(request: HttpRequest, name: str) -> HttpResponse:
    """A feed of what is new."""
    return feed(request, name)


@_reading
def choose(request: HttpRequest, edition: str = "") -> HttpResponse:
    """The interface without an edition, or without its last stroke: on to a home page."""
    refuse_unknown(query_of(request), ())
    answer = redirect(interface_path(edition or _preferred(request), "/"), permanent=bool(edition))
    if not edition:
        patch_vary_headers(answer, ["Accept-Language"])
    return answer


def _preferred(request: HttpRequest) -> str:
    """The edition for the languages that the asker reads (RFC 9110 §12.5.4).

    Any Chinese reads the complete edition: the other scripts are made of it by the client.
    """
    for language, quality in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        edition = _READS.get(language.partition("-")[0])
        if edition and quality:
            return edition
    return ZH


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler of requests that it refuses, such as for a host that is not ours."""
    del exception
    return _problem(request, Problem(400, "bad_request"), edition_of(request.path))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django's handler of what this officer, or this browser, may not do."""
    del exception
    return _problem(request, Problem(403, "forbidden"), edition_of(request.path))


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
    answer["Cache-Control"] = "no-store"
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
        "start": _first_number(page),
        "crumbs": [_here(link, edition) for link in links.get("breadcrumbs", ())],
        "turn": [_here(links[name], edition) for name in ("prev", "next") if name in links],
        "editions": [
            {**link, "href": html_href(link["href"], link["lang"])}
            for link in links.get("editions", ())
        ],
        "query": "" if edition == ZH else f"?edition={edition}",
    }


def _first_number(page: dict[str, Any]) -> int:
    """The number of a list's first row on this page of it."""
    shown = page.get("collection", {"page": 1, "per_page": 0})
    return int(1 + (shown["page"] - 1) * shown["per_page"])


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
