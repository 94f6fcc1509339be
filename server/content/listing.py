"""A listing: published items of a kind as a collection with facets, in one composition."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from server.base import EDITIONS
from server.content.facets import (
    Choice,
    Facet,
    Texts,
    count_all,
    facet_members,
    narrowed,
)
from server.content.items import item_id, published
from server.content.models import Edition
from server.content.paging import Paging, editions_at
from server.content.shape import (
    PER_PAGE,
    Link,
    Page,
    link,
    page,
    page_links,
    spoken_date,
    with_query,
)
from server.problems import FieldError, Problem
from server.search.version import kept
from server.words import Words

Entry = Callable[[Edition, Words], dict[str, Any]]


def document_entry(text: Edition, say: Words) -> dict[str, Any]:
    """An item as a row of a list: title, summary, publisher, and when it was written."""
    item = text.item
    entry: dict[str, Any] = {"id": item_id(item), "href": item.address, "title": text.title}
    if text.description:
        entry["summary"] = text.description
    day = item.written_on
    if day:
        entry["date"] = day.isoformat()
    shown = {
        "publisher": item.organ.name(say.edition) if item.organ else "",
        "written_on": spoken_date(day, say.edition) if day else "",
    }
    facts = [
        {"label": say(f"pages.facts.{key}"), "value": val} for key, val in shown.items() if val
    ]
    return {**entry, "facts": facts} if facts else entry


@dataclass(frozen=True, slots=True)
class Listing:
    """What is listed at ``address``; ``words`` is the table of its title and description."""

    address: str
    kind: str
    words: str
    facets: tuple[Facet, ...] = ()
    sorts: tuple[str, ...] = ()
    """Orders besides the first; words ``{words}.{sort}``."""
    orders: Mapping[str, tuple[str, ...]] | None = None
    """Order of rows by sort; ``""`` is the first one."""
    up: str = "/"
    entry: Entry = document_entry
    feed: str = ""
    """Name of its Atom feed."""
    related: tuple[str, ...] = ("item__organ",)
    """What a row shows besides the text."""

    @property
    def parameters(self) -> frozenset[str]:
        """What may stand in the query of its address."""
        sort = {"sort"} if self.sorts else set()
        return frozenset({facet.param for facet in self.facets} | sort | {"page"})

    def texts(self, edition: str) -> Texts:
        """All that is listed in an edition, in the first order."""
        found = published(self.kind, edition)
        return found.order_by(*self.orders[""]) if self.orders else found

    def rows(self, chosen: Texts, start: int) -> list[Edition]:
        """The texts of a page. Their keys first: a database would sort whole rows along."""
        keys = list(chosen.values_list("pk", flat=True)[start : start + PER_PAGE])
        found = Edition.objects.select_related("item", *self.related).defer("blocks", "keywords")
        return sorted(found.filter(pk__in=keys), key=lambda text: keys.index(text.pk))

    def choice(self, query: Mapping[str, str], page_number: int) -> Choice:
        """The checked choice of a query; raises ``Problem`` ``invalid``."""
        for facet in self.facets:
            value = query.get(facet.param, "")
            if value and not facet.check(value):
                raise Problem(422, "invalid", errors=[FieldError(facet.param, "invalid")])
        sort = query.get("sort", "")
        if sort and sort not in self.sorts:
            raise Problem(422, "invalid", errors=[FieldError("sort", "invalid")])
        members = {facet.param: query.get(facet.param, "") for facet in self.facets}
        return Choice(self.address, members, sort, page_number)


@dataclass(frozen=True, slots=True)
class Frame:
    """What all pages of a choice have in common until something is published."""

    totals: dict[str, int]
    """By edition."""
    facets: list[dict[str, Any]]
    editions: list[str]
    above: list[Link]


def listing_page(listing: Listing, edition: str, choice: Choice) -> Page:
    """A page of at most 50 rows with facets."""
    say = Words(edition)
    chosen = narrowed(listing.texts(edition), choice, listing.facets)
    if choice.sort and listing.orders:
        chosen = chosen.order_by(*listing.orders[choice.sort])
    name = f"listing {edition} {replace(choice, page=1).href()}"
    frame = kept(name, lambda: _frame(listing, choice, chosen, say))
    there = editions_at(choice.page, edition, frame.totals)
    paging = Paging(frame.totals[edition], choice.page)
    rows = listing.rows(chosen, paging.start)
    address = choice.href()
    collection: dict[str, Any] = {
        **paging.members(),
        "items": [listing.entry(text, say) for text in rows],
        "search": {"href": with_query("/search", system=listing.kind), "param": "q"},
    }
    if listing.facets:
        collection["facets"] = frame.facets
    if listing.sorts:
        collection["sorts"] = _sorts(listing, choice, say)
    return page(
        "collection",
        address,
        edition,
        say(f"{listing.words}.title"),
        description=say(f"{listing.words}.description"),
        collection=collection,
        links=page_links(
            address,
            edition,
            [name for name in frame.editions if name in there],
            up=frame.above[-1],
            breadcrumbs=frame.above,
            **paging.links(lambda number: replace(choice, page=number).href(), say),
        ),
    )


def _frame(listing: Listing, choice: Choice, chosen: Texts, say: Words) -> Frame:
    every = listing.texts(say.edition)
    others = {name: narrowed(listing.texts(name), choice, listing.facets) for name in EDITIONS}
    totals = {name: count_all(texts) for name, texts in {**others, say.edition: chosen}.items()}
    return Frame(
        totals,
        facet_members(every, choice, listing.facets, say),
        _editions_of(listing.kind),
        _trail_to(listing, say.edition),
    )


def _trail_to(listing: Listing, edition: str) -> list[Link]:
    """The way down to a listing: home and the column that it stands in."""
    trail = [link("/", Words(edition)("pages.home_link"))]
    if listing.up != "/":
        column = Edition.objects.filter(item__address=listing.up, edition=edition)
        trail += [link(listing.up, title) for title in column.values_list("title", flat=True)]
    return trail


def _editions_of(kind: str) -> list[str]:
    """The editions in which there is any item of a kind."""
    every = Edition.objects.filter(item__kind=kind).order_by()
    return [name for name in EDITIONS if every.filter(edition=name).exists()]


def _sorts(listing: Listing, choice: Choice, say: Words) -> list[dict[str, Any]]:
    return [
        {
            "title": say(f"{listing.words}.{value or 'first_order'}"),
            "href": replace(choice, sort=value, page=1).href(),
            "selected": choice.sort == value,
        }
        for value in ("", *listing.sorts)
    ]
