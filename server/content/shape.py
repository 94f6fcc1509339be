"""The common members of a page: what every kind of docs/pages.md has."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.utils import timezone

from server.base import EDITIONS, EN, ZH
from server.words import Words

Page = dict[str, Any]
Link = dict[str, Any]
PER_PAGE = 50


def link(href: str, title: str, **more: Any) -> Link:
    """A link; empty members are left out."""
    return {"href": href, "title": title, **{name: value for name, value in more.items() if value}}


def needs(scope: str, acr: str = "") -> dict[str, Any]:
    """What a link asks of the visitor before it can be opened."""
    wanted: dict[str, Any] = {"sign_in": True, "scope": scope}
    return {**wanted, "acr": acr} if acr else wanted


def page(kind: str, address: str, edition: str, title: str, **more: Any) -> Page:
    """A page of ``kind``; ``more`` are further members, empty ones are left out."""
    made: Page = {
        "vocabulary": "1",
        "kind": kind,
        "address": address,
        "edition": edition,
        "lang": edition,
        "title": title,
    }
    made.update({name: value for name, value in more.items() if value not in (None, "", False)})
    made.setdefault("blocks", [])
    made.setdefault("links", {})
    return made


def page_links(address: str, edition: str, others: Iterable[str], **more: Any) -> dict[str, Any]:
    """The links that every public page has: its web page and its other editions."""
    say = Words(edition)
    links: dict[str, Any] = {"html": link(html_href(address, edition), say("pages.html"))}
    editions = [
        link(address, Words(other)("pages.edition"), lang=other)
        for other in EDITIONS
        if other != edition and other in others
    ]
    if editions:
        links["editions"] = editions
    links.update({name: value for name, value in more.items() if value})
    return links


def html_href(address: str, edition: str) -> str:
    """The web page of an address, relative to the portal's host."""
    if edition == ZH:
        return address
    return f"{address}{'&' if '?' in address else '?'}edition={edition}"


def with_query(address: str, **parameters: object) -> str:
    """An address with its parameters in canonical order; empty ones are left out."""
    kept = [(name, str(value)) for name, value in parameters.items() if value not in (None, "")]
    return f"{address}?{urlencode(kept)}" if kept else address


def moment(at: datetime) -> str:
    """RFC 3339 in the portal's own time zone, to the second."""
    return timezone.localtime(at).isoformat(timespec="seconds")


def spoken_date(day: date, edition: str) -> str:
    """A date in words, as it is shown and said."""
    say = Words(edition)
    month_name = say.table("pages.facts.months")[day.month - 1] if edition == EN else ""
    return say(
        "pages.facts.date", year=day.year, month=day.month, day=day.day, month_name=month_name
    )


def block_links(block_id: str, title: str, region: str, links: list[Link]) -> dict[str, Any]:
    """A group of links as a list."""
    return {
        "id": block_id,
        "type": "links",
        "title": title,
        "region": region,
        "style": "list",
        "links": links,
    }
