"""Pages of a portal that together show everything a page can hold."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from portal.client import PortalClient
from portal.errors import PortalError
from portal.models import Link, Links, Page

MOST = 900
"""Pages that are looked at; enough to come by every system of the sample."""

EACH = 4
"""Items followed from a list."""

WAYS = 24
"""Links followed from one part of a page: all systems, and not all their contents."""


def gather(client: PortalClient, edition: str) -> Iterator[tuple[str, Page]]:
    """Walk from the front page; give each page that shows what none before it showed.

    The name says the kind and what is new: ``article-chart``.
    """
    shown: set[str] = set()
    named: dict[str, int] = {}
    for page in _walk(client, edition):
        traits = _traits(page)
        new = traits - shown
        if not new:
            continue
        shown |= traits
        name = "-".join(dict.fromkeys((page.kind, *sorted(new)[:1])))
        named[name] = named.get(name, 0) + 1
        yield name if named[name] == 1 else f"{name}-{named[name]}", page


def _walk(client: PortalClient, edition: str) -> Iterator[Page]:
    waiting, seen = deque(["/"]), {"/"}
    fetched = 0
    while waiting and fetched < MOST:
        address = waiting.popleft()
        fetched += 1
        try:
            page = client.page(address, edition).page
        except PortalError:
            continue  # not every link of an edition leads somewhere; that is another test's
        yield page
        for href in _ways(page):
            if href not in seen:
                seen.add(href)
                waiting.append(href)


def _traits(page: Page) -> set[str]:
    """What a page shows that another may not."""
    found = {page.kind}
    found |= {type(block).__name__.lower() for block in page.blocks}
    found |= {f"with-{part}" for part in ("facets", "sorts", "search") if getattr(page, part, ())}
    found |= {part for part in ("open", "posts") if getattr(page, part, None)}
    found |= {one.widget for one in getattr(page, "fields", ()) if hasattr(one, "widget")}
    return {f"{page.kind}-{trait}" if trait != page.kind else trait for trait in found}


def _ways(page: Page) -> Iterator[str]:
    lists: list[tuple[Link, ...]] = [b.links for b in page.blocks if isinstance(b, Links)]
    lists += page.links.many.values()
    for links in lists:
        yield from (one.href for one in links[:WAYS] if _public(one))
    for item in getattr(page, "items", ())[:EACH]:
        if not item.needs.sign_in:
            yield item.href


def _public(link: Link) -> bool:
    return link.href.startswith("/") and not link.needs.sign_in
