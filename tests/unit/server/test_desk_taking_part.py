"""The desks of the systems of asking and answering: what they are made of is entered there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from server.base import CHINA
from tests.harness.portal_desk import Officer, plain
from tests.harness.portal_server import PortalServer
from tests.harness.portal_visitor import PortalVisitor


@pytest.fixture(scope="module")
def city(portal: PortalServer) -> Iterator[Officer]:
    with Officer(portal, "desk") as officer:
        yield officer


@pytest.fixture(scope="module")
def district(portal: PortalServer) -> Iterator[Officer]:
    with Officer(portal, "desk.chancheng", "desk-2010") as officer:
        yield officer


@pytest.fixture(scope="module")
def editor(portal: PortalServer) -> Iterator[Officer]:
    with Officer(portal, "editor") as officer:
        yield officer


def organ(portal: PortalServer, code: str) -> str:
    [(key,)] = portal.sql("SELECT id FROM content_organ WHERE code = ?", code)
    return str(key)


def newest(officer: Officer, table: str, title: str) -> int:
    """The key of a row, found as an officer finds it: by its title in the list."""
    listed = officer.look(f"{table}/?q={title}").text
    keys = re.findall(rf'href="/desk/{table}/(\d+)/change/[^>]*>{re.escape(title)}<', listed)
    return int(keys[0])


def at(name: str, days: float) -> dict[str, str]:
    """A moment in the two fields of the desk, ``days`` from now."""
    moment = datetime.now(CHINA) + timedelta(days=days)
    return {f"{name}_0": f"{moment:%Y-%m-%d}", f"{name}_1": f"{moment:%H:%M:%S}"}


def test_a_fault_of_a_page_is_closed_and_whoever_reported_it_reads_so(
    portal: PortalServer, editor: Officer
) -> None:
    reader = PortalVisitor(portal.base_url)
    sent = {"address": "/lanes/drivers", "kind": "link", "text": "第二个按钮打不开"}
    receipt = reader.send(sent, address="/faults").json()["address"]
    assert state(reader, receipt) == "已收到"
    number = receipt.rpartition("/")[2]
    key = newest(editor, "evaluation/faultreport", number)
    shown = plain(editor.look(f"evaluation/faultreport/{key}/change/"))
    assert "第二个按钮打不开" in shown
    assert "链接打不开" in shown
    editor.saved(f"evaluation/faultreport/{key}/change/", {"state": "fixed"})
    assert state(reader, receipt) == "已更正"
    assert state(reader, receipt, "en") == "Corrected"
    assert number not in editor.look("evaluation/faultreport/?state__exact=received").text
    assert "状态：已收到 → 已更正" in plain(editor.look(f"evaluation/faultreport/{key}/change/"))


def state(reader: PortalVisitor, receipt: str, edition: str = "zh-Hans") -> str:
    facts = reader.page(receipt, edition)["blocks"][0]["facts"]
    found: dict[str, str] = {fact["id"]: fact["value"] for fact in facts}
    return found["fact-state"]


def test_nobody_closes_a_fault_without_the_right(portal: PortalServer, district: Officer) -> None:
    reader = PortalVisitor(portal.base_url)
    sent = {"address": "/lanes/drivers", "kind": "other", "text": "不知道是什么问题"}
    receipt = reader.send(sent, address="/faults").json()["address"]
    [(key,)] = portal.sql("SELECT max(id) FROM evaluation_faultreport")
    place = f"evaluation/faultreport/{key}/change/"
    assert district.fill(place, {"state": "kept", "_save": "1"}).status_code == 403
    assert state(reader, receipt) == "已收到"


def rows(prefix: str, *values: dict[str, str]) -> dict[str, str]:
    """Form values of new rows below another one."""
    found = {f"{prefix}-TOTAL_FORMS": str(len(values)), f"{prefix}-INITIAL_FORMS": "0"}
    for number, one in enumerate(values):
        found |= {f"{prefix}-{number}-{name}": value for name, value in one.items()}
    return found


def test_a_survey_is_drawn_up_answered_and_read_as_numbers(
    portal: PortalServer, city: Officer, visitor: PortalVisitor
) -> None:
    words = {"slug": "lifts", "title": "加装电梯", "title_en": "Lifts", "description": ""}
    question = {"title": "是否赞成？", "title_en": "In favour?", "position": "0"}
    opens = {**at("opens_at", -1), **at("closes_at", 1)}
    city.saved("live/survey/add/", {**words, **opens, **rows("items", question)})
    item = newest(city, "live/item", "是否赞成？")
    yes = {"title": "赞成", "title_en": "Yes", "position": "0"}
    no = {"title": "不赞成", "title_en": "No", "position": "1"}
    city.saved(f"live/item/{item}/change/", rows("choices", yes, no))
    assert "/surveys/lifts" in visitor.get("/surveys").text
    form = visitor.page("/surveys/lifts/answer")["form"]
    [field] = form["order"]
    [first, second] = form["fields"][field]["options"]
    assert (first["title"], second["title"]) == ("赞成", "不赞成")
    answer = visitor.send({field: second["value"]}, address="/surveys/lifts/answers")
    assert answer.status_code == 201
    blocks = {block["type"]: block for block in answer.json()["blocks"]}
    assert blocks["chart"]["series"][0]["values"] == [0, 1]
    city.saved(f"live/survey/{newest(city, 'live/survey', '加装电梯')}/change/", at("closes_at", 0))
    assert visitor.get("/surveys/lifts/answer").status_code == 404


def test_an_interview_is_announced_begun_and_ended(
    portal: PortalServer, district: Officer, visitor: PortalVisitor
) -> None:
    words = {
        "slug": "old-town",
        "title": "老城更新",
        "lang": "zh-Hans",
        "guest": "示例嘉宾",
        "guest_post": "示例职务",
        "blocks": "[]",
        "state": "planned",
        **at("starts_at", 0),
        **at("ends_at", 0.1),
    }
    foreign = {**words, "organ": organ(portal, "440600017")}
    assert not district.save("live/interview/add/", foreign).history
    district.saved("live/interview/add/", {**words, "organ": organ(portal, "440604001")})
    key = newest(district, "live/interview", "老城更新")
    assert visitor.page("/interviews/old-town")["live"]["state"] == "planned"
    act(district, "live/interview/", "begin", key)
    said = {"interview": str(key), "role": "guest", "author": "示例嘉宾", "text": "大家好"}
    district.saved("live/message/add/", said)
    page = visitor.page("/interviews/old-town")["live"]
    assert (page["state"], page["posts"][-1]["text"]) == ("live", "大家好")
    act(district, "live/interview/", "end", key)
    assert visitor.page("/interviews/old-town")["live"]["state"] == "over"
    asked = visitor.send({"text": "还能提问吗？"}, address="/interviews/old-town/questions")
    assert asked.status_code in {404, 422}
    history = plain(district.look(f"live/interview/{key}/history/"))
    assert "正在进行" in history
    assert "已结束" in history


def act(officer: Officer, place: str, action: str, key: int) -> None:
    officer.fill(place, {"action": action, "_selected_action": str(key)})


def test_a_guest_does_not_answer_what_was_asked_in_another_interview(
    portal: PortalServer, city: Officer
) -> None:
    [(talk,)] = portal.sql("SELECT id FROM live_interview WHERE slug = 'talk-25'")
    [(other,)] = portal.sql("SELECT min(id) FROM live_message WHERE interview_id <> ?", talk)
    said = {"interview": str(talk), "role": "guest", "author": "嘉宾", "text": "答非所问"}
    answer = city.save("live/message/add/", {**said, "in_reply_to": str(other)})
    assert "这是另一场访谈中的发言。" in answer.text
    assert portal.sql("SELECT count(*) FROM live_message WHERE text = '答非所问'") == [(0,)]


def test_boards_and_bodies_are_set_up_for_the_own_organ_only(
    portal: PortalServer, district: Officer, visitor: PortalVisitor
) -> None:
    board: dict[str, Any] = {"slug": "lanes-2026", "title": "街巷", "title_en": "Lanes"}
    body = {"code": "440604999", "title": "街道办", "title_en": "Office", "kind": "public"}
    for table, values, address in (
        ("forum/board", board, "/forum/lanes-2026"),
        ("spokes/body", body, "/spokespersons/440604999"),
    ):
        given = {**values, "position": "99"}
        refused = district.save(f"{table}/add/", {**given, "organ": organ(portal, "440600017")})
        assert not refused.history, table
        assert visitor.get(address).status_code == 404
        district.saved(f"{table}/add/", {**given, "organ": organ(portal, "440604001")})
        assert values["title"] in visitor.page(address)["title"]
        [(key,)] = portal.sql(f"SELECT max(id) FROM {table.replace('/', '_')}")  # noqa: S608 - names of ours
        district.fill(f"{table}/{key}/delete/", {"post": "yes"})
        assert visitor.get(address).status_code == 404
