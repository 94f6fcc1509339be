"""Forms that anybody may send without signing in: their page, and what was sent, checked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.http import HttpRequest

from server.asking import body_of
from server.base import EDITIONS
from server.cases.forms import Form
from server.cases.submit import checked, cleaned
from server.content.shape import Link, Page, link, page, page_links, with_query
from server.words import Words


def read_form(path: Path) -> Form:
    """The form whose rules are in a JSON file; its words have the file's name."""
    return Form(path.stem, json.loads(path.read_text(encoding="utf-8")))


def open_form_page(asked: Form, edition: str, above: list[Link], **query: str) -> Page:
    """The form as a page; ``above`` are its breadcrumbs, ``query`` what its address says."""
    words = Words(edition).table(asked.name)
    address = with_query(asked.address, **query)
    return page(
        "form",
        address,
        edition,
        words["title"],
        description=words["description"],
        blocks=[{"id": "intro", "type": "paragraph", "text": words["intro"]}],
        form={
            "schema": asked.schema(),
            "order": asked.order,
            "fields": {name: _field(asked, name, words["fields"][name]) for name in asked.order},
            "submit": link(asked.rules["submit"], words["submit"], id=asked.rules.get("id", "")),
        },
        links=page_links(address, edition, EDITIONS, up=above[-1], breadcrumbs=above),
    )


def values_of(request: HttpRequest, asked: Form, edition: str) -> dict[str, Any]:
    """The checked values that were sent; raises ``Problem`` as submissions do."""
    values = cleaned(body_of(request), asked)
    checked(asked, values, edition)
    return values


def _field(asked: Form, name: str, words: Mapping[str, Any]) -> dict[str, Any]:
    """Label, hint, errors and options in the edition's words."""
    field: dict[str, Any] = {"label": words["label"], "hint": words["hint"]}
    field.update(asked.rules["fields"][name])
    field["errors"] = dict(words.get("errors", {}))
    if "options" in words:
        field["options"] = [
            {"value": value, "title": title} for value, title in words["options"].items()
        ]
    return field
