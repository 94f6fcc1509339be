"""The directory of disclosed documents, and the lists of sections: pages of kind collection."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from server.content.facets import Choice, facets, sorts
from server.content.items import breadcrumbs, find, item_id, published
from server.content.models import Edition, Item
from server.content.shape import (
    PER_PAGE,
    Link,
    Page,
    link,
    moment,
    page,
    page_links,
    spoken_date,
    with_query,
)
from server.problems import Problem
from server.words import Words


def directory_page(edition: str, choice: Choice) -> Page:
    """A page of at most 50 documents with the facets class, organ and year."""
    say = Words(edition)
    every = published(Item.Kind.DISCLOSURE, edition)
    chosen = choice.narrow(every)
    if choice.sort == "oldest":
        chosen = chosen.order_by("item__published_at", "item_id")
    total = chosen.count()
    paging = Paging(total, choice.page)
    items = [document_entry(text, say) for text in chosen[paging.start : paging.start + PER_PAGE]]
    address = choice.href()
    home = link("/", say("pages.home_link"))
    return page(
        "collection",
        address,
        edition,
        say("pages.directory.title"),
        description=say("pages.directory.description"),
        collection={
            **paging.members(),
            "items": items,
            "facets": facets(every, choice, say),
            "sorts": sorts(choice, say),
        },
        links=page_links(
            address,
            edition,
            _editions(),
            up=home,
            breadcrumbs=[home],
            **paging.links(lambda number: replace(choice, page=number).href(), say),
        ),
    )


def document_entry(text: Edition, say: Words) -> dict[str, Any]:
    """A document as a row of a list."""
    item = text.item
    publisher = item.organ.name(say.edition) if item.organ else ""
    written = spoken_date(item.written_on, say.edition) if item.written_on else ""
    entry: dict[str, Any] = {"id": item_id(item), "href": item.address, "title": text.title}
    if text.description:
        entry["summary"] = text.description
    if item.written_on:
        entry["date"] = item.written_on.isoformat()
    facts = {"publisher": publisher, "written_on": written}
    shown = [
        {"label": say(f"pages.facts.{key}"), "value": val} for key, val in facts.items() if val
    ]
    return {**entry, "facts": shown} if shown else entry


def section_page(address: str, edition: str, number: int = 1) -> Page:
    """A section: its introduction and its articles and guides, in the editor's order."""
    text, editions = find(address, edition)
    say = Words(edition)
    inside = (
        Edition.objects.filter(
            edition=edition, item__parent=text.item, item__state=Item.State.PUBLISHED
        )
        .exclude(item__kind=Item.Kind.DISCLOSURE)
        .select_related("item", "item__organ")
        .order_by("item__position", "-item__published_at", "-item_id")
    )
    paging = Paging(inside.count(), number)
    trail = breadcrumbs(text)
    whole = with_query(address, page=number if number > 1 else None)
    entries = inside[paging.start : paging.start + PER_PAGE]
    return page(
        "collection",
        whole,
        edition,
        text.title,
        description=text.description,
        updated_at=moment(text.item.updated_at),
        sample=text.item.sample,
        blocks=list(text.blocks),
        collection={**paging.members(), "items": [document_entry(one, say) for one in entries]},
        links=page_links(
            whole,
            edition,
            editions,
            up=trail[-1],
            breadcrumbs=trail,
            **paging.links(lambda n: with_query(address, page=n if n > 1 else None), say),
        ),
    )


class Paging:
    """Which fifty of how many; raises ``Problem`` ``not_found`` beyond the last page."""

    def __init__(self, total: int, number: int) -> None:
        self.total = total
        self.number = number
        self.pages = max(1, -(-total // PER_PAGE))
        if number > self.pages:
            raise Problem(404, "not_found")
        self.start = (number - 1) * PER_PAGE

    def members(self) -> dict[str, int]:
        """The members of a collection that say where we are."""
        return {
            "total": self.total,
            "page": self.number,
            "pages": self.pages,
            "per_page": PER_PAGE,
        }

    def links(self, href: Any, say: Words) -> dict[str, Link]:
        """``first``, ``prev``, ``next``, ``last`` as far as they lead elsewhere."""
        wanted = {"first": 1, "prev": self.number - 1, "next": self.number + 1, "last": self.pages}
        return {
            name: link(href(number), say(f"pages.{name}"))
            for name, number in wanted.items()
            if 1 <= number <= self.pages and number != self.number
        }


def _editions() -> list[str]:
    """The editions in which there is any document."""
    kept = Edition.objects.filter(item__kind=Item.Kind.DISCLOSURE).order_by()
    return list(kept.values_list("edition", flat=True).distinct())
