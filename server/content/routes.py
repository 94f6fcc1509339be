"""What routes of reading share."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from server.answers import page_answer
from server.asking import query_of
from server.site import public_page


def read(request: HttpRequest, edition: str, address: str) -> HttpResponse:
    """The public page at an address, as an answer."""
    return page_answer(request, public_page(edition, address, query_of(request)))
