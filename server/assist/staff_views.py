"""``/assist/``: members of staff see who asks for help and help from their own device.

What they do here reaches a terminal only while its visitor agrees to it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, Final

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from server.assist import board
from server.assist import help as helping
from server.assist.help import NotPossible, Wanted
from server.assist.models import Assistance, Call, Standing
from server.assist.outline import is_closed
from server.assist.writing import shown, words, write
from server.identity.models import User
from server.identity.phone import signing
from server.identity.phone.password import sign_in_fields, sign_in_step
from server.identity.roles import STAFF, roles

_SCRIPT: Final = Path(__file__).with_name("follow.js")
Staffed = Callable[[HttpRequest, User], HttpResponse]


def staff_of(request: HttpRequest) -> User | None:
    """The member of staff who is signed in in this browser, here or at the desk."""
    user = request.user
    return user if isinstance(user, User) and STAFF in roles(user) else None


def for_staff(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Others are asked to sign in."""

    @wraps(view)
    def answer(request: HttpRequest, **parts: Any) -> HttpResponse:
        officer = staff_of(request)
        if officer is None:
            return redirect("assist-sign-in")
        return view(request, officer, **parts)

    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Account and password, as everywhere at the user system."""
    text = words(request)["sign_in"]
    facts: dict[str, Any] = {"page": text, "lead": text["lead"]}
    if request.method != "POST":
        return write(request, "sign_in", {**facts, "fields": sign_in_fields(text)})
    page = sign_in_step(request, text, {})
    if page is None and staff_of(request) is not None:
        return signing.remember(request, redirect("assist-list"))
    if page is None:
        signing.leave(request)
        fields = sign_in_fields(text, "", {"account": text["not_staff"]})
    else:
        fields = list(page.fields)
    wrong = [field for field in fields if field.error]
    status = page.status if page is not None else 403
    return write(request, "sign_in", {**facts, "fields": fields, "wrong": wrong}, status)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Signs this browser out; help that goes on ends."""
    officer = staff_of(request)
    for found in helping.open_ones().filter(officer=officer) if officer else ():
        helping.end(found, Assistance.End.STAFF)
    signing.leave(request)
    return redirect("assist-sign-in")


@require_safe
@for_staff
def terminals(request: HttpRequest, officer: User) -> HttpResponse:
    """Who asks for help, and who could be helped from here."""
    return _list(request, officer)


@require_POST
@for_staff
def go(request: HttpRequest, officer: User, pk: int) -> HttpResponse:
    """On the way to a terminal; the visitor hears it at once."""
    call = Call.objects.filter(pk=pk, over_at=None).first()
    if call is not None:
        board.answer(call, officer)
    return redirect("assist-list")


@require_POST
@for_staff
def remote(request: HttpRequest, officer: User, pk: int) -> HttpResponse:
    """Offers to help from here; the visitor is asked."""
    standing = Standing.objects.select_related("terminal").filter(pk=pk).first()
    if standing is None:
        raise Http404
    try:
        found = helping.offer(standing.terminal, officer)
    except NotPossible as error:
        return _list(request, officer, words(request)["session"]["errors"][error.why])
    call = Call.objects.filter(terminal=standing.terminal, over_at=None).first()
    if call is not None:
        board.answer(call, officer)
    return redirect("assist-session", pk=found.pk)


@require_safe
@for_staff
def session(request: HttpRequest, officer: User, pk: int) -> HttpResponse:
    """The page on the terminal, and what can be done."""
    return _session(request, _own(officer, pk), "done" if "done" in request.GET else "")


@require_safe
@for_staff
def outline(request: HttpRequest, officer: User, pk: int) -> HttpResponse:
    """The changing part of the page; 204 if it is as the browser has it."""
    found = _own(officer, pk)
    if request.GET.get("after") == _mark(found):
        return HttpResponse(status=204)
    return write(request, "outline", _facts(request, found))


@require_POST
@for_staff
def act(request: HttpRequest, officer: User, pk: int) -> HttpResponse:
    """One gesture, or the end."""
    found = _own(officer, pk)
    kind = request.POST.get("kind", "")
    if kind == "end":
        helping.end(found, Assistance.End.STAFF)
        return redirect("assist-session", pk=pk)
    node, text = request.POST.get("node", ""), request.POST.get("text", "")
    try:
        helping.gesture(found, officer, Wanted(kind, node, text.replace("\0", "")))
    except NotPossible as error:
        return _session(request, found, "", error.why)
    return redirect(f"{reverse('assist-session', kwargs={'pk': pk})}?done")


@require_safe
def script(request: HttpRequest) -> HttpResponse:
    """Keeps the outline up to date; without it there is a link that does."""
    del request
    answer = HttpResponse(_SCRIPT.read_bytes(), content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "public, max-age=3600"
    return answer


def _own(officer: User, pk: int) -> Assistance:
    """The officer's own, also when it is over; a colleague's is as unknown as none."""
    helping.open_ones()
    found = Assistance.objects.select_related("terminal").filter(pk=pk, officer=officer).first()
    if found is None:
        raise Http404
    return found


def _list(request: HttpRequest, officer: User, error: str = "") -> HttpResponse:
    text = words(request)
    calls = Call.objects.select_related("terminal__standing").filter(over_at=None)
    busy = {call.terminal_id for call in calls}
    used = Standing.objects.select_related("terminal").filter(
        state__in=(Standing.State.VISITING, Standing.State.SIGNED_IN)
    )
    facts = {
        "page": text["list"],
        "error": error,
        "calls": [_call(call, text) for call in calls],
        "others": [
            {"pk": one.pk, "text": _said(one, text, "used"), "name": one.terminal.name}
            for one in used
            if one.terminal_id not in busy and one.alive
        ],
        "states": [_stands(one, text) for one in _all()],
        "own": helping.open_ones().filter(officer=officer).first(),
    }
    return write(request, "list", facts, 409 if error else 200)


def _all() -> QuerySet[Standing]:
    return Standing.objects.select_related("terminal").order_by("terminal__name", "pk")


def _stands(one: Standing, text: dict[str, Any]) -> str:
    """How a terminal stands; who is at it is nowhere in here."""
    state = text["states_of_terminals"][one.state if one.alive else "silent"]
    where = {"place": one.terminal.place, "name": one.terminal.name, "state": state}
    return str(text["list"]["stands"]).format(**where)


def _call(call: Call, text: dict[str, Any]) -> dict[str, Any]:
    minutes = int((timezone.now() - call.asked_at).total_seconds() // 60)
    standing = getattr(call.terminal, "standing", None)
    return {
        "pk": call.pk,
        "name": call.terminal.name,
        "text": _said(call, text, "waiting", minutes),
        "answered": call.answered_at is not None,
        "standing": standing.pk if standing is not None else None,
    }


def _said(row: Any, text: dict[str, Any], key: str, minutes: int = 0) -> str:
    page = text["list"]
    return str(page[key]).format(
        place=row.terminal.place,
        name=row.terminal.name,
        language=text["languages"].get(row.language, row.language),
        voice=page["voice_on" if row.voice else "voice_off"],
        minutes=minutes,
    )


def _session(
    request: HttpRequest, found: Assistance, note: str = "", wrong: str = ""
) -> HttpResponse:
    page = words(request)["session"]
    facts = {
        **_facts(request, found),
        "title": page["title"].format(name=found.terminal.name),
        "note": page[note] if note else "",
        "error": page["errors"][wrong] if wrong else "",
    }
    return write(request, "session", facts, 409 if wrong else 200)


def _facts(request: HttpRequest, found: Assistance) -> dict[str, Any]:
    text = words(request)
    page = text["session"]
    over = found.state == Assistance.State.OVER
    why = page["whys"].get(found.ended, "") if over else ""
    standing = "closed" if is_closed(found.outline) else found.state
    return {
        "page": page,
        "found": found,
        "on": found.state == Assistance.State.ON,
        "over": over,
        "standing": page[standing].format(why=why),
        "mark": _mark(found),
        "rows": shown(found.outline, text),
        "steps": [(kind, page[kind]) for kind in ("slower", "faster", "larger", "smaller")],
        "most": helping.MOST_TEXT,
        "colon": text["colon"],
        "refresh": text["list"]["refresh"],
    }


def _mark(found: Assistance) -> str:
    return f"{found.state}-{found.revision}"
