"""Every public page by its address: the one place that both the interface and the web pages ask."""

from __future__ import annotations

from collections.abc import Mapping

from server.base import EDITIONS
from server.cases.forms import form, form_page
from server.content.directory import directory_page, section_page
from server.content.facets import DIRECTORY, Choice
from server.content.items import VISIBLE, home_page, item_page
from server.content.models import Item
from server.content.shape import Page
from server.problems import FieldError, Problem

LARGEST_PAGE = 100_000
CONSULTATION = "/consultations/new"
_NONE: frozenset[str] = frozenset()
_PAGE = frozenset({"page"})
_DIRECTORY = frozenset({"class", "organ", "year", "sort", "page"})


def public_page(edition: str, address: str, query: Mapping[str, str]) -> Page:
    """The page at ``address``.

    Raises ``Problem``: ``not_found``, ``no_edition``, ``unknown_parameter`` for a query
    member that this page has not, ``invalid`` for a value that it cannot have.
    """
    if edition not in EDITIONS:
        raise Problem(404, "not_found")
    if address == "/":
        refuse_unknown(query, _NONE)
        return home_page(edition)
    if address == DIRECTORY:
        refuse_unknown(query, _DIRECTORY)
        return directory_page(edition, choice_of(query))
    if address == CONSULTATION:
        refuse_unknown(query, _NONE)
        return form_page(form("consultation"), edition)
    return _stored(edition, address, query)


def _stored(edition: str, address: str, query: Mapping[str, str]) -> Page:
    """A section, or a single item."""
    kinds = Item.objects.filter(address=address, state__in=VISIBLE).values_list("kind", flat=True)
    if kinds.first() == Item.Kind.SECTION:
        refuse_unknown(query, _PAGE)
        return section_page(address, edition, page_number(query))
    refuse_unknown(query, _NONE)
    return item_page(address, edition)


def refuse_unknown(query: Mapping[str, str], known: frozenset[str]) -> None:
    """A misspelt parameter must not look like an answer to what was asked."""
    unknown = [name for name in query if name not in known]
    if unknown:
        faults = [FieldError(name, "unknown_parameter") for name in unknown]
        raise Problem(422, "unknown_parameter", errors=faults)


def choice_of(query: Mapping[str, str]) -> Choice:
    """The directory's parameters, checked."""
    year, sort = query.get("year", ""), query.get("sort", "")
    if year and not (len(year) == 4 and year.isascii() and year.isdigit()):
        raise _invalid("year")
    if sort not in {"", "oldest"}:
        raise _invalid("sort")
    return Choice(query.get("class", ""), query.get("organ", ""), year, sort, page_number(query))


def page_number(query: Mapping[str, str]) -> int:
    """The number of the page of a collection, from 1."""
    text = query.get("page", "1")
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= 6 else 0
    if not 1 <= number <= LARGEST_PAGE:
        raise _invalid("page")
    return number


def _invalid(name: str) -> Problem:
    return Problem(422, "invalid", errors=[FieldError(name, "invalid")])
