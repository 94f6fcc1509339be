"""At the terminal: the form that opens a place for a file, and the page with its QR code."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from django.utils import timezone

from server.base import EDITIONS
from server.cases.forms import Form, form_page, load
from server.cases.pages import case_address, own_case
from server.cases.routes import SCOPE, Asked, Read, Send
from server.cases.states import OPEN_STATES
from server.content.shape import Page, link, needs, page
from server.handoff.models import Upload
from server.problems import Problem
from server.words import Words

FILE_FORM: Final = load(Path(__file__).resolve().parent / "forms" / "file.json")


def file_form_page(asked: Asked) -> Page:
    """The form: what the file shows; the file itself comes from the phone."""
    case = own_case(asked.user, asked.parts["no"])
    if case.state not in OPEN_STATES:
        raise Problem(404, "not_found")
    return form_page(file_form(asked), asked.edition, link(case_address(case), case.no))


def file_form(asked: Asked) -> Form:
    """The form of the case of the address."""
    return FILE_FORM.at(asked.parts)


def file_page(asked: Asked) -> Page:
    """Whether the file is there; while it is awaited, ``html`` is where the phone brings it.

    The terminal offers that link as a QR code as it does for every page.
    """
    case = own_case(asked.user, asked.parts["no"])
    key = asked.parts["file"]
    rows = Upload.objects.filter(case=case, user=asked.user).defer("content")
    found = rows.filter(pk=key).first() if key.isascii() and key.isdigit() else None
    if found is None:
        raise Problem(404, "not_found")
    say = Words(asked.edition)
    state = state_of(found)
    address = f"{case_address(case)}/files/{found.pk}"
    facts = [
        {"id": "fact-title", "label": say("file.fields.title.label"), "value": found.title},
        {
            "id": "fact-state",
            "label": say("handoff.state"),
            "value": say(f"handoff.states.{state}"),
        },
    ]
    if found.size:
        facts.append({"id": "fact-size", "label": say("handoff.size"), "value": str(found.size)})
    up = link(case_address(case), case.no, needs=needs(SCOPE))
    links: dict[str, Any] = {
        "up": up,
        "editions": [
            link(address, Words(other)("pages.edition"), lang=other)
            for other in EDITIONS
            if other != asked.edition
        ],
    }
    if state == "waiting":
        links["html"] = link(f"/u/{found.pk}/{found.token}", say("handoff.open"))
    return page(
        "article",
        address,
        asked.edition,
        say("handoff.title"),
        privacy="personal",
        blocks=[
            {"id": "facts", "type": "facts", "facts": facts},
            {"id": "next", "type": "paragraph", "text": say(f"handoff.next.{state}")},
        ],
        links=links,
    )


def state_of(upload: Upload) -> str:
    """``waiting``, ``received`` or ``expired``."""
    if upload.received_at is not None:
        return "received"
    return "waiting" if timezone.now() < upload.expires_at else "expired"


def _await(asked: Asked, values: dict[str, Any]) -> str:
    case = own_case(asked.user, asked.parts["no"])
    if case.state not in OPEN_STATES:
        raise Problem(404, "not_found")
    made = Upload.objects.create(case=case, user=asked.user, title=values["title"])
    return f"{case_address(case)}/files/{made.pk}"


READS = (
    Read("/cases/{no}/files/new", "The form for a file", file_form_page, (), SCOPE),
    Read("/cases/{no}/files/{file}", "An awaited file", file_page, (), SCOPE),
)
SENDS = (Send("/cases/{no}/files", "Open a place for a file", file_form, _await),)
