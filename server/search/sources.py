"""Everything that can be found, as entries of the index."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from server.base import EN
from server.content.items import metadata
from server.content.models import Edition, Item
from server.search.index import Entry, Words
from server.services.models import ServiceText
from server.words import Words as Say

_CHUNK = 500
_SERVICE = "audience legal_basis output conditions materials steps channels fee_note faq".split()
_PARTS = ("items", "rows", "facts", "links", "series")
_CELLS = ("columns", "cells")
_TEXTS = ("text", "caption", "alt", "title", "label", "value", "description", "cite")


def everything() -> Iterator[Entry]:
    """All that is published."""
    yield from items(Item.objects.all())


def items(chosen: QuerySet[Item]) -> Iterator[Entry]:
    """The published ones of these items, but not the home page, which repeats the others."""
    published = (
        chosen.filter(state=Item.State.PUBLISHED)
        .exclude(kind=Item.Kind.HOME)
        .prefetch_related("organ", "category__parent", "editions__service_text", "site__scores")
        .order_by("pk")
    )
    for item in published.iterator(chunk_size=_CHUNK):
        words = {text.edition: _words(item, text) for text in item.editions.all()}
        if words:
            yield _entry(item, words)


def item_source(key: int) -> str:
    """The name of an item among the sources."""
    return f"item-{key}"


def _entry(item: Item, words: dict[str, Words]) -> Entry:
    category = item.category
    upper = (category.parent or category) if category else None
    return Entry(
        source=item_source(item.pk),
        address=item.address,
        kind=item.kind,
        published_at=item.published_at,
        words=words,
        upper=upper.slug if upper else "",
        category=category.slug if category else "",
        organ=item.organ.code if item.organ else "",
        day=item.written_on,
        item_id=item.pk,
    )


def _words(item: Item, text: Edition) -> Words:
    text.item = item  # already loaded: saves a query for each
    parts = [text.description, *text.keywords]
    if item.kind == Item.Kind.DISCLOSURE:
        facts = metadata(text, Say(text.edition))["facts"]
        parts.extend(fact["value"] for fact in facts)
    parts.extend(plain(text.blocks))
    parts.extend(_detail(item, text))
    return Words(text.title, text.description, "\n".join(part for part in parts if part))


def _detail(item: Item, text: Edition) -> Iterator[str]:
    """What is kept beside the text: a service's particulars, the opinions about a site."""
    if item.kind == Item.Kind.SERVICE:
        particulars: ServiceText | None = getattr(text, "service_text", None)
        yield from (str(getattr(particulars, name, "")) for name in _SERVICE)
    site = getattr(item, "site", None) if item.kind == Item.Kind.SITE else None
    suffix = "_en" if text.edition == EN else ""
    for score in site.scores.all() if site else ():
        yield getattr(score, f"opinion{suffix}")
        yield getattr(score, f"correction{suffix}")


def plain(blocks: Any) -> list[str]:
    """The words of blocks of the page vocabulary, part by part."""
    found: list[str] = []
    _collect(blocks, found)
    return found


def _collect(blocks: Any, found: list[str]) -> None:
    """One list for all depths: a city's index goes through a million blocks and their parts."""
    for block in blocks if isinstance(blocks, list) else ():
        if not isinstance(block, dict):
            continue
        if "runs" in block:
            found.append("".join(run["text"] for run in block["runs"]))
        for name in _TEXTS:
            if name in block and isinstance(block[name], str):
                found.append(block[name])
        for name in _CELLS:
            if name in block:
                found += block[name]
        for name in _PARTS:
            if name in block:
                _collect(block[name], found)
