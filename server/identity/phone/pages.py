"""How the pages are written out: words, fields with their errors, headers."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from server.identity.words import LANGUAGES, choose, table

_POLICY = (
    "default-src 'none'; style-src 'self'; form-action 'self'{};"
    " frame-ancestors 'none'; base-uri 'none'"
)


@dataclass(frozen=True, slots=True)
class Field:
    """One input: its label, hint and error are tied to it by id."""

    name: str
    label: str
    hint: str = ""
    error: str = ""
    value: str = ""
    kind: str = "text"
    autocomplete: str = "off"
    digits: int = 0
    """Where only digits are wanted, how many: phones then show the number pad."""
    options: Sequence[tuple[str, str]] = ()
    """Values and words to choose from; ``value`` is the chosen one."""

    @property
    def described_by(self) -> str:
        """The ids that ``aria-describedby`` names, error first."""
        ids = [f"{self.name}-error"] if self.error else []
        return " ".join(ids + ([f"{self.name}-hint"] if self.hint else []))


@dataclass(frozen=True, slots=True)
class Page:
    """A page before it is written: its template, the section of words, what goes into them."""

    template: str
    words: Mapping[str, Any]
    fields: Sequence[Field] = ()
    facts: Mapping[str, Any] | None = None
    status: int = 200
    wait: int = 0
    """Seconds until a further try makes sense (429)."""


def said(text: Mapping[str, Any], error: str, wait: int = 0) -> str:
    """An error of a section in words; empty for none."""
    return str(text["errors"][error]).format(minutes=math.ceil(wait / 60)) if error else ""


def words(request: HttpRequest) -> dict[str, Any]:
    """The words in this visitor's language."""
    return table(choose(request))


def write(request: HttpRequest, page: Page, leads_to: str = "") -> HttpResponse:
    """The page as HTML, never stored by any cache.

    ``leads_to`` is the one foreign origin that the page's form may end at.
    """
    context = {
        "lang": choose(request),
        "w": words(request),
        "languages": [_language(request, tag) for tag in LANGUAGES],
        "page": page.words,
        "fields": page.fields,
        "wrong": [field for field in page.fields if field.error],
        **(page.facts or {}),
    }
    answer = render(request, f"identity/{page.template}.html", context, status=page.status)
    answer["Cache-Control"] = "no-store"
    answer["Content-Security-Policy"] = _POLICY.format(f" {leads_to}" if leads_to else "")
    answer["Referrer-Policy"] = "same-origin"
    if page.wait:
        answer["Retry-After"] = str(page.wait)
    return answer


def _language(request: HttpRequest, tag: str) -> tuple[str, str, str]:
    """Tag, own name, and the query that shows this very page in that language."""
    query = request.GET.copy()
    query["lang"] = tag
    return tag, table(tag)["own_name"], query.urlencode()
