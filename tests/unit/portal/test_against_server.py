"""The pages of the real server, followed by their links as this client reads them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest

from portal.client import PortalClient
from portal.errors import NoEdition, Unauthorized
from portal.models import Collection, Home, Link, Page
from portal.parse.parts import is_page_address
from tests.harness.portal_server import PortalServer

MOST = 150


@pytest.fixture(scope="module")
def client() -> Iterator[PortalClient]:
    with PortalServer() as server:
        client = PortalClient(server.base_url, None)
        yield client
        client.close()


def hrefs(value: object) -> Iterator[str]:
    if is_dataclass(value):
        href = getattr(value, "href", "")
        if isinstance(href, str) and is_page_address(href) and not href.startswith("/files"):
            yield href
        for each in fields(value):
            if each.name != "submit":  # there one can only send
                yield from hrefs(getattr(value, each.name))
    elif isinstance(value, tuple):
        for inner in value:
            yield from hrefs(inner)
    elif isinstance(value, dict):  # links by relation; the one for browsers is no page
        yield from hrefs(tuple(value[name] for name in value if name != "html"))


def walk(client: PortalClient, edition: str) -> dict[str, Page]:
    found: dict[str, Page] = {}
    waiting = deque(["/"])
    while waiting and len(found) < MOST:
        address = waiting.popleft()
        if address in found or "&" in address:
            continue
        try:
            found[address] = client.page(address, edition).page
        except (Unauthorized, NoEdition):
            continue
        waiting.extend(hrefs(found[address]))
    return found


@pytest.mark.parametrize("edition", ["zh-Hans", "en"])
def test_every_page_that_links_lead_to_is_read(client: PortalClient, edition: str) -> None:
    found = walk(client, edition)
    assert isinstance(found["/"], Home)
    assert {page.kind for page in found.values()} >= {"home", "collection", "article", "form"}
    assert all(page.title and page.edition == edition for page in found.values())


def test_a_collection_comes_in_pages_of_fifty(client: PortalClient) -> None:
    first = client.page("/disclosures", "zh-Hans").page
    assert isinstance(first, Collection)
    assert len(first.items) == 50 < first.total
    following = first.links.one["next"]
    assert isinstance(following, Link)
    second = client.page(following.href, "zh-Hans").page
    assert isinstance(second, Collection)
    assert not {item.id for item in first.items} & {item.id for item in second.items}


def test_the_real_server_confirms_a_page_by_its_tag(client: PortalClient) -> None:
    first = client.page("/", "en")
    second = client.page("/", "en")
    assert first.etag
    assert second.page is first.page
    assert not second.from_cache
