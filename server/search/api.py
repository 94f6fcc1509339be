"""Searching, as routes."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from ninja import Router

from server.asking import PAGE_NUMBER, text_parameter
from server.content.routes import read
from server.search.find import SORTS
from server.search.pages import SEARCH, SUGGEST
from server.search.query import LONGEST

router = Router(tags=["searching"])


def _text(name: str, **schema: object) -> dict[str, Any]:
    return text_parameter(name, maxLength=LONGEST, **schema)


_WORDS: Final = _text("q")
_CHOICE: Final = [
    _WORDS,
    _text("system"),
    _text("class"),
    _text("organ"),
    _text("year", pattern="^[0-9]{4}$"),
    _text("sort", enum=[sort for sort in SORTS if sort]),
    PAGE_NUMBER,
]


@router.get(
    "/{edition}/search",
    summary="Search everything published",
    openapi_extra={"parameters": _CHOICE},
)
def search(request: HttpRequest, edition: str) -> HttpResponse:
    """Results in simplified or traditional characters or in English, twenty a page."""
    return read(request, edition, SEARCH)


@router.get(
    "/{edition}/suggest",
    summary="Suggestions for a search",
    openapi_extra={"parameters": [_WORDS]},
)
def suggest(request: HttpRequest, edition: str) -> HttpResponse:
    """At most ten titles, by their words or by the first letters of their reading."""
    return read(request, edition, SUGGEST)
