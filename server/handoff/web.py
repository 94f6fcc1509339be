"""On the phone: the page that takes one file."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from server.base import ZH
from server.cases.states import Happening, NotAllowed
from server.cases.work import record
from server.handoff.check import LARGEST, TYPES, Refused, checked_type
from server.handoff.models import Upload
from server.web import not_found
from server.words import Words


# There is no session that another site could ride on: the address itself is the permission.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def upload_view(request: HttpRequest, pk: int, token: str) -> HttpResponse:
    """GET asks for the file, POST takes it; a spent, expired or invented address is not found."""
    found = Upload.objects.filter(pk=pk).defer("content").select_related("case").first()
    if found is None or not found.opens_with(token):
        return not_found(request)
    if request.method != "POST":
        return _page(request, found, "ask")
    try:
        _take(request, found)
    except Refused as refused:
        return _page(request, found, refused.reason, 422)
    except NotAllowed:
        return not_found(request)
    return _page(request, found, "done")


def _take(request: HttpRequest, upload: Upload) -> None:
    """Checks and stores the file; two phones at once bring one file."""
    sent = request.FILES.get("file")
    if sent is None:
        raise Refused("empty")
    if sent.size is None or sent.size > LARGEST:
        raise Refused("too_large")
    content = sent.read()
    media_type = checked_type(sent.name or "", sent.content_type or "", content)
    with transaction.atomic():
        held = Upload.objects.select_for_update().get(pk=upload.pk)
        if held.received_at is not None:
            raise Refused("spent")
        held.received_at, held.media_type = timezone.now(), media_type
        held.size, held.content = len(content), content
        held.save()
        record(held.case, Happening.FILE, text=held.title)


def _page(request: HttpRequest, upload: Upload, what: str, status: int = 200) -> HttpResponse:
    """The page in the language of the case; ``what`` names what it says."""
    edition = upload.case.lang or ZH
    say = Words(edition)
    context: dict[str, Any] = {
        "lang": edition,
        "title": say("handoff.title"),
        "text": say(f"handoff.phone.{what}"),
        "asks": what != "done",
        "label": upload.title,
        "button": say("handoff.send"),
        "accept": ",".join(one.media_type for one in TYPES),
    }
    answer = render(request, "handoff/upload.html", context, status=status)
    answer["Cache-Control"] = "no-store"
    answer["Referrer-Policy"] = "no-referrer"
    return answer
