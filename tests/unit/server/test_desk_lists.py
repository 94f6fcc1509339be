"""What the desk does beyond pages: lists and search follow, days off move limits, indicators."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from urllib.parse import quote

import pytest
import requests

from tests.harness import portal_desk, taking_part
from tests.harness.portal_server import PortalServer
from tests.harness.portal_visitor import PortalVisitor


@pytest.fixture
def reader(portal: PortalServer) -> PortalVisitor:
    return PortalVisitor(portal.base_url)


@pytest.fixture(scope="module")
def editor(portal: PortalServer) -> Iterator[portal_desk.Officer]:
    with portal_desk.Officer(portal, "editor") as officer:
        yield officer


def everywhere(
    reader: PortalVisitor, address: str, title: str, lists: tuple[str, ...]
) -> list[str]:
    """Where an item is found: its lists, the search, the feed."""
    asked = [*lists, f"/search?q={quote(title)}"]
    return [place for place in asked if f'"{address}"' in reader.get(place).text]


def one_of(portal: PortalServer, kind: str) -> tuple[str, str, str]:
    """Address, title and category's slug of the newest published item of a kind."""
    [found] = portal.sql(
        "SELECT i.address, e.title, c.slug FROM content_item i"
        " JOIN content_edition e ON e.item_id = i.id AND e.edition = 'zh-Hans'"
        " JOIN content_category c ON c.id = i.category_id"
        " WHERE i.kind = ? AND i.state = 'published'"
        " ORDER BY i.published_at DESC, i.id DESC LIMIT 1",
        kind,
    )
    return found[0], found[1], found[2]


def test_a_document_that_is_withdrawn_leaves_lists_search_and_feed(
    portal: PortalServer, editor: portal_desk.Officer, reader: PortalVisitor
) -> None:
    address, title, category = one_of(portal, "disclosure")
    lists = ("/disclosures", f"/disclosures?class={category}")
    feed = f"{portal.base_url}/feeds/disclosures.atom"
    assert len(everywhere(reader, address, title, lists)) == 3
    assert address in requests.get(feed, timeout=20).text
    total = reader.page("/disclosures")["collection"]["total"]
    editor.step(address, "withdraw", "文号有误")
    assert everywhere(reader, address, title, lists) == []
    assert address not in requests.get(feed, timeout=20).text
    assert reader.page("/disclosures")["collection"]["total"] == total - 1
    notice = reader.page(address)["blocks"][0]
    assert (notice["level"], "文号有误" in notice["text"]) == ("withdrawn", True)
    for step in ("reopen", "submit", "publish"):
        editor.step(address, step)
    assert len(everywhere(reader, address, title, lists)) == 3


def test_a_service_that_is_withdrawn_leaves_the_hall_and_says_so(
    editor: portal_desk.Officer, reader: PortalVisitor
) -> None:
    hall = ("/services", "/services?page=1")
    first = reader.page(hall[0])["collection"]["items"][0]
    address, title = first["href"], first["title"]
    assert len(everywhere(reader, address, title, hall)) == 3
    editor.step(address, "withdraw", "事项取消")
    assert everywhere(reader, address, title, hall) == []
    notice = reader.page(address)["blocks"][0]
    assert (notice["level"], "事项取消" in notice["text"]) == ("withdrawn", True)
    for step in ("reopen", "submit", "publish"):
        editor.step(address, step)
    assert len(everywhere(reader, address, title, hall)) == 3


def test_a_day_off_entered_at_the_desk_moves_the_limit_that_a_visitor_reads(
    portal: PortalServer, visitor: PortalVisitor
) -> None:
    officer = taking_part.Officer(portal.base_url, "desk", "desk-2009")
    address = visitor.send().json()["address"]

    def due() -> date:
        return datetime.fromisoformat(visitor.page(address)["case"]["reply_due"]).date()

    before = due()
    officer.fill("cases/calendarday/add/", day=before.isoformat(), source="示例通知")
    moved = due()
    assert moved > before
    [(key,)] = portal.sql("SELECT id FROM cases_calendarday WHERE source = '示例通知'")
    officer.fill(f"cases/calendarday/{key}/delete/", post="yes")
    assert due() == before


def test_an_indicator_entered_at_the_desk_is_scored_and_read(
    portal: PortalServer, editor: portal_desk.Officer, reader: PortalVisitor
) -> None:
    name = {"slug": "accessible", "title": "无障碍服务", "title_en": "Accessible service"}
    editor.saved("evaluation/indicator/add/", {**name, "points": "6", "position": "90"})
    [(indicator,)] = portal.sql("SELECT id FROM evaluation_indicator WHERE slug = 'accessible'")
    address = "/evaluation/440600002"
    site, before = editor.item(address), reader.page(address)
    scores = next(block for block in before["blocks"] if block["id"] == "scores")["rows"]
    number = len(scores)
    score = {"indicator": str(indicator), "first": "2", "second": "5"}
    formset = {"TOTAL_FORMS": str(number + 1), f"{number}-site": str(site)}
    words = {"opinion": "缺少朗读", "correction": "已补上", "opinion_en": "", "correction_en": ""}
    more = {f"{number}-{name}": value for name, value in {**score, **words}.items()}
    values = {f"scores-{name}": value for name, value in {**formset, **more}.items()}
    editor.saved(f"evaluation/site/{site}/change/", values)
    after = reader.page(address)
    row = next(block for block in after["blocks"] if block["id"] == "scores")["rows"][-1]
    assert row["cells"] == ["无障碍服务", "6", "2", "5"]
    english = reader.page(address, "en")
    row = next(block for block in english["blocks"] if block["id"] == "scores")["rows"][-1]
    assert row["cells"][0] == "Accessible service"
    assert "缺少朗读" in str(after["blocks"])
    listed = reader.get(f"/search?q={quote('缺少朗读')}").text
    assert address in listed
