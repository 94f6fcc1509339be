"""Taking an own page along: an address for one page, one phone and ten minutes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl

from django.utils import timezone

from server.cases.forms import load
from server.cases.routes import ALONG, SCOPE, Asked, Read, Send, page_at
from server.content.shape import Page, link, needs, page
from server.handoff.models import ALONG_LIFETIME, Along
from server.problems import FieldError, Problem
from server.words import Words

_FORM: Final = load(Path(__file__).resolve().parent / "forms" / "along.json")


def lines(reads: Iterable[Read]) -> tuple[tuple[Read, ...], tuple[Send, ...]]:
    """The lines of this room; what may be taken along are the visitor's own of ``reads``."""
    own = tuple(read for read in reads if read.scope)

    def make(asked: Asked, values: dict[str, Any]) -> str:
        address = values["address"]
        try:
            found = own_page(own, asked, address)
        except Problem:
            found = None
        if found is None:
            raise Problem(422, "invalid", errors=[FieldError("address", "not_found")])
        now = timezone.now()
        Along.objects.filter(expires_at__lt=now).delete()
        made = Along.objects.create(user=asked.user, address=address, edition=asked.edition)
        return f"{ALONG}/{made.pk}"

    return (
        (Read(f"{ALONG}/{{pass_}}", "An own page that is taken along", along_page, (), SCOPE),),
        (Send(ALONG, "Take an own page along", lambda _asked: _FORM, make),),
    )


def own_page(reads: Iterable[Read], asked: Asked, address: str) -> Page | None:
    """The page of ``asked.who`` at an address; None where nothing of theirs is there to read."""
    path, _, query = address.partition("?")
    found = page_at(reads, Asked(asked.edition, {}, dict(parse_qsl(query)), asked.who), path)
    may = found is not None and "along" in found["links"]
    return found if may else None


def along_page(asked: Asked) -> Page:
    """How to open it; ``html`` is where, as long as no phone has."""
    key = asked.parts["pass_"]
    rows = Along.objects.filter(user=asked.user)
    found = rows.filter(pk=key).first() if key.isascii() and key.isdigit() else None
    if found is None:
        raise Problem(404, "not_found")
    say = Words(asked.edition)
    waits = found.opened_at is None and timezone.now() < found.expires_at
    minutes = round(ALONG_LIFETIME.total_seconds() / 60)
    told = say(f"handoff.along.{'waiting' if waits else 'over'}", minutes=minutes)
    links: dict[str, Any] = {
        "up": link(found.address, say("handoff.along.back"), needs=needs(SCOPE))
    }
    if waits:
        links["html"] = link(f"/t/{found.pk}/{found.token}", say("handoff.along.open"))
    return page(
        "article",
        f"{ALONG}/{found.pk}",
        asked.edition,
        say("handoff.along.title"),
        description=told,
        privacy="personal",
        blocks=[{"id": "told", "type": "paragraph", "text": told}],
        links=links,
    )
