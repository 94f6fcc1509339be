"""A day's two hundred new items, seen by a terminal that is running while they arrive."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from urllib.parse import quote

import pytest

from portal.client import PortalClient
from portal.models import Collection
from tests.harness.portal_server import PortalServer

ITEMS = 200
SECONDS = 5.0
PUBLISH = """
import time
from server.content.publish import publish
result = []
for number in range(items):
    texts = {"zh-Hans": (f"第 {number} 条新消息", "正文。"), "en": (f"News {number}", "Text.")}
    address = publish(texts, organ="440600001", category="notices")
    result.append([address, time.time()])
    time.sleep(0.02)
"""


@pytest.fixture
def own() -> Iterator[PortalServer]:
    with PortalServer() as server:
        yield server


def listed(client: PortalClient, address: str, edition: str = "zh-Hans") -> Collection:
    page = client.page(address, edition).page
    assert isinstance(page, Collection)
    return page


def watch(client: PortalClient, edition: str, publishing: Future[object]) -> dict[str, float]:
    """When each address was first on the first page of the directory, by the wall clock."""
    seen: dict[str, float] = {}
    last = False
    while not last:
        last = publishing.done()  # one more look after the last one was published
        items = listed(client, "/disclosures", edition).items
        now = time.time()
        for item in items:
            seen.setdefault(item.href, now)
        time.sleep(0.1)
    return seen


@pytest.mark.long
@pytest.mark.timeout(300)
def test_each_of_two_hundred_items_is_seen_within_five_seconds(own: PortalServer) -> None:
    client = PortalClient(own.base_url, None)
    before = listed(client, "/disclosures").total
    with ThreadPoolExecutor(3) as pool:
        publishing = pool.submit(own.call, PUBLISH, items=ITEMS)
        watching = {
            edition: pool.submit(watch, client, edition, publishing)
            for edition in ("zh-Hans", "en")
        }
        published = dict(publishing.result())
        seen = {edition: one.result() for edition, one in watching.items()}
    assert len(published) == ITEMS
    for edition, times in seen.items():
        late = {address: times.get(address, 0.0) - at for address, at in published.items()}
        assert all(-1 < seconds < SECONDS for seconds in late.values()), (edition, late)
    assert listed(client, "/disclosures").total == before + ITEMS
    found = listed(client, f"/search?q={quote('第 199 条新消息')}")
    assert list(published)[-1] in [item.href for item in found.items]
