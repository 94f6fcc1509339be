"""Reports of a fault in a page: the form, its receipt once however often it is sent."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from server.base import CHINA, EDITIONS
from server.cases.work import next_number
from server.content.models import Item
from server.content.shape import Link, Page, link, moment, page, page_links
from server.evaluation.models import FaultReport
from server.open_forms import open_form_page, read_form
from server.problems import FieldError, Problem
from server.words import Words

FORM: Final = "/faults/new"
RULES: Final = read_form(Path(__file__).resolve().parent / "forms" / "fault.json")
_LONGEST: Final = 300
_SERIES: Final = "BC"


def fault_form_page(edition: str, about: str) -> Page:
    """The form; ``about`` is the address of the page that it comes from, filled in already."""
    if about and not (about.startswith("/") and len(about) <= _LONGEST):
        raise Problem(422, "invalid", errors=[FieldError("page", "invalid")])
    made = open_form_page(RULES, edition, _above(Words(edition)), page=about)
    if about:
        made["form"]["schema"]["properties"]["address"]["default"] = about
    return made


def receive(values: dict[str, Any], key: str) -> FaultReport:
    """The report of this submission: made now, or by an earlier sending of the same.

    Raises ``Problem`` ``key_reused`` for the same key with anything else.
    """
    digest = hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()
    try:
        with transaction.atomic():
            return _known(key, digest) or _store(values, key, digest)
    except IntegrityError:
        known = _known(key, digest)
        if known is None:
            raise
        return known


def _known(key: str, digest: str) -> FaultReport | None:
    earlier = FaultReport.objects.filter(key=key).first()
    if earlier and earlier.body_hash != digest:
        raise Problem(409, "key_reused")
    return earlier


def _store(values: dict[str, Any], key: str, digest: str) -> FaultReport:
    now = timezone.now()
    return FaultReport.objects.create(
        no=next_number(_SERIES, now.astimezone(CHINA).year),
        key=key,
        body_hash=digest,
        received_at=now,
        **values,
    )


def fault_page(edition: str, no: str) -> Page:
    """The state of a report; what the visitor wrote stays in the office."""
    found = FaultReport.objects.filter(no=no).first()
    if found is None:
        raise Problem(404, "not_found")
    say = Words(edition)
    address = f"/faults/{no}"
    values = {
        "no": found.no,
        "page": found.address if _is_page(found.address) else "",
        "kind": say.table("fault.fields.kind.options")[found.kind],
        "state": say(f"evaluation.fault_states.{found.state}"),
    }
    facts: list[dict[str, Any]] = [
        {"id": f"fact-{key}", "label": say(f"evaluation.fault_facts.{key}"), "value": value}
        for key, value in values.items()
        if value
    ]
    facts[0].update({"convert": False, "spell": True})
    return page(
        "article",
        address,
        edition,
        say("evaluation.fault_title", no=no),
        description=say("evaluation.fault_description"),
        updated_at=moment(found.closed_at or found.received_at),
        blocks=[{"id": "facts", "type": "facts", "facts": facts}],
        links=page_links(address, edition, EDITIONS, up=_above(say)[-1], breadcrumbs=_above(say)),
    )


def _is_page(address: str) -> bool:
    """Whether something is published there: only then is what a visitor typed shown to all."""
    path = address.partition("?")[0]
    return Item.objects.filter(address=path, state=Item.State.PUBLISHED).exists()


def _above(say: Words) -> list[Link]:
    home = link("/", say("pages.home_link"))
    return [home, link("/evaluation", say("evaluation.ranking.title"))]
