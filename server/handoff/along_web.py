"""On the phone: an own page that was taken along.

The address alone shows nothing: programs that look at links before people do would use it up.
The button binds it to this browser (a cookie of this address only); then it opens nowhere else.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from server.cases.routes import Asked
from server.content.shape import Page
from server.handoff.along import own_page
from server.handoff.models import Along
from server.interaction import READS
from server.web import not_found
from server.words import Words

COOKIE = "along"
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'"


# There is no session that another site could ride on: the address itself is the permission.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def along_view(request: HttpRequest, pk: int, token: str) -> HttpResponse:
    """Asks first, opens on POST, and again for the same browser; anything else is not found."""
    found = Along.objects.filter(pk=pk).select_related("user").first()
    now = timezone.now()
    if found is None or now >= found.expires_at or not constant_time_compare(found.token, token):
        return not_found(request)
    if found.opened_at is not None:
        known = constant_time_compare(found.phone, request.COOKIES.get(COOKIE, ""))
        return _page(request, found) if known else not_found(request)
    if request.method != "POST":
        return _closed(render(request, "handoff/along.html", _words(found)))
    if not Along.objects.filter(pk=pk, opened_at=None).update(opened_at=now):
        return not_found(request)  # another phone was faster
    found.opened_at = now
    answer = _page(request, found)
    answer.set_cookie(
        COOKIE,
        found.phone,
        max_age=round((found.expires_at - now).total_seconds()),
        path=request.path,
        secure=request.is_secure(),
        httponly=True,
        samesite="Strict",
    )
    return answer


def _page(request: HttpRequest, along: Along) -> HttpResponse:
    """The page as it is now, without ways that would ask for a sign-in."""
    asked = Asked(along.edition, {}, {}, along.user)
    found = own_page([read for read in READS if read.scope], asked, along.address)
    if found is None:
        return not_found(request)
    context: dict[str, Any] = {"page": _alone(found), "say": Words(along.edition).table("pages")}
    return _closed(render(request, "portal/page.html", {**context, "home": "/"}))


def _alone(page: Page) -> Page:
    collection = page.get("collection")
    if collection is None:
        return page
    items = [{**item, "href": ""} for item in collection["items"]]
    return {**page, "collection": {**collection, "items": items, "facets": []}}


def _words(along: Along) -> dict[str, Any]:
    say = Words(along.edition)
    text, button = say("handoff.along.ask"), say("handoff.along.button")
    return {
        "lang": along.edition,
        "title": say("handoff.along.title"),
        "text": text,
        "button": button,
    }


def _closed(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = "no-store"
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    answer["Content-Security-Policy"] = _POLICY
    return answer
