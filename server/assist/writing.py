"""How the pages for staff are written out: words in three languages, headers, the outline."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from server.identity.words import LANGUAGES, choose
from server.identity.words import table as shared

_FOLDER: Final = Path(__file__).with_name("words")
_POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self';"
    " form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)


@cache
def table(language: str) -> dict[str, Any]:
    """All words of a language."""
    with (_FOLDER / f"{language}.toml").open("rb") as file:
        return tomllib.load(file)


def words(request: HttpRequest) -> dict[str, Any]:
    """The words in the language of this browser."""
    return table(choose(request))


def write(
    request: HttpRequest, name: str, facts: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """The page ``name``; ``facts`` bring ``page``, its words."""
    lang = choose(request)
    context = {
        "lang": lang,
        "w": shared(lang),
        "languages": [_language(request, tag) for tag in LANGUAGES],
        **facts,
    }
    answer = render(request, f"assist/{name}.html", context, status=status)
    answer["Cache-Control"] = "no-store"
    answer["Content-Security-Policy"] = _POLICY
    answer["Referrer-Policy"] = "same-origin"
    return answer


def shown(outline: Mapping[str, Any], text: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The nodes of an outline as rows of the page; those that say nothing are left out."""
    rows = [_row(node, text) for node in outline.get("nodes", [])]
    return [row for row in rows if row["text"] or row["hidden"]]


def _row(node: Mapping[str, Any], text: Mapping[str, Any]) -> dict[str, Any]:
    roles, page = text["roles"], text["session"]
    role = roles.get(node["role"], roles["other"])
    hidden = node["personal"] and not node["shared"]
    content = text["colon"].join(part for part in (node["name"], node["value"]) if part)
    return {
        "id": node["id"],
        "role": role,
        "hidden": page["hidden"].format(role=node["name"] or role) if hidden else "",
        "text": content,
        "description": node["description"],
        "lang": node["lang"],
        "fill": page["fill"].format(name=node["name"]) if node["open"] else "",
        "shared": page["shared"] if node["shared"] else "",
        "here": page["here"] if node["here"] else "",
    }


def _language(request: HttpRequest, tag: str) -> tuple[str, str, str]:
    """Tag, own name, and the query that shows this very page in that language."""
    query = request.GET.copy()
    query["lang"] = tag
    return tag, str(shared(tag)["own_name"]), query.urlencode()
