"""The evaluation, as routes: the ranking, a site's report, and faults of pages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Router

from server.answers import interface_path, page_answer
from server.asking import (
    KEY,
    OBJECT,
    PAGE_NUMBER,
    known_edition,
    query_of,
    refuse_unknown,
    text_parameter,
)
from server.cases.submit import key_of
from server.content.routes import read
from server.evaluation.faults import RULES, fault_page, receive
from server.open_forms import values_of

router = Router(tags=["evaluation"])
_RANKING = [text_parameter("kind"), text_parameter("sort", enum=["worst"]), PAGE_NUMBER]


@router.get(
    "/{edition}/evaluation",
    summary="The ranking of sites",
    openapi_extra={"parameters": _RANKING},
)
def ranking(request: HttpRequest, edition: str) -> HttpResponse:
    """Sites by score, with the class of organ as a facet."""
    return read(request, edition, "/evaluation")


@router.get("/{edition}/evaluation/{slug}", summary="The report of a site")
def site(request: HttpRequest, edition: str, slug: str) -> HttpResponse:
    """Scores of both reviews, opinions, corrections."""
    return read(request, edition, f"/evaluation/{slug}")


@router.get(
    "/{edition}/faults/new",
    summary="The form for the fault of a page",
    openapi_extra={"parameters": [text_parameter("page", pattern="^/", maxLength=300)]},
)
def fault_form(request: HttpRequest, edition: str) -> HttpResponse:
    """Fields, rules and words; ``page`` fills in the address."""
    return read(request, edition, "/faults/new")


@router.post(
    "/{edition}/faults",
    summary="Report the fault of a page",
    openapi_extra={
        "parameters": [KEY],
        "requestBody": {"required": True, "content": OBJECT},
    },
)
def send_fault(request: HttpRequest, edition: str) -> HttpResponse:
    """Stores the report once a key and answers with its page."""
    known_edition(edition)
    refuse_unknown(query_of(request), frozenset())
    key = key_of(request)
    report = receive(values_of(request, RULES, edition), key)
    place = interface_path(edition, f"/faults/{report.no}")
    return page_answer(request, fault_page(edition, report.no), status=201, location=place)


@router.get("/{edition}/faults/{no}", summary="A reported fault")
def fault(request: HttpRequest, edition: str, no: str) -> HttpResponse:
    """How far it is."""
    return read(request, edition, f"/faults/{no}")
