"""Every public page by its address: the one place that both the interface and the web pages ask."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from server.asking import page_number, refuse_unknown
from server.base import EDITIONS
from server.content.directory import LISTINGS as READING
from server.content.directory import section_page
from server.content.items import VISIBLE, home_page, item_page
from server.content.listing import Listing, listing_page
from server.content.models import Item
from server.content.shape import Page
from server.evaluation.faults import FORM as FAULT_FORM
from server.evaluation.faults import fault_form_page, fault_page
from server.evaluation.pages import RANKING, site_page
from server.interaction import public_interaction
from server.problems import Problem
from server.search import pages as searching
from server.services.hall import HALL
from server.services.progress import FORM as PROGRESS_FORM
from server.services.progress import (
    RESULTS,
    progress_form_page,
    progress_page,
    results_page,
)
from server.services.scenarios import scenario_page

_NUL = "\0"
_NONE: frozenset[str] = frozenset()
_PAGE = frozenset({"page"})
_WORDS = frozenset({"q"})
LISTINGS: Final[Mapping[str, Listing]] = {one.address: one for one in (*READING, HALL, RANKING)}
_NUMBERED: Final[Mapping[str, Callable[[str, str], Page]]] = {
    "/progress/": progress_page,
    "/faults/": fault_page,
}


def public_page(edition: str, address: str, query: Mapping[str, str]) -> Page:
    """The page at ``address``.

    Raises ``Problem``: ``not_found``, ``no_edition``, ``unknown_parameter`` for a query
    member that this page has not, ``invalid`` for a value that it cannot have.
    """
    if edition not in EDITIONS or _NUL in address:
        raise Problem(404, "not_found")
    if address == "/":
        refuse_unknown(query, _NONE)
        return home_page(edition)
    if address == searching.SEARCH:
        refuse_unknown(query, searching.PARAMETERS)
        return searching.search_page(edition, searching.choice_of(query, page_number(query)))
    if address == searching.SUGGEST:
        refuse_unknown(query, _WORDS)
        return searching.suggest_page(edition, searching.text_of(query))
    if address in LISTINGS:
        return _listed(LISTINGS[address], edition, query)
    if address == RESULTS:
        refuse_unknown(query, _PAGE)
        return results_page(edition, page_number(query))
    return (
        _form(edition, address, query)
        or public_interaction(edition, address, query)
        or _stored(edition, address, query)
    )


def _listed(listing: Listing, edition: str, query: Mapping[str, str]) -> Page:
    refuse_unknown(query, listing.parameters)
    choice = listing.choice(query, page_number(query))
    return listing_page(listing, edition, choice)


def _form(edition: str, address: str, query: Mapping[str, str]) -> Page | None:
    """A form, or what one led to; None for any other address."""
    if address == FAULT_FORM:
        refuse_unknown(query, _PAGE)
        return fault_form_page(edition, query.get("page", ""))
    prefix = address[: address.rfind("/") + 1]
    if address != PROGRESS_FORM and prefix not in _NUMBERED:
        return None
    refuse_unknown(query, _NONE)
    if address == PROGRESS_FORM:
        return progress_form_page(edition)
    return _NUMBERED[prefix](edition, address.removeprefix(prefix))


def _stored(edition: str, address: str, query: Mapping[str, str]) -> Page:
    """A section, a scenario, a site, or any other single item."""
    kinds = Item.objects.filter(address=address, state__in=VISIBLE).values_list("kind", flat=True)
    kind = kinds.first()
    if kind == Item.Kind.SECTION:
        refuse_unknown(query, _PAGE)
        return section_page(address, edition, page_number(query))
    if kind == Item.Kind.SCENARIO:
        refuse_unknown(query, frozenset({"way"}))
        return scenario_page(address, edition, query.get("way", ""))
    refuse_unknown(query, _NONE)
    return site_page(address, edition) if kind == Item.Kind.SITE else item_page(address, edition)
