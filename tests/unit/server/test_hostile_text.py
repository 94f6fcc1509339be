"""Text that would like to be more than text: kept as text, shown as text, at the desk as well."""

from __future__ import annotations

from html import escape
from typing import Any

import pytest

from tests.harness.portal_server import PortalServer
from tests.harness.portal_visitor import PortalVisitor
from tests.harness.taking_part import RIGHT, TEXT, Officer, case_key

MARK = "<script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}{% csrf_token %}\"' & &lt;b&gt;"
SENT = f"\x00\x07{MARK}\x1b[31m"
KEPT = f"{MARK}[31m"
"""Control characters are taken out; everything else stays as it was typed."""


@pytest.fixture(scope="module")
def desk(portal: PortalServer) -> Officer:
    return Officer(portal.base_url, "desk", "desk-2009")


def text_of(value: Any) -> list[str]:
    """All strings in a page."""
    if isinstance(value, dict):
        return [text for one in value.values() for text in text_of(one)]
    if isinstance(value, list):
        return [text for one in value for text in text_of(one)]
    return [value] if isinstance(value, str) else []


def harmless(pages: list[str]) -> None:
    """In web pages it is escaped, and none of it came alive."""
    assert any("&lt;script&gt;alert(1)" in page for page in pages)
    for page in pages:
        for alive in ("<script>alert(1)", "<img src=x", "onerror=alert(2)>", ">49<"):
            assert alive not in page.replace(escape(MARK), "")


def sent(visitor: PortalVisitor, address: str, values: dict[str, Any]) -> dict[str, Any]:
    answer = visitor.send(values, address=address)
    assert answer.status_code == 201, answer.text
    page: dict[str, Any] = answer.json()
    return page


def web(portal: PortalServer, officer: Officer, address: str) -> str:
    return officer.get(portal.base_url + address, timeout=20).text


def test_in_the_forum(portal: PortalServer, visitor: PortalVisitor, desk: Officer) -> None:
    values = {"subject": "题<script>alert(1)</script>", "text": SENT}
    page = sent(visitor, "/forum/access/threads", values)
    assert KEPT in text_of(page["thread"]["posts"])
    harmless([web(portal, desk, page["address"]), web(portal, desk, "/forum/access")])
    harmless([desk.look("forum/post/").text, desk.look("forum/thread/").text])
    key = page["address"].rsplit("/", 1)[1]
    harmless([desk.look(f"forum/thread/{key}/change/").text])


def test_on_the_spokespersons_platform(
    portal: PortalServer, visitor: PortalVisitor, desk: Officer
) -> None:
    values = {"subject": "题<script>alert(1)</script>", "text": f"{TEXT}{SENT}"}
    number = sent(visitor, "/spokespersons/440604001/topics", values)["case"]["no"]
    topic = visitor.page(f"/spokespersons/topics/{number}")
    assert TEXT + KEPT in text_of(topic["thread"])
    harmless([web(portal, desk, f"/spokespersons/topics/{number}")])
    harmless([web(portal, desk, "/spokespersons/440604001"), desk.look("spokes/topic/").text])


def test_in_an_interview(portal: PortalServer, visitor: PortalVisitor, desk: Officer) -> None:
    sent(visitor, "/interviews/talk-25/questions", {"text": SENT})
    queue = desk.look("live/message/?state__exact=waiting").text
    harmless([queue])
    [(key,)] = portal.sql("SELECT max(id) FROM live_message WHERE state = 'waiting'")
    desk.act("live/message/", "show", key)
    assert KEPT in text_of(visitor.page("/interviews/talk-25")["live"]["posts"])
    harmless([web(portal, desk, "/interviews/talk-25")])
    desk.act("live/message/", "complain", key)
    harmless([desk.look("cases/case/").text])


def test_in_a_case_its_supplement_its_rating_and_its_file(
    portal: PortalServer, visitor: PortalVisitor, desk: Officer
) -> None:
    place, values = RIGHT["/services/440600-0010/pre-examination"]
    number = sent(visitor, place, {**values, "details": SENT})["case"]["no"]
    decide = f"cases/case/{case_key(portal, number)}/decide"
    desk.fill(f"{decide}/accept/")
    desk.fill(f"{decide}/ask/", text=MARK)
    form = visitor.page(f"/cases/{number}/supplement")
    assert MARK in text_of(form["blocks"])
    sent(visitor, f"/cases/{number}/supplement", {"text": SENT})
    file = sent(visitor, f"/cases/{number}/files", {"title": "<script>alert(1)</script>"})
    harmless([web(portal, desk, file["links"]["html"]["href"])])
    desk.fill(f"{decide}/reply/", text=MARK)
    sent(visitor, f"/cases/{number}/rating", {"stars": "1", "text": SENT})
    page = visitor.page(f"/cases/{number}")
    texts = text_of(page["case"])
    assert texts.count(KEPT) == 3  # sent, supplemented, rated
    assert texts.count(MARK) == 2  # asked, replied
    harmless([desk.look(f"cases/case/{case_key(portal, number)}/change/").text])


def test_from_the_desk_itself(portal: PortalServer, visitor: PortalVisitor, desk: Officer) -> None:
    [(body,)] = portal.sql("SELECT id FROM spokes_body WHERE code = '440604001'")
    when = {"at_0": "2026-11-02", "at_1": "09:00:00", "shown": "on"}
    title = "新<script>alert(1)</script>"
    fields = {"body": str(body), "title": title, "text": MARK, "lang": "zh-Hans"}
    desk.fill("spokes/release/add/", **fields, **when)
    item = visitor.page("/spokespersons/440604001/releases")["collection"]["items"][0]
    assert item["title"] == title
    assert MARK in text_of(visitor.page(item["href"])["blocks"])
    harmless([web(portal, desk, item["href"]), desk.look("spokes/release/").text])


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("/forum/access/threads", "text"),
        ("/interviews/talk-25/questions", "text"),
        ("/spokespersons/440604001/topics", "text"),
        ("/services/440600-0010/pre-examinations", "details"),
    ],
)
def test_a_megabyte_is_too_long_and_nothing_breaks(
    visitor: PortalVisitor, address: str, field: str
) -> None:
    answer = visitor.send({field: "x" * 1_000_000}, address=address)
    faults = [(one["field"], one["code"]) for one in answer.json()["errors"]]
    assert (answer.status_code, (field, "maxLength") in faults) == (422, True)
    huge = visitor.send({field: "x" * 2_000_000}, address=address)
    assert (huge.status_code, huge.json()["code"]) == (413, "too_large")
