"""The publishing desk: every system is filled through it, within rights, with a history."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Any

import pytest

from tests.harness.portal_desk import Officer, editions, plain
from tests.harness.portal_server import PortalServer
from tests.harness.portal_visitor import PortalVisitor

NO_INDEX = {"index_no": "", "doc_year": "", "doc_number": "", "written_on": "2026-11-02"}
BOTH = (
    ("zh-Hans", "新内容", "# 小标题\n正文。\n- 一\n- 二"),
    ("en", "Something new", "# Heading\nText.\n- one\n- two"),
)


@pytest.fixture
def reader(portal: PortalServer) -> PortalVisitor:
    return PortalVisitor(portal.base_url)


@pytest.fixture(scope="module")
def editor(portal: PortalServer) -> Iterator[Officer]:
    with Officer(portal, "editor") as officer:
        yield officer


@pytest.fixture(scope="module")
def writer(portal: PortalServer) -> Iterator[Officer]:
    with Officer(portal, "writer") as officer:
        yield officer


@pytest.fixture(scope="module")
def publisher(portal: PortalServer) -> Iterator[Officer]:
    with Officer(portal, "publisher") as officer:
        yield officer


@lru_cache(maxsize=1)
def keys(portal: PortalServer) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = portal.call(
        """
        from server.content.models import Category, Item, Organ
        result = {
            "organ": dict(Organ.objects.values_list("code", "pk")),
            "category": dict(Category.objects.values_list("slug", "pk")),
            "item": dict(Item.objects.filter(kind="section").values_list("address", "pk")),
        }
        """
    )
    return found


def written(
    officer: Officer, address: str, kind: str, *, chinese_only: bool = False, **more: str
) -> None:
    """A draft with its editions."""
    texts = BOTH[:1] if chinese_only else BOTH
    at = keys(officer.portal)
    organ = {"organ": str(at["organ"]["440600009"])}
    if "category" in more:
        more["category"] = str(at["category"][more["category"]])
    if "parent" in more:
        more["parent"] = str(at["item"][more["parent"]])
    values = {"address": address, "kind": kind, "position": "0", **organ, **NO_INDEX, **more}
    officer.saved("content/item/add/", {**values, **editions(*texts)})


def published(officer: Officer, address: str) -> None:
    officer.step(address, "submit")
    officer.step(address, "publish")


@pytest.mark.parametrize(
    ("address", "kind", "listed", "more"),
    [
        ("/organs/440600009/news", "article", "", {}),
        (
            "/institutions/9001",
            "institution",
            "/institutions?kind=schools",
            {"category": "schools"},
        ),
        ("/news/20261102-9001", "news", "/topics/culture", {"parent": "/topics/culture"}),
        ("/topics/new-topic", "section", "/topics", {"parent": "/topics"}),
        ("/articles/new-article", "article", "/open", {"parent": "/open"}),
        ("/lanes/new-lane", "lane", "/lanes", {}),
        ("/handbook/new-chapter", "article", "/handbook", {"parent": "/handbook"}),
    ],
)
def test_what_is_written_at_the_desk_is_read_until_it_is_withdrawn(
    editor: Officer,
    reader: PortalVisitor,
    address: str,
    kind: str,
    listed: str,
    more: dict[str, Any],
) -> None:
    written(editor, address, kind, **more)
    assert reader.get(address).status_code == 404
    published(editor, address)
    for edition in ("zh-Hans", "en"):
        page = reader.page(address, edition)
        assert [block["id"] for block in page["blocks"]] == ["h1", "p1", "list-1"]
        if listed:
            assert address in reader.get(listed, edition).text
    editor.step(address, "withdraw", "内容有误")
    for edition in ("zh-Hans", "en"):
        assert reader.page(address, edition)["blocks"][0]["level"] == "withdrawn"
        if listed:
            assert address not in reader.get(listed, edition).text
    changes = plain(editor.look(f"content/item/{editor.item(address)}/change/"))
    for before, after in pairwise(("草稿", "审核中", "已发布", "已撤下")):
        assert f"状态：{before} → {after}" in changes


def test_items_are_listed_by_their_titles(editor: Officer, portal: PortalServer) -> None:
    rows = editor.look("content/item/").text
    title = portal.sql(
        "SELECT e.title FROM content_edition e JOIN content_item i ON i.id = e.item_id"
        " WHERE e.edition = 'zh-Hans' ORDER BY i.published_at DESC, i.id DESC LIMIT 1"
    )[0][0]
    assert re.search(rf"/change/[^>]*>{re.escape(title)}<", rows)


def test_a_document_gets_its_index_number_and_is_read_at_once(
    portal: PortalServer, editor: Officer, reader: PortalVisitor
) -> None:
    tag = reader.get("/disclosures").headers["ETag"]
    written(editor, "/new", "disclosure", category="notices")
    address: str = portal.call(
        "from server.content.models import Item; result = Item.objects.latest('pk').address"
    )
    published(editor, address)
    first = reader.get("/disclosures", **{"If-None-Match": tag})
    assert first.status_code == 200
    assert first.json()["collection"]["items"][0]["href"] == address
    assert address.startswith("/disclosures/440600009-")


def test_an_officer_sees_and_changes_nothing_of_another_organ(
    portal: PortalServer, writer: Officer
) -> None:
    own = writer.item("/organs/440600009/guide")
    foreign = Officer(portal, "editor").item("/organs/440600004/guide")
    seen = plain(writer.look("content/item/?all="))
    assert "/organs/440600009" in seen
    assert "/organs/440600004" not in seen
    assert writer.look(f"content/item/{own}/change/").status_code == 200
    assert not writer.look(f"content/item/{foreign}/change/").url.endswith("change/")
    assert writer.fill(f"content/item/{foreign}/step/withdraw/", {"text": "x"}).status_code == 404
    service: int = portal.call(
        """
        from server.services.models import Service
        result = Service.objects.exclude(item__organ__code="440600009").first().pk
        """
    )
    assert not writer.look(f"services/service/{service}/change/").url.endswith("change/")


def test_a_writer_writes_for_the_own_organ_and_only_a_publisher_publishes(
    portal: PortalServer, writer: Officer, publisher: Officer, reader: PortalVisitor
) -> None:
    other = str(keys(portal)["organ"]["440600004"])
    values = {"address": "/articles/four-eyes", "kind": "article", "position": "0", **NO_INDEX}
    refused = writer.save(
        "content/item/add/", {**values, "organ": other, **editions(("zh-Hans", "x", "正文"))}
    )
    assert not refused.history
    writer.saved("content/item/add/", {**values, **editions(("zh-Hans", "双人审核", "正文"))})
    writer.step("/articles/four-eyes", "submit")
    assert writer.step("/articles/four-eyes", "publish").status_code == 403
    assert reader.get("/articles/four-eyes").status_code == 404
    publisher.step("/articles/four-eyes", "publish")
    assert reader.page("/articles/four-eyes")["title"] == "双人审核"
    key = writer.item("/articles/four-eyes")
    assert writer.fill(f"content/item/{key}/change/", {"position": "7"}).status_code == 403


def test_every_change_is_kept_with_what_it_was_and_who_made_it(
    portal: PortalServer, editor: Officer
) -> None:
    written(editor, "/articles/history", "article")
    key = editor.item("/articles/history")
    editor.saved(f"content/item/{key}/change/", {"position": "42"})
    published(editor, "/articles/history")
    shown = plain(editor.look(f"content/item/{key}/change/"))
    assert "排序：0 → 42" in shown
    assert "状态：审核中 → 已发布" in shown
    assert "示例编辑" in shown
    assert "editor" in plain(editor.look(f"content/item/{key}/history/"))


def test_a_withdrawn_item_says_why_and_can_be_taken_up_again(
    portal: PortalServer, editor: Officer, reader: PortalVisitor
) -> None:
    written(editor, "/articles/wrong", "article")
    published(editor, "/articles/wrong")
    assert "请填写内容" in editor.step("/articles/wrong", "withdraw").text
    editor.step("/articles/wrong", "withdraw", "数字有误")
    notice = reader.page("/articles/wrong")["blocks"][0]
    assert (notice["level"], "数字有误" in notice["text"]) == ("withdrawn", True)
    english = reader.page("/articles/wrong", "en")["blocks"][0]["text"]
    assert english.startswith("This information has been withdrawn")
    assert "当前状态下不能" in editor.step("/articles/wrong", "publish").text
    editor.step("/articles/wrong", "reopen")
    assert reader.get("/articles/wrong").status_code == 404


def test_editions_that_differ_in_their_blocks_are_not_published(
    portal: PortalServer, editor: Officer, reader: PortalVisitor
) -> None:
    values = {"address": "/articles/uneven", "kind": "article", "position": "0", **NO_INDEX}
    uneven = editions(("zh-Hans", "一", "正文"), ("en", "One", "Text\n\nMore"))
    editor.saved("content/item/add/", {**values, **uneven})
    editor.step("/articles/uneven", "submit")
    assert "段落不一致" in editor.step("/articles/uneven", "publish").text
    assert reader.get("/articles/uneven").status_code == 404


def test_a_service_is_described_at_the_desk(
    portal: PortalServer, editor: Officer, reader: PortalVisitor
) -> None:
    written(editor, "/services/440600-9001", "service", chinese_only=True, category="birth")
    values = {
        "item": str(editor.item("/services/440600-9001")),
        "code": "440600-9001",
        "subject": "desk-service",
        "kind": "other",
        "statutory_days": "10",
        "promised_days": "3",
        "fee": "0",
        "visits": "1",
        "phone": "0757-00001234",
        "complaint_phone": "0757-00012345",
    }
    too_long = editor.save("services/service/add/", {**values, "promised_days": "11"})
    assert "承诺时限长于法定时限" in too_long.text
    editor.saved("services/service/add/", values)
    text: int = portal.call(
        """
        from server.content.models import Edition
        found = Edition.objects.get(item__address="/services/440600-9001", edition="zh-Hans")
        result = found.pk
        """
    )
    words = {
        "text": str(text),
        "audience": "市民",
        "legal_basis": "示例",
        "output": "回执",
        "conditions": "年满十八周岁",
        "materials": "身份证 | 一份 | 原件",
        "steps": "提交 | 当场\n领取 | 三天",
        "channels": "窗口 | 一号窗口 | 工作日",
        "fee_note": "不收费",
        "faq": "",
    }
    editor.saved("services/servicetext/add/", words)
    published(editor, "/services/440600-9001")
    page = reader.page("/services/440600-9001")
    steps = next(block for block in page["blocks"] if block["id"] == "steps-list")
    assert [item["text"] for item in steps["items"]] == ["提交 (当场)", "领取 (三天)"]


def test_a_scenario_is_drawn_at_the_desk(
    portal: PortalServer, editor: Officer, reader: PortalVisitor
) -> None:
    written(editor, "/scenarios/desk", "scenario")
    yes = {"id": "yes", "text": {"zh-Hans": "是"}, "results": ["birth-1-apply"]}
    tree = {"start": "q", "questions": {"q": {"text": {"zh-Hans": "是吗？"}, "options": [yes]}}}
    item = str(editor.item("/scenarios/desk"))
    empty = {"item": item, "tree": json.dumps({"start": "q", "questions": {}})}
    assert "没有这个问题" in editor.save("services/scenario/add/", empty).text
    several: tuple[Any, ...] = ({"q": {"options": ["x"]}}, {"q": 5}, [], None)
    for odd in (*several, {"q": {"options": [{"next": []}]}}):
        strange = {"item": item, "tree": json.dumps({"start": ["q"], "questions": odd})}
        assert "errorlist" in editor.save("services/scenario/add/", strange).text, odd
    editor.saved("services/scenario/add/", {"item": item, "tree": json.dumps(tree)})
    published(editor, "/scenarios/desk")
    end = reader.page("/scenarios/desk?way=yes")["steps"]
    assert [link["href"] for link in end["results"]] == ["/services/440600-0001"]
    editor.step("/scenarios/desk", "withdraw", "内容有误")
    for address in ("/scenarios/desk", "/scenarios/desk?way=yes"):
        assert reader.page(address)["blocks"][0]["level"] == "withdrawn"


def test_an_application_is_entered_at_the_desk(
    portal: PortalServer, editor: Officer, reader: PortalVisitor
) -> None:
    service: int = portal.call(
        "from server.services.models import Service; result = Service.objects.first().pk"
    )
    dates = {
        f"{name}_{place}": value
        for name in ("received_at", "accept_due", "due_at")
        for place, value in ((0, "2026-11-02"), (1, "09:00:00"))
    }
    values = {"no": "BJ-2026-900001", "service": str(service), "state": "received", **dates}
    editor.saved("services/application/add/", values)
    assert reader.page("/progress/BJ-2026-900001")["case"]["state"] == "received"


def test_a_site_is_scored_at_the_desk(
    portal: PortalServer, editor: Officer, reader: PortalVisitor
) -> None:
    address = "/evaluation/440600001"
    key = editor.item(address)
    before = reader.page(address)
    editor.saved(f"evaluation/site/{key}/change/", {"scores-0-second": "25", "scores-0-first": "1"})
    after = reader.page(address)
    row = next(block for block in after["blocks"] if block["id"] == "scores")["rows"][0]
    assert row["cells"][2:] == ["1", "25"]
    assert before != after
    editor.step(address, "withdraw", "重新核分")
    assert reader.page(address)["blocks"][0]["level"] == "withdrawn"
    editor.step(address, "reopen")
    published(editor, address)
    assert reader.page(address)["blocks"][0]["id"] != "withdrawn"
