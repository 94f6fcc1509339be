"""Reading, as routes: each only names its parameters; server.site composes the pages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Router

from server.asking import PAGE_NUMBER, text_parameter
from server.content.routes import read

router = Router(tags=["reading"])
_YEAR = text_parameter("year", pattern="^[0-9]{4}$")
_SORT = text_parameter("sort", enum=["oldest"])
_DIRECTORY = [
    text_parameter("class"),
    text_parameter("organ"),
    _YEAR,
    text_parameter("month", pattern="^(0?[1-9]|1[0-2])$"),
    _SORT,
    PAGE_NUMBER,
]
_INSTITUTIONS = [text_parameter("kind"), text_parameter("organ"), PAGE_NUMBER]


@router.get("/{edition}/", summary="The home page")
def home(request: HttpRequest, edition: str) -> HttpResponse:
    """The ten columns, what is new, and what can be done."""
    return read(request, edition, "/")


@router.get(
    "/{edition}/disclosures",
    summary="The directory of disclosed documents",
    openapi_extra={"parameters": _DIRECTORY},
)
def directory(request: HttpRequest, edition: str) -> HttpResponse:
    """Documents, fifty a page, with facets."""
    return read(request, edition, "/disclosures")


@router.get("/{edition}/disclosures/{index_no}", summary="A disclosed document")
def disclosure(request: HttpRequest, edition: str, index_no: str) -> HttpResponse:
    """Its metadata and its text."""
    return read(request, edition, f"/disclosures/{index_no}")


@router.get("/{edition}/organs", summary="The organs", openapi_extra={"parameters": [PAGE_NUMBER]})
def organs(request: HttpRequest, edition: str) -> HttpResponse:
    """Departments of the city and district governments."""
    return read(request, edition, "/organs")


@router.get("/{edition}/organs/{code}", summary="An organ")
def organ(request: HttpRequest, edition: str, code: str) -> HttpResponse:
    """What it publishes about itself."""
    return read(request, edition, f"/organs/{code}")


@router.get("/{edition}/organs/{code}/{paper}", summary="A page about an organ")
def organ_paper(request: HttpRequest, edition: str, code: str, paper: str) -> HttpResponse:
    """Guide, yearly report, supervision, or how to apply for disclosure."""
    return read(request, edition, f"/organs/{code}/{paper}")


@router.get(
    "/{edition}/institutions",
    summary="Public institutions",
    openapi_extra={"parameters": _INSTITUTIONS},
)
def institutions(request: HttpRequest, edition: str) -> HttpResponse:
    """What schools, hospitals, waterworks and others publish, with facets."""
    return read(request, edition, "/institutions")


@router.get("/{edition}/institutions/{no}", summary="A page of a public institution")
def institution(request: HttpRequest, edition: str, no: str) -> HttpResponse:
    """One item."""
    return read(request, edition, f"/institutions/{no}")


@router.get(
    "/{edition}/news",
    summary="News",
    openapi_extra={"parameters": [_YEAR, _SORT, PAGE_NUMBER]},
)
def news(request: HttpRequest, edition: str) -> HttpResponse:
    """Newest first."""
    return read(request, edition, "/news")


@router.get("/{edition}/news/{no}", summary="A piece of news")
def news_item(request: HttpRequest, edition: str, no: str) -> HttpResponse:
    """Text and pictures."""
    return read(request, edition, f"/news/{no}")


@router.get(
    "/{edition}/topics/{slug}", summary="A topic", openapi_extra={"parameters": [PAGE_NUMBER]}
)
def topic(request: HttpRequest, edition: str, slug: str) -> HttpResponse:
    """News about one subject."""
    return read(request, edition, f"/topics/{slug}")


@router.get("/{edition}/articles/{slug}", summary="An article")
def article(request: HttpRequest, edition: str, slug: str) -> HttpResponse:
    """Something to read."""
    return read(request, edition, f"/articles/{slug}")


@router.get("/{edition}/handbook/{slug}", summary="A chapter of the handbook")
def chapter(request: HttpRequest, edition: str, slug: str) -> HttpResponse:
    """Text, pictures, and the handbook to take along."""
    return read(request, edition, f"/handbook/{slug}")


@router.get("/{edition}/guides/{slug}", summary="A service guide")
def guide(request: HttpRequest, edition: str, slug: str) -> HttpResponse:
    """Conditions, materials, steps, time limits and fee of a service."""
    return read(request, edition, f"/guides/{slug}")


@router.get(
    "/{edition}/{section}",
    summary="A section",
    openapi_extra={"parameters": [PAGE_NUMBER]},
)
def section(request: HttpRequest, edition: str, section: str) -> HttpResponse:
    """One of the ten columns, or another section."""
    return read(request, edition, f"/{section}")
