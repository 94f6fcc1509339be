"""Atom feeds (RFC 4287) of what is new, in pages (RFC 5005 section 3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.xmlutils import SimplerXMLGenerator

from server.asking import page_number, query_of, refuse_unknown
from server.base import CHINA, EDITIONS, ZH, base_url
from server.conditions import conditional
from server.content.facets import count_all
from server.content.items import published
from server.content.models import Edition, Item
from server.content.shape import html_href, with_query
from server.problems import Problem
from server.search.version import changed_at
from server.words import Words

PER_FEED: Final = 50
FEEDS: Final[Mapping[str, tuple[str, str, str]]] = {
    "disclosures": (Item.Kind.DISCLOSURE, "/disclosures", "pages.directory"),
    "news": (Item.Kind.NEWS, "/news", "pages.news"),
    "institutions": (Item.Kind.INSTITUTION, "/institutions", "pages.institutions"),
    "services": (Item.Kind.SERVICE, "/services", "services.hall"),
}
"""Kind, list and words of each feed."""
_PARAMETERS: Final = ("edition", "page")
_AUTHORITY: Final = "tag:foshan.example,2026:"
"""RFC 4151: ids stay the same when the portal moves to another host."""


class PagedFeed(Atom1Feed):
    """An Atom feed with links to its other pages."""

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        """What every feed has, and the links of RFC 5005."""
        super().add_root_elements(handler)
        for relation, href in self.feed["pages"].items():
            handler.addQuickElement("link", "", {"rel": relation, "href": href})


def feed(request: HttpRequest, name: str) -> HttpResponse:
    """The feed of that name; ``edition`` and ``page`` in the query.

    Raises ``Problem``: ``not_found`` for an unknown feed, edition or page,
    ``unknown_parameter`` and ``invalid`` for other faults of the query.
    """
    query = query_of(request)
    refuse_unknown(query, _PARAMETERS)
    edition = query.get("edition", ZH)
    if name not in FEEDS or edition not in EDITIONS:
        raise Problem(404, "not_found")
    made = _made(name, edition, page_number(query), base_url(request))
    answer = HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml")
    answer["Cache-Control"] = "public, max-age=60"
    return conditional(request, answer, changed_at())


def feed_href(name: str, edition: str, number: int = 1) -> str:
    """Where a feed is fetched."""
    other = "" if edition == ZH else edition
    return with_query(f"/feeds/{name}.atom", edition=other, page=number if number > 1 else None)


def _made(name: str, edition: str, number: int, base: str) -> PagedFeed:
    kind, address, words = FEEDS[name]
    texts = published(kind, edition).select_related("item__category")
    total = count_all(texts)
    pages = max(1, -(-total // PER_FEED))
    if number > pages:
        raise Problem(404, "not_found")
    say = Words(edition)
    made = PagedFeed(
        title=say(f"{words}.title"),
        link=base + html_href(address, edition),
        description=say(f"{words}.description"),
        language=edition,
        feed_url=base + feed_href(name, edition, number),
        feed_guid=f"{_AUTHORITY}feeds/{name}/{edition}",
        author_name=say("pages.site.name"),
        pages={
            relation: base + feed_href(name, edition, place)
            for relation, place in _around(number, pages).items()
        },
    )
    for text in texts[(number - 1) * PER_FEED : number * PER_FEED]:
        made.add_item(**_entry(text, base))
    return made


def _around(number: int, pages: int) -> dict[str, int]:
    """The other pages, by relation."""
    found = {"first": 1, "last": pages}
    if number > 1:
        found["previous"] = number - 1
    if number < pages:
        found["next"] = number + 1
    return found


def _entry(text: Edition, base: str) -> dict[str, Any]:
    item = text.item
    return {
        "title": text.title,
        "link": base + html_href(item.address, text.edition),
        "description": text.description,
        "unique_id": f"{_AUTHORITY}{item.address.removeprefix('/')}/{text.edition}",
        "pubdate": item.published_at.astimezone(CHINA),
        "updateddate": item.updated_at.astimezone(CHINA),
        "author_name": item.organ.name(text.edition) if item.organ else None,
        "categories": [item.category.name(text.edition)] if item.category else [],
    }
