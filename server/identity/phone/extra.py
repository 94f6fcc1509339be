"""What goes with the pages: the style sheet, logging out, and the page for stale forms."""

from __future__ import annotations

from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from server.identity.oauth.server import IdentityServer
from server.identity.phone.pages import Page, words, write
from server.identity.views import protocol

_STYLE = Path(__file__).parents[1] / "data" / "style.css"


@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """The style sheet of the pages."""
    answer = HttpResponse(_STYLE.read_bytes(), content_type="text/css; charset=utf-8")
    answer["Cache-Control"] = "public, max-age=86400"
    return answer


@protocol
def end_session(request: HttpRequest, server: IdentityServer) -> HttpResponse:
    """``/id/logout`` (RP-Initiated Logout 1.0), by GET or POST.

    With an ID token of ours the visit ends at once and the answer is a redirect to a
    registered address, or a page (200). Without one a person is asked first.
    """
    asked = server.asked_to_end(request)
    text = words(request)["logout"]
    if asked.needs_confirmation:
        return write(request, Page("logout", text))
    return server.answer_end(asked) or write(request, Page("message", text["done"]))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that is too old, or a browser without cookies (``CSRF_FAILURE_VIEW``)."""
    del reason
    return write(request, Page("message", words(request)["forbidden"], status=403))
