"""Casework at the desk: several organs, transfers, questions back, rights, rates and letters."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness.portal_server import PortalServer
from tests.harness.portal_visitor import PortalVisitor
from tests.harness.taking_part import ORGAN, OTHER_ORGAN, RIGHT, TEXT, Officer, case_key

HOSTILE = "<script>alert(1)</script>{{x}}<b>\"' \u202e"


@pytest.fixture(scope="module")
def city(portal: PortalServer) -> Officer:
    return Officer(portal.base_url, "desk", "desk-2009")


@pytest.fixture(scope="module")
def district(portal: PortalServer) -> Officer:
    return Officer(portal.base_url, "desk.chancheng", "desk-2010")


@pytest.fixture(scope="module")
def transport(portal: PortalServer) -> Officer:
    return Officer(portal.base_url, "desk.transport", "desk-2011")


def sent(visitor: PortalVisitor, form: str = "/consultations/new", **more: Any) -> str:
    place, values = RIGHT[form]
    number: str = visitor.send({**values, **more}, address=place).json()["case"]["no"]
    return number


def decide(portal: PortalServer, officer: Officer, number: str, event: str, **fields: str) -> str:
    key = case_key(portal, number)
    return officer.fill(f"cases/case/{key}/decide/{event}/", **fields).text


def case(visitor: PortalVisitor, number: str) -> dict[str, Any]:
    found: dict[str, Any] = visitor.page(f"/cases/{number}")["case"]
    return found


def test_the_office_asks_back_and_the_visitor_answers(
    portal: PortalServer, visitor: PortalVisitor, district: Officer
) -> None:
    number = sent(visitor)
    decide(portal, district, number, "accept")
    decide(portal, district, number, "ask", text="请问是哪个路口？")
    asked = case(visitor, number)
    assert (asked["state"], asked["lamp"]) == ("asked", "none")
    form = visitor.page(f"/cases/{number}/supplement")
    assert "请问是哪个路口？" in [block.get("text") for block in form["blocks"]]
    done = visitor.send({"text": "祖庙路口"}, address=f"/cases/{number}/supplement").json()
    assert done["case"]["state"] == "accepted"
    assert "祖庙路口" in district.look(f"cases/case/{case_key(portal, number)}/change/").text
    assert visitor.get(f"/cases/{number}/supplement").status_code == 404


def test_several_organs_work_in_parallel_and_one_answers(
    portal: PortalServer, visitor: PortalVisitor, district: Officer, transport: Officer
) -> None:
    number = sent(visitor)
    key = case_key(portal, number)
    assert transport.look(f"cases/case/{key}/change/").status_code != 200 or (
        number not in transport.look("cases/case/").text
    )
    decide(portal, district, number, "accept")
    for nobody in (ORGAN, "nope", ""):
        assert "请选择单位" in decide(portal, district, number, "join", organ=nobody, days="3")
    decide(portal, district, number, "join", organ=OTHER_ORGAN, days="3")
    organs = case(visitor, number)["organs"]
    assert [one["id"] for one in organs] == [ORGAN, OTHER_ORGAN]
    assert all(one["due"] for one in organs)
    decide(portal, district, number, "reply", text="尚未会办")
    assert case(visitor, number)["state"] == "accepted"
    assert number in transport.look("cases/case/").text
    decide(portal, transport, number, "reply", text="越权答复")
    assert case(visitor, number)["state"] == "accepted"
    decide(portal, transport, number, "opine", organ=OTHER_ORGAN, text="内部意见")
    decide(portal, district, number, "reply", text="统一答复")
    found = case(visitor, number)
    texts = [event.get("text") for event in found["timeline"]]
    assert found["state"] == "replied"
    assert "统一答复" in texts
    assert "内部意见" not in texts


def test_a_transferred_case_leaves_the_desk_it_was_at(
    portal: PortalServer, visitor: PortalVisitor, district: Officer, transport: Officer
) -> None:
    number = sent(visitor)
    before = case(visitor, number)
    decide(portal, district, number, "transfer", organ=OTHER_ORGAN, text="属交通部门职责")
    after = case(visitor, number)
    assert [one["id"] for one in after["organs"]] == [OTHER_ORGAN]
    assert after["reply_due"] == before["reply_due"]
    assert number in transport.look("cases/case/").text
    assert number not in district.look("cases/case/").text
    decide_again = decide(portal, district, number, "accept")
    assert case(visitor, number)["state"] == "received"
    assert "404" in decide_again or number not in decide_again


def test_an_extension_is_asked_with_a_reason_and_only_once(
    portal: PortalServer, visitor: PortalVisitor, district: Officer
) -> None:
    number = sent(visitor)
    decide(portal, district, number, "accept")
    due = case(visitor, number)["reply_due"]
    decide(portal, district, number, "extend", days="3", text=" ")
    assert case(visitor, number)["reply_due"] == due
    decide(portal, district, number, "extend", days="3", text="需要现场核查")
    later = case(visitor, number)["reply_due"]
    decide(portal, district, number, "extend", days="3", text="再延")
    assert due < later == case(visitor, number)["reply_due"]


def test_an_answer_is_rated_once_and_can_be_taken_up_again(
    portal: PortalServer, visitor: PortalVisitor, district: Officer
) -> None:
    number = sent(visitor)
    decide(portal, district, number, "accept")
    decide(portal, district, number, "reply", text="已处理")
    place = f"/cases/{number}/rating"
    rated = visitor.send({"stars": "2", "text": "还没有解决"}, address=place)
    assert rated.status_code == 201
    assert visitor.send({"stars": "5"}, address=place).status_code == 404
    decide(portal, district, number, "reopen")
    found = case(visitor, number)
    assert (found["state"], found["lamp"]) == ("accepted", "green")


def test_everything_at_the_desk_is_in_two_logs(
    portal: PortalServer, visitor: PortalVisitor, district: Officer
) -> None:
    number = sent(visitor)
    decide(portal, district, number, "decline", text="不属于受理范围")
    found = portal.call(
        """
        from django.contrib.admin.models import LogEntry
        from server.cases.models import Case
        case = Case.objects.get(no=number)
        result = {
            "events": list(case.events.values_list("name", "officer__username")),
            "audit": list(LogEntry.objects.filter(
                object_id=str(case.pk), content_type__model="case"
            ).values_list("user__username", "change_message")),
        }
        """,
        number=number,
    )
    assert found["events"] == [["receive", None], ["decline", "desk.chancheng"]]
    assert [who for who, _ in found["audit"]] == ["desk.chancheng"]
    assert found["audit"][0][1] == "不予受理"


def test_an_officer_of_one_organ_sees_nothing_of_another(
    portal: PortalServer, visitor: PortalVisitor, transport: Officer
) -> None:
    number = sent(visitor)
    key = case_key(portal, number)
    assert number not in transport.look("cases/case/").text
    assert f"/case/{key}/change/" not in transport.look(f"cases/case/?q={number}").text
    assert TEXT not in transport.look(f"cases/case/{key}/change/").text
    for event in ("accept", "decline", "transfer", "opine"):
        answer = transport.fill(f"cases/case/{key}/decide/{event}/", text="x", organ=OTHER_ORGAN)
        assert answer.status_code == 404
    transport.act("cases/case/", "accept", key)
    assert case(visitor, number)["state"] == "received"
    assert transport.look("cases/calendarday/add/").status_code == 403


def test_a_letter_is_published_only_with_consent_and_an_answer(
    portal: PortalServer, visitor: PortalVisitor, district: Officer
) -> None:
    agreed = sent(visitor, "/hotline/new", subject="同意公开的来信", phone="13800000001")
    silent = sent(visitor, "/hotline/new", subject="不公开的来信", publish=False)
    keys = [case_key(portal, number) for number in (agreed, silent)]
    for number in (agreed, silent):
        decide(portal, district, number, "accept")
        decide(portal, district, number, "reply", text="答复正文")
    district.act("cases/case/", "publish", *keys)
    reader = PortalVisitor(portal.base_url)
    listed = reader.get("/letters").text
    assert "同意公开的来信" in listed
    assert "不公开的来信" not in listed
    assert reader.get(f"/letters/{silent}").status_code == 404
    thread = reader.get(f"/letters/{agreed}").text
    assert "答复正文" in thread
    assert "13800000001" not in thread
    district.act("cases/case/", "unpublish", *keys)
    assert reader.get(f"/letters/{agreed}").status_code == 404


def test_hostile_text_is_text_everywhere(
    portal: PortalServer, visitor: PortalVisitor, district: Officer
) -> None:
    number = sent(visitor, "/hotline/new", subject=f"题{HOSTILE}", text=f"{TEXT}{HOSTILE}")
    key = case_key(portal, number)
    decide(portal, district, number, "accept")
    decide(portal, district, number, "reply", text=f"答{HOSTILE}")
    district.act("cases/case/", "publish", key)
    assert HOSTILE in visitor.page(f"/letters/{number}")["thread"]["posts"][1]["text"]
    pages = [
        district.look("cases/case/").text,
        district.look(f"cases/case/{key}/change/").text,
        district.look(f"cases/case/{key}/decide/reopen/").text,
        district.get(f"{portal.base_url}/letters/{number}", timeout=20).text,
        district.get(f"{portal.base_url}/letters", timeout=20).text,
    ]
    for page in pages:
        assert "<script>alert(1)" not in page
        assert "&lt;script&gt;alert(1)" in page
    large = visitor.send({**RIGHT["/hotline/new"][1], "text": "x" * 1_000_000}, address="/hotline")
    assert (large.status_code, large.json()["errors"][0]["code"]) == (422, "maxLength")


def test_the_rates_count_every_case_once(portal: PortalServer) -> None:
    page = PortalVisitor(portal.base_url).page("/supervision")
    blocks = {block["id"]: block for block in page["blocks"]}
    total = int(blocks["total"]["facts"][0]["value"])
    for table in ("kinds", "organs"):
        assert sum(int(row["cells"][1]) for row in blocks[table]["rows"]) == total
    assert blocks["kinds-chart"]["series"][0]["values"]
    rows = {row["id"]: row["cells"] for row in blocks["kinds"]["rows"]}
    assert rows["row-topic"][3] != "100%"


def test_the_city_sees_every_organ(city: Officer, visitor: PortalVisitor) -> None:
    number = sent(visitor)
    listed = city.look("cases/case/").text
    assert number in listed
    assert "超期" in city.look("cases/case/?lamp=red").text
