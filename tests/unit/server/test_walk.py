"""From the home page by links alone: every page is there and is what docs/pages.md says."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest
import requests
from jsonschema import Draft202012Validator

from server.content.blocks import ids_in, page_schema
from tests.harness.portal_server import PortalServer
from tests.harness.portal_visitor import PortalVisitor

Pages = dict[str, dict[str, Any]]


def hrefs(value: object) -> Iterator[str]:
    """Every ``href`` in a page, however deep."""
    if isinstance(value, dict):
        for name, part in value.items():
            if name == "href":
                yield part
            elif name not in ("html", "submit"):
                yield from hrefs(part)
    elif isinstance(value, list):
        for part in value:
            yield from hrefs(part)


def block_ids(page: dict[str, Any]) -> list[str]:
    return [name for block in page["blocks"] for name in ids_in(block)]


def worth_following(address: str) -> bool:
    """All pages, but one narrowing or turning at a time: combinations are the same code."""
    return not address.startswith("/files/") and "&" not in address


def walk(visitor: PortalVisitor, edition: str) -> Pages:
    found: Pages = {}
    waiting = deque(["/"])
    while waiting:
        address = waiting.popleft()
        if address in found:
            continue
        found[address] = visitor.page(address, edition)
        waiting.extend(href for href in hrefs(found[address]) if worth_following(href))
    return found


@pytest.fixture(scope="module")
def every_page(visitor: PortalVisitor) -> dict[str, Pages]:
    visitor.send()  # so that there is a case to reach
    return {edition: walk(visitor, edition) for edition in ("zh-Hans", "en")}


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    Draft202012Validator.check_schema(page_schema())
    return Draft202012Validator(page_schema())


@pytest.mark.parametrize("edition", ["zh-Hans", "en"])
def test_every_page_fits_the_schema(
    edition: str, every_page: dict[str, Pages], validator: Draft202012Validator
) -> None:
    for address, page in every_page[edition].items():
        faults = [error.message for error in validator.iter_errors(page)]
        assert not faults, (address, faults)
        assert (page["edition"], page["address"]) == (edition, address)


def test_the_walk_reaches_every_kind_and_every_item(
    every_page: dict[str, Pages], portal: PortalServer
) -> None:
    pages = every_page["zh-Hans"]
    assert {page["kind"] for page in pages.values()} == {
        "home",
        "collection",
        "article",
        "form",
        "case",
    }
    items = portal.call(
        """
        from server.content.models import Item
        result = list(Item.objects.filter(state="published").values_list("address", flat=True))
        """
    )
    assert len(items) > 200
    assert set(items) <= set(pages)


@pytest.mark.parametrize("edition", ["zh-Hans", "en"])
def test_ids_are_unique_in_every_page(edition: str, every_page: dict[str, Pages]) -> None:
    for address, page in every_page[edition].items():
        blocks = block_ids(page)
        items = [item["id"] for item in page.get("collection", {}).get("items", ())]
        assert len(set(blocks + items)) == len(blocks + items), address


def test_an_article_has_the_same_block_ids_in_each_edition(every_page: dict[str, Pages]) -> None:
    articles = [one for one in every_page["en"].values() if one["kind"] == "article"]
    assert len(articles) > 60
    for english in articles:
        chinese = every_page["zh-Hans"][english["address"]]
        ids = [
            [name for block in one["blocks"] for name in ids_in(block)]
            for one in (chinese, english)
        ]
        assert ids[0] == ids[1], english["address"]


@pytest.mark.parametrize("edition", ["zh-Hans", "en"])
def test_sample_content_says_so_in_its_title(edition: str, every_page: dict[str, Pages]) -> None:
    mark = {"zh-Hans": "示例", "en": "sample"}[edition]
    samples = [page for page in every_page[edition].values() if page.get("sample")]
    assert len(samples) > 60
    assert all(mark in page["title"] for page in samples)


def test_english_pages_are_in_english(every_page: dict[str, Pages]) -> None:
    for address, page in every_page["en"].items():
        links = {**page["links"], "editions": []}
        shown = {**page, "links": links}
        if page.get("privacy") != "personal":  # visitors write in the language they like
            text = json.dumps(shown, ensure_ascii=False)
            assert not [c for c in text if "\u4e00" <= c <= "\u9fff"], address


def test_the_home_page_leads_to_the_ten_columns(every_page: dict[str, Pages]) -> None:
    for edition in ("zh-Hans", "en"):
        blocks = {block["id"]: block for block in every_page[edition]["/"]["blocks"]}
        columns = blocks["columns"]
        assert (columns["style"], columns["region"], len(columns["links"])) == (
            "tiles",
            "navigation",
            10,
        )


class Landmarks(HTMLParser):
    """Collects what a screen reader needs of a web page."""

    def __init__(self) -> None:
        super().__init__()
        self.lang = ""
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.append(tag)
        self.ids.extend(value for name, value in attrs if name == "id" and value)
        if tag == "html":
            self.lang = values.get("lang") or ""
        if tag == "a":
            self.links.append(values.get("href") or "")


@pytest.mark.parametrize("edition", ["zh-Hans", "en"])
def test_every_public_page_has_a_web_page(
    edition: str, every_page: dict[str, Pages], portal: PortalServer
) -> None:
    public = [page for page in every_page[edition].values() if "html" in page["links"]]
    assert len(public) > 100
    for page in public[::3]:
        answer = requests.get(portal.base_url + page["links"]["html"]["href"], timeout=20)
        seen = Landmarks()
        seen.feed(answer.text)
        assert (answer.status_code, seen.lang) == (200, edition), page["address"]
        assert (seen.tags.count("main"), seen.tags.count("h1")) == (1, 1)
        assert len(set(seen.ids)) == len(seen.ids), page["address"]
        levels = [int(tag[1]) for tag in seen.tags if tag in {"h1", "h2", "h3", "h4"}]
        assert all(after - before <= 1 for before, after in pairwise(levels))


def test_attachments_are_there_and_as_large_as_said(
    every_page: dict[str, Pages], portal: PortalServer
) -> None:
    blocks = [block for page in every_page["en"].values() for block in page["blocks"]]
    files = {block["href"]: block for block in blocks if block["type"] == "attachment"}
    assert len(files) >= 20
    for href, block in files.items():
        answer = requests.get(portal.base_url + href, timeout=20)
        assert answer.headers["Content-Type"] == block["media_type"]
        assert len(answer.content) == block["size"]
        assert answer.content.startswith(b"PK")
