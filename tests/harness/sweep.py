"""Every operation of the OpenAPI at real addresses, found by links: a new one comes in by itself.

What is sent is taken from the form that leads there.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import requests

from tests.harness.portal_visitor import PortalVisitor
from tests.harness.taking_part import RIGHT, TEXT

EDITION: Final = "/v1/{edition}"
MOST: Final = 1
"""How many pages are followed of one operation and one set of parameters, below a column."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One line of the description; ``own`` ones ask for a token."""

    method: str
    path: str
    own: bool

    def matches(self, address: str) -> bool:
        """Whether an address (without its query) is one of this operation's."""
        pattern = re.sub(r"\\{\w+\\}", "[^/]+", re.escape(self.path))
        return re.fullmatch(pattern, address) is not None


@dataclass(slots=True)
class Reached:
    """An operation at one address, with what is right to send there."""

    operation: Operation
    address: str
    values: Mapping[str, Any] = field(default_factory=dict)


def operations(base_url: str) -> list[Operation]:
    """All of them, in the order in which the portal chooses among them."""
    paths = requests.get(f"{base_url}/v1/openapi.json", timeout=20).json()["paths"]
    return [
        Operation(method, path.removeprefix(EDITION), bool(described.get("security")))
        for path, methods in paths.items()
        for method, described in methods.items()
    ]


def explore(visitor: PortalVisitor, start: Iterable[str]) -> list[Reached]:
    """``start`` and what links and forms lead to from there, a few addresses of an operation."""
    described = operations(visitor.base_url)
    waiting = deque(start)
    given = known = set(waiting)
    seen, found = Counter[tuple[str, str]](), list[Reached]()
    while waiting:
        address = waiting.popleft()
        operation = chosen(described, "get", address)
        kind = (operation.path, parameters(address)) if operation else ("", "")
        # what is right below the root is always followed
        seen[kind] += "?" in address or address.count("/") > 1
        if operation is None or (seen[kind] > MOST and address not in given):
            continue
        found.append(Reached(operation, address))
        page = page_of(visitor, address)
        found.extend(sending(described, page))
        fresh = [one for one in dict.fromkeys(addresses(page)) if one not in known]
        known = known.union(fresh)
        waiting.extend(fresh)
    return found


def chosen(described: list[Operation], method: str, address: str) -> Operation | None:
    """The operation behind an address."""
    path = address.partition("?")[0]
    return next((one for one in described if one.method == method and one.matches(path)), None)


def parameters(address: str) -> str:
    """The names of the parameters of an address."""
    return re.sub(r"=[^&]*", "", address.partition("?")[2])


def page_of(visitor: PortalVisitor, address: str) -> dict[str, Any]:
    """The page; nothing for what is no page, such as a stream."""
    with requests.get(
        f"{visitor.base_url}/v1/zh-Hans{address}", headers=visitor.headers, timeout=20, stream=True
    ) as answer:
        is_page = answer.headers["Content-Type"].startswith("application/json")
        found: dict[str, Any] = answer.json() if is_page and answer.status_code == 200 else {}
        return found


def addresses(value: object) -> Iterator[str]:
    """Every text in a page that looks like an address of the interface."""
    if isinstance(value, dict):
        for name, part in value.items():
            if name != "html":
                yield from addresses(part)
    elif isinstance(value, list):
        for part in value:
            yield from addresses(part)
    elif isinstance(value, str) and re.fullmatch(r"/[\w/?=&%.:~-]*", value):
        yield value


def sending(described: list[Operation], page: Mapping[str, Any]) -> Iterator[Reached]:
    """Where the form of a page is sent, with values that are right; where it is taken along."""
    along = page.get("links", {}).get("along")
    operation = chosen(described, "post", along["href"]) if along else None
    if operation is not None:
        yield Reached(operation, along["href"], {"address": page["address"]})
    form = page.get("form") or page.get("steps", {}).get("form")
    if not form:
        return
    place = form["submit"]["href"]
    operation = chosen(described, "post", place)
    if operation is not None:
        yield Reached(operation, place, right_values(form, page["address"]))


def right_values(form: Mapping[str, Any], address: str = "") -> dict[str, Any]:
    """Values that fit the required fields of a form; of well-known forms those of ``RIGHT``."""
    if address in RIGHT:
        return dict(RIGHT[address][1])
    found = {}
    for name in form["schema"]["required"]:
        rules = form["schema"]["properties"][name]
        text = "123456" if "pattern" in rules else rules.get("default", TEXT[:12])
        found[name] = rules.get("const", rules["enum"][0] if "enum" in rules else text)
    return found
