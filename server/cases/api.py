"""Asking and following, as routes: the form, its submission, own cases."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from ninja import Router

from server.answers import interface_path, page_answer
from server.base import EDITIONS
from server.cases.forms import form
from server.cases.pages import case_address, case_page, my_cases_page, own_case
from server.cases.submit import body_of, key_of, submit
from server.identity import bearer
from server.problems import Problem
from server.site import page_number, public_page, refuse_unknown

router = Router(tags=["asking"])
SCOPE: Final = "cases"
_SIGNED_IN: Final = [{"bearer": [SCOPE]}]
_KEY: Final = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "schema": {"type": "string", "pattern": "^[A-Za-z0-9-]{16,64}$"},
}
_OBJECT: Final = {"application/json": {"schema": {"type": "object"}}}


@router.get("/{edition}/consultations/new", summary="The consultation form")
def consultation(request: HttpRequest, edition: str) -> HttpResponse:
    """Fields, rules and words."""
    return page_answer(request, public_page(edition, "/consultations/new", request.GET.dict()))


@router.post(
    "/{edition}/consultations",
    summary="Send a consultation",
    openapi_extra={
        "parameters": [_KEY],
        "requestBody": {"required": True, "content": _OBJECT},
        "security": _SIGNED_IN,
    },
)
def consult(request: HttpRequest, edition: str) -> HttpResponse:
    """Makes exactly one case a key."""
    _known(edition)
    refuse_unknown(request.GET.dict(), frozenset())
    who = bearer.require(request, SCOPE)
    case = submit(who.user, key_of(request), form("consultation"), body_of(request), edition)
    page = case_page(case, edition)
    location = interface_path(edition, case_address(case))
    return page_answer(request, page, status=201, location=location)


@router.get(
    "/{edition}/my/cases",
    summary="The visitor's own cases",
    openapi_extra={
        "parameters": [
            {
                "name": "page",
                "in": "query",
                "required": False,
                "schema": {"type": "integer", "minimum": 1},
            }
        ],
        "security": _SIGNED_IN,
    },
)
def mine(request: HttpRequest, edition: str) -> HttpResponse:
    """Newest first, fifty a page."""
    _known(edition)
    who = bearer.require(request, SCOPE)
    query = request.GET.dict()
    refuse_unknown(query, frozenset({"page"}))
    return page_answer(request, my_cases_page(who.user, edition, page_number(query)))


@router.get("/{edition}/cases/{no}", summary="A case", openapi_extra={"security": _SIGNED_IN})
def case(request: HttpRequest, edition: str, no: str) -> HttpResponse:
    """State, clocks, what was sent, what happened; for its owner only."""
    _known(edition)
    who = bearer.require(request, SCOPE)
    refuse_unknown(request.GET.dict(), frozenset())
    return page_answer(request, case_page(own_case(who.user, no), edition))


def _known(edition: Any) -> None:
    """Refuses an edition that there is not."""
    if edition not in EDITIONS:
        raise Problem(404, "not_found")
