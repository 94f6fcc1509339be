"""Every page of the small sample, reached by links alone; the sampled walk is test_systems."""

from __future__ import annotations

from collections import deque

import pytest
import requests
from jsonschema import Draft202012Validator

from server.content.blocks import ids_in, page_schema
from tests.harness.portal_server import PortalServer
from tests.harness.portal_visitor import PortalVisitor
from tests.harness.portal_walk import Pages, hrefs

EDITIONS = ("zh-Hans", "en")


def worth_following(address: str) -> bool:
    """All pages, but one narrowing or turning at a time, and one form of its kind."""
    return not address.startswith(("/files/", "/faults/new?")) and "&" not in address


def walk(visitor: PortalVisitor, edition: str) -> Pages:
    found: Pages = {}
    waiting = deque(["/"])
    while waiting:
        address = waiting.popleft()
        if address not in found:
            found[address] = visitor.page(address, edition)
            waiting.extend(href for href in hrefs(found[address]) if worth_following(href))
    return found


@pytest.mark.long
@pytest.mark.timeout(600)
@pytest.mark.parametrize("edition", EDITIONS)
def test_links_lead_to_every_published_item_and_every_page_fits_the_schema(
    edition: str, visitor: PortalVisitor, portal: PortalServer
) -> None:
    visitor.send()
    pages = walk(visitor, edition)
    validator = Draft202012Validator(page_schema())
    for address, page in pages.items():
        faults = [error.message for error in validator.iter_errors(page)]
        assert not faults, (address, faults)
        ids = [name for block in page["blocks"] for name in ids_in(block)]
        assert len(set(ids)) == len(ids), address
    items = portal.call(
        """
        from server.content.models import Item
        found = Item.objects.filter(state="published", editions__edition=edition)
        result = list(found.values_list("address", flat=True))
        """,
        edition=edition,
    )
    missing = set(items) - set(pages)
    # fifty services a page: most are reached through a facet and its pages, "&" in the address
    assert all(address.startswith("/services/") for address in missing)
    assert len(items) > 600


def test_attachments_are_there_and_as_large_as_said(
    visitor: PortalVisitor, portal: PortalServer
) -> None:
    addresses = ["/handbook", "/services/440600-0001", "/guides/senior-card"]
    items = visitor.page("/disclosures")["collection"]["items"]
    addresses += [item["href"] for item in items[:20]]
    blocks = [block for address in addresses for block in visitor.page(address)["blocks"]]
    files = {block["href"]: block for block in blocks if block["type"] == "attachment"}
    assert len(files) >= 10
    for href, block in files.items():
        answer = requests.get(portal.base_url + href, timeout=20)
        assert answer.headers["Content-Type"] == block["media_type"]
        assert len(answer.content) == block["size"]
        assert answer.content.startswith((b"PK", b"%PDF-1.7"))
        assert answer.headers["Content-Disposition"].startswith("attachment")
