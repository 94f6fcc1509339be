"""Walks the portal from its home page by links alone, a few pages of every pattern."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator
from typing import Any

from tests.harness.portal_visitor import PortalVisitor

Pages = dict[str, dict[str, Any]]


def hrefs(value: object) -> Iterator[str]:
    """Every ``href`` in a page, however deep; not web pages, not what can only be sent to."""
    if isinstance(value, dict):
        for name, part in value.items():
            if name == "href":
                yield part
            elif name not in ("html", "submit", "along"):
                yield from hrefs(part)
    elif isinstance(value, list):
        for part in value:
            yield from hrefs(part)


def pattern(address: str) -> str:
    """What addresses of one system have in common: numbers and last words left out."""
    path, _mark, query = address.partition("?")
    parts = path.split("/")
    head = "/".join(parts[:2]) + "/*" * (len(parts) > 2)
    tail = parts[-1] if len(parts) > 3 else ""
    names = "&".join(sorted(part.partition("=")[0] for part in query.split("&") if part))
    return re.sub(r"\d+", "0", f"{head}{tail}?{names}")


def sampled_walk(visitor: PortalVisitor, edition: str, most: int) -> Pages:
    """At most ``most`` pages of every pattern, breadth first; all of them must be there."""
    found: Pages = {}
    seen: Counter[str] = Counter()
    waiting = deque(["/"])
    known = {"/"}
    while waiting:
        address = waiting.popleft()
        found[address] = visitor.page(address, edition)
        for href in hrefs(found[address]):
            kind = pattern(href)
            if href in known or href.startswith("/files/") or seen[kind] >= most:
                continue
            if href.count("&") > 1:
                continue
            known.add(href)
            seen[kind] += 1
            waiting.append(href)
    return found
