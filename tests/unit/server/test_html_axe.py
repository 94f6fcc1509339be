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
