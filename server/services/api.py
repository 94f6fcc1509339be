"""The service hall, as routes: progress, results, scenarios."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Router

from server.answers import interface_path, page_answer
from server.asking import (
    KEY,
    OBJECT,
    PAGE_NUMBER,
    body_of,
    known_edition,
    query_of,
    refuse_unknown,
    text_parameter,
)
from server.cases.submit import cleaned, key_of
from server.content.routes import read
from server.open_forms import values_of
from server.problems import FieldError, Problem
from server.services.progress import FORM, RULES, number_of, progress_page
from server.services.scenarios import FIELD, answered, scenario_page

router = Router(tags=["services"])
_HALL = {
    "parameters": [
        text_parameter("audience", enum=["personal", "business", "invest", "rural", "tourism"]),
        text_parameter("category"),
        text_parameter("organ"),
        text_parameter("kind"),
        PAGE_NUMBER,
    ]
}
_SENDING = {
    "parameters": [KEY],
    "requestBody": {"required": True, "content": OBJECT},
}
_WAY = text_parameter("way", pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)*$")


@router.get("/{edition}/services", summary="The service hall", openapi_extra=_HALL)
def hall(request: HttpRequest, edition: str) -> HttpResponse:
    """Services, fifty a page, with facets."""
    return read(request, edition, "/services")


@router.get("/{edition}/services/{code}", summary="A service")
def service(request: HttpRequest, edition: str, code: str) -> HttpResponse:
    """Conditions, materials, steps, limits, fee, channels, forms and questions."""
    return read(request, edition, f"/services/{code}")


@router.get("/{edition}/progress", summary="Ask for the progress of an application")
def ask_progress(request: HttpRequest, edition: str) -> HttpResponse:
    """The form for the number."""
    return read(request, edition, FORM)


@router.post("/{edition}/progress", summary="Look a number up", openapi_extra=_SENDING)
def look_up(request: HttpRequest, edition: str) -> HttpResponse:
    """The application's page; 422 names the field when nobody was given the number."""
    known_edition(edition)
    refuse_unknown(query_of(request), frozenset())
    key_of(request)
    no = number_of(values_of(request, RULES, edition), edition)
    place = interface_path(edition, f"{FORM}/{no}")
    return page_answer(request, progress_page(edition, no), status=201, location=place)


@router.get("/{edition}/progress/{no}", summary="The progress of an application")
def progress(request: HttpRequest, edition: str, no: str) -> HttpResponse:
    """State, limits, and the organs that work on it; nothing of the applicant."""
    return read(request, edition, f"{FORM}/{no}")


@router.get(
    "/{edition}/results",
    summary="Published results",
    openapi_extra={"parameters": [PAGE_NUMBER]},
)
def results(request: HttpRequest, edition: str) -> HttpResponse:
    """Decided applications, newest first."""
    return read(request, edition, "/results")


@router.get("/{edition}/scenarios", summary="The scenarios")
def scenarios(request: HttpRequest, edition: str) -> HttpResponse:
    """Ways of questions that lead to services."""
    return read(request, edition, "/scenarios")


@router.get(
    "/{edition}/scenarios/{slug}",
    summary="A step of a scenario",
    openapi_extra={"parameters": [_WAY]},
)
def scenario(request: HttpRequest, edition: str, slug: str) -> HttpResponse:
    """The next question, or the services that the answers led to."""
    return read(request, edition, f"/scenarios/{slug}")


@router.post(
    "/{edition}/scenarios/{slug}",
    summary="Answer a question of a scenario",
    openapi_extra={**_SENDING, "parameters": [_WAY, KEY]},
)
def answer(request: HttpRequest, edition: str, slug: str) -> HttpResponse:
    """The step after the answer; nothing is stored, the way is in the address."""
    known_edition(edition)
    query = query_of(request)
    refuse_unknown(query, frozenset({"way"}))
    key_of(request)
    values = cleaned(body_of(request))
    unknown = [name for name in values if name != FIELD]
    faults = [FieldError(name, "unknown") for name in unknown]
    if FIELD not in values:
        faults.insert(0, FieldError(FIELD, "required"))
    if faults:
        raise Problem(422, "invalid", errors=faults)
    address = f"/scenarios/{slug}"
    way = answered(address, edition, query.get("way", ""), values[FIELD])
    page = scenario_page(address, edition, way)
    place = interface_path(edition, page["address"])
    return page_answer(request, page, status=201, location=place)


@router.get("/{edition}/lanes", summary="The fast lanes")
def lanes(request: HttpRequest, edition: str) -> HttpResponse:
    """Entrances for groups of people."""
    return read(request, edition, "/lanes")


@router.get("/{edition}/lanes/{slug}", summary="A fast lane")
def lane(request: HttpRequest, edition: str, slug: str) -> HttpResponse:
    """What fits a group of people."""
    return read(request, edition, f"/lanes/{slug}")
