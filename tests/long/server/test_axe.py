"""axe-core finds nothing wrong with any kind of web page, nor with fifty drawn by lot."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.harness.assisting import OUTLINE, Helped
from tests.harness.axe import look, violations
from tests.harness.portal_desk import Officer
from tests.harness.portal_server import PortalServer
from tests.harness.staff import ACCOUNT, PASSWORD, Staff

TEMPLATES = (
    "/",
    "/?edition=en",
    "/open",
    "/disclosures",
    "/disclosures?class=rules",
    "/search?q=%E4%BD%9B%E5%B1%B1",
    "/search",
    "/organs",
    "/services",
    "/guides/residence-permit",
    "/guides/residence-permit?edition=en",
    "/consultations/new",
    "/no-such-page",
    "/d",
    "/d/done",
    "/desk/login/",
    "/scenarios",
    "/scenarios/drivers",
    "/progress",
    "/progress/BJ-2026-000001",
    "/results",
    "/forum",
    "/interviews",
    "/surveys",
    "/supervision",
    "/spokespersons",
    "/evaluation",
    "/evaluation/440600001",
    "/faults/new",
    "/subscriptions",
    "/phone",
    "/handbook",
    "/leave/x",
    "/u/1/x",
    "/assist/sign-in",
)
DESK = (
    "/desk/",
    "/desk/content/item/",
    "/desk/content/item/add/",
    "/desk/content/item/1/change/",
    "/desk/content/item/1/step/withdraw/",
    "/desk/content/attachment/add/",
    "/desk/services/service/",
    "/desk/evaluation/site/",
)
pytestmark = [pytest.mark.long, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def portal() -> Iterator[PortalServer]:
    with PortalServer() as server:
        yield server


def test_every_kind_of_web_page_is_free_of_violations(portal: PortalServer) -> None:
    assert violations([portal.base_url + path for path in TEMPLATES]) == {}


@pytest.mark.parametrize("width", [320, 390])
def test_on_a_phone_nothing_is_wider_than_the_screen(portal: PortalServer, width: int) -> None:
    found = look([portal.base_url + path for path in TEMPLATES], width=width)
    wrong = {url: one for url, one in found.items() if one["wide"] or one["violations"]}
    assert wrong == {}


def test_the_officers_desk_is_free_of_violations(portal: PortalServer) -> None:
    with Officer(portal, "editor") as officer:
        cookies = "; ".join(f"{name}={value}" for name, value in officer.cookies.items())
    assert violations([portal.base_url + path for path in DESK], cookies=cookies) == {}


def test_fifty_pages_drawn_by_lot_are_free_of_violations(portal: PortalServer) -> None:
    rows = portal.call(
        """
        from server.content.models import Edition
        found = Edition.objects.filter(item__state="published")
        result = list(found.values_list("item__address", "edition"))
        """
    )
    drawn = random.Random(2009).sample(sorted(map(tuple, rows)), 50)
    urls = [
        portal.base_url + address + ("" if edition == "zh-Hans" else f"?edition={edition}")
        for address, edition in drawn
    ]
    assert violations(urls) == {}


def test_the_pages_for_helping_are_free_of_violations(portal: PortalServer, tmp_path: Path) -> None:
    style = requests.get(f"{portal.base_url}/d/style.css", timeout=20).text
    (tmp_path / "style.css").write_text(style, encoding="utf-8")
    pages = [
        html
        for lang in ("zh-Hans", "zh-Hant", "en")
        for html in assist_pages(portal, f"terminal-axe-{lang}", lang)
    ]
    assert len(pages) == 27
    files = [tmp_path / f"{number:02}.html" for number in range(len(pages))]
    for file, html in zip(files, pages, strict=True):
        file.write_text(html.replace('href="/d/style.css"', 'href="style.css"'), encoding="utf-8")
    for width in (320, 1280):
        found = look([file.as_uri() for file in files], width=width)
        assert {url: one["violations"] for url, one in found.items() if one["violations"]} == {}
        assert [url for url, one in found.items() if one["wide"]] == []


def assist_pages(portal: PortalServer, client_id: str, lang: str) -> list[str]:
    """The HTML of every page with which staff helps, in every state."""
    pages: list[str] = []
    terminal = Helped(portal, client_id, f"{lang}号机")
    with Staff(portal.base_url, lang) as staff:
        staff.session.hooks["response"].append(
            lambda answer, *_, **__: None if answer.is_redirect else pages.append(answer.text)
        )
        staff.open("/assist/sign-in")
        staff.submit(account="", password="")
        staff.open("/assist/sign-in")
        staff.submit(account=ACCOUNT, password=PASSWORD)
        terminal.stands("visiting", "ask")
        staff.open("/assist/")
        staff._send(staff._form("/remote", f"{lang}号机"), {})
        terminal.id = terminal.stands()["offer"]["id"]
        assert terminal.help("agree").status_code == 200
        terminal.sync(outline=json.dumps(OUTLINE))
        where = staff.look().url
        assert staff.rows
        staff.act(kind="say", text=" ")
        terminal.help("end", why="visitor")
        staff.open(where)
    return pages


def test_axe_would_find_something(tmp_path: Path) -> None:
    page = tmp_path / "bad.html"
    page.write_text('<html><body><img src="x"><main><h3>x</h3></main></body></html>')
    ids = {name for name, _ in violations([page.as_uri()])[page.as_uri()]}
    assert {"image-alt", "html-has-lang", "document-title"} <= ids
