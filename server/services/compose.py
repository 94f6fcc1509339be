"""A service's details as blocks of its page; kept in its edition, so that reading is one look-up.

Block ids are counted by line, so that editions with the same lines have the same ids.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from server.content.models import Attachment
from server.content.shape import block_links, link, needs
from server.services.hall import days
from server.services.models import Service, ServiceText
from server.words import Words

Block = dict[str, Any]
_SEPARATOR = "|"


def rows_of(lines: str, width: int) -> list[list[str]]:
    """The non-empty lines as cells; missing cells are empty, surplus ones join the last."""
    rows = []
    for line in lines.splitlines():
        cells = [cell.strip() for cell in line.split(_SEPARATOR, width - 1)]
        if any(cells):
            rows.append([*cells, *[""] * (width - len(cells))])
    return rows


def service_blocks(
    service: Service, text: ServiceText, authority: str, forms: Sequence[Attachment], say: Words
) -> list[Block]:
    """All blocks of a service's page in an edition; ``authority`` is the organ's name there."""
    return [
        _facts(service, text, authority, say),
        *_bullets("conditions", text.conditions, say),
        *_table("materials", text.materials, ("paper", "copies", "remark"), say),
        *_steps(text.steps, say),
        *_table("channels", text.channels, ("kind", "place", "hours"), say),
        _heading("fee", say),
        {"id": "fee-note", "type": "paragraph", "text": text.fee_note},
        *_faq(text.faq, say),
        *_forms(forms, say),
        follow(say),
    ]


def _heading(name: str, say: Words) -> Block:
    words = say(f"services.headings.{name}")
    return {"id": name, "type": "heading", "level": 2, "text": words}


def _facts(service: Service, text: ServiceText, authority: str, say: Words) -> Block:
    """Everything that fits into a line."""
    values = {
        "audience": text.audience,
        "authority": authority,
        "kind": say(f"services.kinds.{service.kind}"),
        "statutory": days(service.statutory_days, say),
        "promised": days(service.promised_days, say),
        "fee": say("services.yuan", n=service.fee) if service.fee else say("services.free"),
        "visits": say("services.visits", n=service.visits)
        if service.visits
        else say("services.no_visit"),
        "legal_basis": text.legal_basis,
        "output": text.output,
        "phone": service.phone,
        "complaint": service.complaint_phone,
        "code": service.code,
    }
    facts: list[Block] = [
        {
            "id": f"fact-{key.replace('_', '-')}",
            "label": say(f"services.facts.{key}"),
            "value": value,
        }
        for key, value in values.items()
    ]
    for fact in facts:
        if fact["id"] in {"fact-phone", "fact-complaint", "fact-code"}:
            fact.update({"convert": False, "spell": True})
    return {"id": "facts", "type": "facts", "title": say("services.facts.title"), "facts": facts}


def _bullets(name: str, lines: str, say: Words) -> list[Block]:
    rows = rows_of(lines, 1)
    if not rows:
        return []
    items = [{"id": f"{name}-{n}", "text": row[0]} for n, row in enumerate(rows, start=1)]
    return [
        _heading(name, say),
        {"id": f"{name}-list", "type": "list", "ordered": False, "items": items},
    ]


def _table(name: str, lines: str, columns: tuple[str, ...], say: Words) -> list[Block]:
    rows = rows_of(lines, len(columns))
    if not rows:
        return []
    table = {
        "id": f"{name}-table",
        "type": "table",
        "caption": say(f"services.headings.{name}"),
        "columns": [say(f"services.{name}.{column}") for column in columns],
        "rows": [{"id": f"{name}-{n}", "cells": row} for n, row in enumerate(rows, start=1)],
        "row_headers": True,
    }
    return [_heading(name, say), table]


def _steps(lines: str, say: Words) -> list[Block]:
    """Steps in order; the limit of each stands behind it."""
    rows = rows_of(lines, 2)
    if not rows:
        return []
    items = [
        {"id": f"step-{n}", "text": f"{step} ({limit})" if limit else step}
        for n, (step, limit) in enumerate(rows, start=1)
    ]
    return [
        _heading("steps", say),
        {"id": "steps-list", "type": "list", "ordered": True, "items": items},
    ]


def _faq(lines: str, say: Words) -> list[Block]:
    rows = rows_of(lines, 2)
    if not rows:
        return []
    blocks = [_heading("faq", say)]
    for n, (question, answer) in enumerate(rows, start=1):
        blocks.append({"id": f"question-{n}", "type": "heading", "level": 3, "text": question})
        blocks.append({"id": f"answer-{n}", "type": "paragraph", "text": answer or question})
    return blocks


def _forms(forms: Sequence[Attachment], say: Words) -> list[Block]:
    blocks = [
        {
            "id": f"form-{n}",
            "type": "attachment",
            "href": f"/files/{form.name}",
            "title": form.title,
            "media_type": form.media_type,
            "size": len(form.content),
        }
        for n, form in enumerate(forms, start=1)
    ]
    return [_heading("forms", say), *blocks] if blocks else []


def follow(say: Words) -> Block:
    """Where to go with a question, a complaint or a number."""
    links = [
        link("/consultations/new", say("services.follow.ask"), id="ask", needs=needs("cases")),
        link("/progress", say("services.follow.progress"), id="progress"),
        link("/results", say("services.follow.results"), id="outcomes"),
    ]
    return block_links("follow", say("services.headings.follow"), "interaction", links)
