"""What every web page of the portal must have for a screen reader; axe-core looks closer.

The full rules run in tests/long/server/test_axe.py; these are quick, and name the rule.
"""

from __future__ import annotations

from html.parser import HTMLParser
from itertools import pairwise

import pytest
import requests

from tests.harness.portal_server import PortalServer

PAGES = (
    "/",
    "/?edition=en",
    "/open",
    "/disclosures",
    "/disclosures?class=rules",
    "/search?q=%E4%BD%9B%E5%B1%B1",
    "/guides/residence-permit",
    "/consultations/new",
    "/no-such-page",
)
_VOID = {"meta", "link", "img", "br", "input", "hr"}
_LANDMARKS = {"header", "main", "nav", "footer"}


class Structure(HTMLParser):
    """Collects the faults of a page while it is read."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.open: list[str] = []
        self.counts: dict[str, int] = {}
        self.levels: list[int] = []
        self.ids: list[str] = []
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.counts[tag] = self.counts.get(tag, 0) + 1
        self.ids.extend(value for name, value in attrs if name == "id" and value)
        if tag == "html" and not values.get("lang"):
            self.faults.append("html without lang")
        if tag == "img" and "alt" not in values:
            self.faults.append("image without alternative")
        if tag == "th" and "scope" not in values:
            self.faults.append("heading cell without scope")
        if tag == "li" and self.open[-1] not in {"ul", "ol"}:
            self.faults.append("list item outside a list")
        if tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            self.levels.append(int(tag[1]))
        if tag in {"a", "title", "h1"}:
            self._text = ""
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"{tag} is closed where it is not open")
        if tag in {"a", "title", "h1"} and not self._text.strip():
            self.faults.append(f"{tag} without words")

    def handle_data(self, data: str) -> None:
        self._text += data
        inside_page = "body" in self.open and self.open[-1] not in {"script", "style"}
        skip = self.open[-1:] == ["a"] and "main" not in self.counts and "header" not in self.counts
        if data.strip() and inside_page and not skip and not _LANDMARKS & set(self.open):
            self.faults.append(f"outside every landmark: {data.strip()[:30]}")


@pytest.mark.parametrize("path", PAGES)
def test_a_web_page_has_what_a_screen_reader_needs(portal: PortalServer, path: str) -> None:
    answer = requests.get(portal.base_url + path, timeout=20)
    page = Structure()
    page.feed(answer.text)
    assert page.faults == []
    assert page.open == []
    assert (page.counts["main"], page.counts["h1"], page.counts["title"]) == (1, 1, 1)
    assert page.levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(page.levels))
    assert len(set(page.ids)) == len(page.ids)


def test_the_structure_of_a_bad_page_is_found_out() -> None:
    page = Structure()
    page.feed(
        "<html><body><p>x</p><li><img src=a><th>y</th></li><a href=b></a></div></body></html>"
    )
    assert len(page.faults) >= 6


def text(portal: PortalServer, path: str) -> str:
    return requests.get(portal.base_url + path, timeout=20).text


@pytest.mark.parametrize("path", ["/disclosures?class=rules", "/search?q=%E4%BD%9B%E5%B1%B1"])
def test_on_a_phone_the_rows_come_first(portal: PortalServer, path: str) -> None:
    page = text(portal, path)
    folded = page[page.index("<details>") : page.index("</details>")]
    assert folded.count("<li>") > 20  # what narrows the list waits until it is asked for
    assert page[: page.index("<ol start")].replace(folded, "").count("<li>") < 12


def test_what_was_chosen_is_told_and_can_be_taken_away(portal: PortalServer) -> None:
    page = text(portal, "/disclosures?class=rules")
    before = page[: page.index("<details>")]
    assert "<strong>法规公文</strong>" in before
    assert '<a href="/disclosures" aria-label="取消: 法规公文">' in before


def test_the_second_page_of_a_list_counts_on(portal: PortalServer) -> None:
    assert '<ol start="51">' in text(portal, "/disclosures?page=2")


@pytest.mark.parametrize(("path", "edition"), [("/", ""), ("/?edition=en", "en")])
def test_every_web_page_can_be_searched_from(portal: PortalServer, path: str, edition: str) -> None:
    page = text(portal, path)
    form = page[page.index("<form") : page.index("</form>")]
    assert 'role="search" action="/search"' in form
    assert '<label for="q">' in form
    assert ('name="edition" value="en"' in form) == bool(edition)
    found = text(portal, "/search?q=%E4%BD%9B%E5%B1%B1" + ("&edition=en" if edition else ""))
    assert "<h1>" in found


def test_a_form_says_where_it_is_filled_in(portal: PortalServer) -> None:
    assert "这张表在自助终端上填写" in text(portal, "/consultations/new")
    assert "filled in at a terminal" in text(portal, "/consultations/new?edition=en")


def test_sample_content_is_marked_once(portal: PortalServer) -> None:
    page = text(portal, "/progress/BJ-2026-000001")
    title = page[page.index("<h1>") : page.index("</h1>")]
    assert title.count("【示例】") == 1
