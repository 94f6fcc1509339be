"""Rows as a collection page: fifty a page, facets with counts, links between the pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from django.db.models import Count, QuerySet

from server.asking import page_number
from server.base import EDITIONS
from server.cases.routes import Asked
from server.content.paging import Paging
from server.content.shape import PER_PAGE, Link, Page, link, page, page_links, with_query
from server.words import Words

Rows: TypeAlias = QuerySet[Any]
Block: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow: the column at ``path``, whose values have ``titles``, in that order."""

    param: str
    title: str
    path: str
    titles: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Listed:
    """What is listed, and where; ``trail`` is the way down to it."""

    address: str
    title: str
    description: str
    rows: Rows
    entry: Callable[[Any, Words], dict[str, Any]]
    trail: list[Link]
    personal: bool = False
    facets: tuple[Facet, ...] = ()
    blocks: list[Block] = field(default_factory=list)
    actions: list[Link] = field(default_factory=list)
    empty: str = ""
    """What to say where there is nothing."""
    editions: tuple[str, ...] = EDITIONS


def list_page(listed: Listed, asked: Asked) -> Page:
    """The page of the collection that ``asked`` asks for."""
    say = Words(asked.edition)
    chosen = {one.param: asked.query.get(one.param, "") for one in listed.facets}
    number = page_number(asked.query)
    rows = _narrowed(listed, chosen)
    paging = Paging(rows.count(), number)
    items = [listed.entry(row, say) for row in rows[paging.start : paging.start + PER_PAGE]]
    collection: dict[str, Any] = {**paging.members(), "items": items}
    facets = [_facet(listed, one, chosen) for one in listed.facets]
    if any(facets):
        collection["facets"] = [one for one in facets if one]
    address = _href(listed, chosen, number)
    nothing = [] if items or not listed.empty else [_paragraph("empty", listed.empty)]
    links = page_links(
        address,
        asked.edition,
        listed.editions,
        up=listed.trail[-1],
        breadcrumbs=listed.trail,
        actions=listed.actions,
        **paging.links(lambda n: _href(listed, chosen, n), say),
    )
    if listed.personal:
        links.pop("html")
    return page(
        "collection",
        address,
        asked.edition,
        listed.title,
        description=listed.description,
        privacy="personal" if listed.personal else None,
        blocks=[*listed.blocks, *nothing],
        collection=collection,
        links=links,
    )


def in_order(rows: Rows) -> Rows:
    """Rows with counts in their model's own order, which Django leaves out where it groups."""
    return rows.order_by(*rows.model._meta.ordering)


def trail(say: Words, *more: Link) -> list[Link]:
    """Home, the column of taking part, and whatever lies below it."""
    home = link("/", say("pages.home_link"))
    return [home, link("/interact", say("pages.interaction")), *more]


def _narrowed(listed: Listed, chosen: Mapping[str, str], without: str = "") -> Rows:
    rows = listed.rows
    for one in listed.facets:
        value = chosen[one.param]
        if value and one.param != without:
            rows = rows.filter(**{one.path: value}) if value in one.titles else rows.none()
    return rows


def _facet(listed: Listed, one: Facet, chosen: Mapping[str, str]) -> dict[str, Any] | None:
    """The facet with counts as if it were not chosen itself; None where it has no options."""
    rows = _narrowed(listed, chosen, without=one.param).order_by().values_list(one.path)
    counts = {str(value): count for value, count in rows.annotate(n=Count("pk", distinct=True))}
    options = [
        {
            "title": title,
            "count": counts[value],
            "href": _href(
                listed, {**chosen, one.param: "" if chosen[one.param] == value else value}
            ),
            "selected": chosen[one.param] == value,
        }
        for value, title in one.titles.items()
        if counts.get(value)
    ]
    return {"name": one.param, "title": one.title, "options": options} if options else None


def _href(listed: Listed, chosen: Mapping[str, str], number: int = 1) -> str:
    return with_query(listed.address, **chosen, page=number if number > 1 else None)


def _paragraph(block_id: str, text: str) -> Block:
    return {"id": block_id, "type": "paragraph", "text": text}
