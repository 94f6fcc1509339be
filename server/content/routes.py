"""What routes of reading share: parameters for the description, and the answer."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse

from server.answers import page_answer
from server.site import public_page

PAGE_NUMBER: Final = {
    "name": "page",
    "in": "query",
    "required": False,
    "schema": {"type": "integer", "minimum": 1, "maximum": 100_000},
}
KEY: Final = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "schema": {"type": "string", "pattern": "^[A-Za-z0-9-]{16,64}$"},
}
OBJECT: Final = {"application/json": {"schema": {"type": "object"}}}


def text_parameter(name: str, **schema: Any) -> dict[str, Any]:
    """A query parameter of the description."""
    return {"name": name, "in": "query", "required": False, "schema": {"type": "string", **schema}}


def read(request: HttpRequest, edition: str, address: str) -> HttpResponse:
    """The public page at an address, as an answer."""
    return page_answer(request, public_page(edition, address, request.GET.dict()))
