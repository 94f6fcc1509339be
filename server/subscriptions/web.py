"""Leaving from a mail: one step in a browser, none at all in a mail program (RFC 8058)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from server.base import ZH
from server.subscriptions.models import Subscription
from server.subscriptions.work import leave
from server.web import not_found
from server.words import Words


# Mail programs post without having seen a page; the token in the address is the proof.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def leave_view(request: HttpRequest, token: str) -> HttpResponse:
    """GET asks, POST ends the subscription; an unknown token is not found."""
    found = Subscription.objects.filter(token=token).first()
    if found is None:
        return not_found(request)
    if request.method == "POST":
        leave(found)
        found.refresh_from_db()
    say = Words(found.lang or ZH)
    left = found.state == Subscription.State.LEFT
    context = {
        "lang": found.lang,
        "left": left,
        "title": say("subscriptions.left_title" if left else "subscriptions.leave"),
        "text": say("subscriptions.next.left" if left else "subscriptions.leave_question"),
        "button": say("subscriptions.leave"),
    }
    answer = render(request, "subscriptions/leave.html", context)
    answer["Cache-Control"] = "no-store"
    answer["Referrer-Policy"] = "no-referrer"
    return answer
