"""Forms: their rules as JSON Schema here, their words in server/words, put together a request."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from server.base import EDITIONS
from server.content.models import Organ
from server.content.shape import Page, link, needs, page, page_links
from server.words import Words

_FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Form:
    """A form as data; ``rules`` is the file, ``name`` the file's and the words' name."""

    name: str
    rules: Mapping[str, Any]

    @property
    def address(self) -> str:
        """The page address of the form."""
        return str(self.rules["address"])

    @property
    def order(self) -> list[str]:
        """Field names as they are asked."""
        return list(self.rules["order"])

    def schema(self) -> dict[str, Any]:
        """The JSON Schema with the organs of today as the choice of ``organ``."""
        schema: dict[str, Any] = json.loads(json.dumps(self.rules["schema"]))
        organ = schema["properties"].get("organ")
        if organ is not None:
            organ["enum"] = list(Organ.objects.values_list("code", flat=True))
        return schema

    def error_words(self, field: str, code: str, edition: str) -> str:
        """What to say when ``code`` went wrong in ``field``; empty where there is nothing own."""
        fields = Words(edition).table(f"{self.name}.fields")
        return str(fields.get(field, {}).get("errors", {}).get(code, ""))


@lru_cache(maxsize=32)
def form(name: str) -> Form:
    """The form of that name."""
    rules = json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return Form(name, rules)


def form_page(asked: Form, edition: str) -> Page:
    """The form as a page: schema, order, and the words of every field."""
    say = Words(edition)
    words = say.table(asked.name)
    up = str(asked.rules["up"])
    home = link("/", say("pages.home_link"))
    own = needs(asked.rules["scope"])
    return page(
        "form",
        asked.address,
        edition,
        words["title"],
        description=words["description"],
        blocks=[{"id": "intro", "type": "paragraph", "text": words["intro"]}],
        form={
            "schema": asked.schema(),
            "order": asked.order,
            "fields": {
                name: _field(asked, name, words["fields"][name], edition) for name in asked.order
            },
            "submit": link(asked.rules["submit"], words["submit"], needs=own),
        },
        links=page_links(
            asked.address,
            edition,
            EDITIONS,
            up=link(up, say("pages.interaction")),
            breadcrumbs=[home, link(up, say("pages.interaction"))],
        ),
    )


def _field(asked: Form, name: str, words: Mapping[str, Any], edition: str) -> dict[str, Any]:
    """Label, hint, errors and, for a choice, its options in the edition's words."""
    field: dict[str, Any] = {"label": words["label"], "hint": words["hint"]}
    field.update(asked.rules["fields"][name])
    field["errors"] = dict(words["errors"])
    if name == "organ":
        field["options"] = [
            {"value": organ.code, "title": organ.name(edition)} for organ in Organ.objects.all()
        ]
    elif "options" in words:
        field["options"] = [
            {"value": value, "title": title} for value, title in words["options"].items()
        ]
    return field
