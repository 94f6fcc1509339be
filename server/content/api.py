"""Reading, as routes: each only names its parameters; server.site composes the pages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Router

from server.answers import page_answer
from server.site import public_page

router = Router(tags=["reading"])


def _text(name: str, **schema: object) -> dict[str, object]:
    """A query parameter of the description."""
    return {"name": name, "in": "query", "required": False, "schema": {"type": "string", **schema}}


_PAGE = {
    "name": "page",
    "in": "query",
    "required": False,
    "schema": {"type": "integer", "minimum": 1, "maximum": 100_000},
}


def _read(request: HttpRequest, edition: str, address: str) -> HttpResponse:
    return page_answer(request, public_page(edition, address, request.GET.dict()))


@router.get("/{edition}/", summary="The home page")
def home(request: HttpRequest, edition: str) -> HttpResponse:
    """The ten columns, what is new, and what can be done."""
    return _read(request, edition, "/")


@router.get(
    "/{edition}/disclosures",
    summary="The directory of disclosed documents",
    openapi_extra={
        "parameters": [
            _text("class"),
            _text("organ"),
            _text("year", pattern="^[0-9]{4}$"),
            _text("sort", enum=["oldest"]),
            _PAGE,
        ]
    },
)
def directory(request: HttpRequest, edition: str) -> HttpResponse:
    """Documents, fifty a page, with facets."""
    return _read(request, edition, "/disclosures")


@router.get("/{edition}/disclosures/{index_no}", summary="A disclosed document")
def disclosure(request: HttpRequest, edition: str, index_no: str) -> HttpResponse:
    """Its metadata and its text."""
    return _read(request, edition, f"/disclosures/{index_no}")


@router.get("/{edition}/articles/{slug}", summary="An article")
def article(request: HttpRequest, edition: str, slug: str) -> HttpResponse:
    """Something to read."""
    return _read(request, edition, f"/articles/{slug}")


@router.get("/{edition}/guides/{slug}", summary="A service guide")
def guide(request: HttpRequest, edition: str, slug: str) -> HttpResponse:
    """Conditions, materials, steps, time limits and fee of a service."""
    return _read(request, edition, f"/guides/{slug}")


@router.get(
    "/{edition}/{section}",
    summary="A section",
    openapi_extra={"parameters": [_PAGE]},
)
def section(request: HttpRequest, edition: str, section: str) -> HttpResponse:
    """One of the ten columns."""
    return _read(request, edition, f"/{section}")
