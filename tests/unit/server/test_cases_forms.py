"""Every form of taking part: sent rightly, with each field wrong, and what it asks in words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from html import escape
from typing import Any

import pytest
import requests
from jsonschema import Draft202012Validator

from server.base import CHINA
from server.content.blocks import page_schema
from tests.harness.portal_server import PortalServer
from tests.harness.portal_visitor import PortalVisitor, new_key
from tests.harness.taking_part import RIGHT, TEXT, Officer, case_key, proven

FORMS = (
    *RIGHT,
    "/forum/access/new",
    "/interviews/talk-25/question",
    "/surveys/access-2026/answer",
    "/subscriptions/new",
    "/me/home/edit/surveys",
    "thread/reply",
    "case/rating",
    "case/supplement",
    "case/withdraw",
    "case/files/new",
    "subscription/confirm",
    "subscription/leave",
)
"""Those without a slash in front belong to something that the fixture ``own`` makes."""


ELSEWHERE = ("/progress", "/faults", "/scenarios/{slug}", "/my/along")
"""Forms of the service hall and of the evaluation: test_ways.py; own pages: test_along.py."""


def test_every_form_that_the_interface_takes_is_among_them(
    portal: PortalServer, person: PortalVisitor, own: Mapping[str, str]
) -> None:
    targets = [person.page(own.get(form, form))["form"]["submit"]["href"] for form in FORMS]
    paths = requests.get(f"{portal.base_url}/v1/openapi.json", timeout=20).json()["paths"]
    taken = [path.removeprefix("/v1/{edition}") for path, ways in paths.items() if "post" in ways]
    for path in set(taken) - set(ELSEWHERE):
        pattern = re.sub(r"\{\w+\}", "[^/]+", path)
        assert [one for one in targets if re.fullmatch(pattern, one)], path
    assert set(ELSEWHERE) < set(taken)
    names = [way["operationId"] for ways in paths.values() for way in ways.values()]
    assert len(names) == len(set(names))


def wrong_values(rules: dict[str, Any]) -> Iterator[tuple[Any, str]]:
    """Values that break each rule of a field, and the keyword that they break."""
    kind = rules["type"]
    yield ({"string": 5, "number": "x", "integer": 1.5, "boolean": "yes"}[kind], "type")
    if "const" in rules:
        yield False, "const"
    if "enum" in rules:
        yield "no-such-thing", "enum"
    if "minLength" in rules and rules["minLength"] > 1:
        yield "字", "minLength"
    if "maxLength" in rules and "pattern" not in rules:
        yield "字" * (rules["maxLength"] + 1), "maxLength"
    if "pattern" in rules:
        yield "?", "pattern"
    if rules.get("format") == "date":
        yield "2026-02-30", "format"
    if "minimum" in rules:
        yield rules["minimum"] - 1, "minimum"
    if "maximum" in rules:
        yield rules["maximum"] + 1, "maximum"


def right_values(form: dict[str, Any]) -> dict[str, Any]:
    """Values that fit the required fields of any form."""
    found = {}
    for name in form["schema"]["required"]:
        rules = form["schema"]["properties"][name]
        text = "123456" if "pattern" in rules else TEXT[:12]
        found[name] = rules.get("const", rules["enum"][0] if "enum" in rules else text)
    return found


@pytest.fixture(scope="module")
def person(portal: PortalServer) -> PortalVisitor:
    return proven(portal)


@pytest.fixture(scope="module")
def own(portal: PortalServer, person: PortalVisitor) -> Mapping[str, str]:
    """Addresses of a thread, of cases that are asked about and answered, of a subscription."""
    letter = RIGHT["/hotline/new"][1]
    numbers = [person.send(letter, address="/hotline").json()["case"]["no"] for _ in "abc"]
    portal.reply_to(numbers[1], "好的。")
    portal.call(
        """
        from server.cases.models import Case
        from server.cases.work import record
        case = Case.objects.get(no=number)
        record(case, "accept")
        record(case, "ask", text="是哪个路口？")
        result = None
        """,
        number=numbers[2],
    )
    post = {"subject": "A thread", "text": "Hello there."}
    thread = person.send(post, address="/forum/access/threads", edition="en").json()
    sms = {"water": True, "channel": "sms", "mobile": "13800000009"}
    made = person.send(sms, address="/subscriptions").json()
    case = [f"/cases/{number}" for number in numbers]
    return {
        "thread/reply": f"{thread['address']}/reply",
        "case/files/new": f"{case[0]}/files/new",
        "case/rating": f"{case[1]}/rating",
        "case/supplement": f"{case[2]}/supplement",
        "case/withdraw": f"{case[0]}/withdraw",
        "subscription/confirm": f"{made['address']}/confirm",
        "subscription/leave": f"{made['address']}/leave",
    }


def test_what_happened_did_not_happen_tomorrow(person: PortalVisitor) -> None:
    for address in ("/12315/claims/new", "/petitions/new", "/complaints/new", "/12315/reports/new"):
        place, right = RIGHT[address]
        today = datetime.now(CHINA).date()
        later = {**right, "happened_on": (today + timedelta(days=1)).isoformat()}
        for edition, words in (("zh-Hans", "不能晚于今天"), ("en", "later than today")):
            answer = person.send(later, address=place, edition=edition)
            [error] = answer.json()["errors"]
            assert (error["field"], error["code"]) == ("happened_on", "future")
            assert words in error["detail"]
        at_once = person.send({**right, "happened_on": today.isoformat()}, address=place)
        assert at_once.status_code == 201, at_once.text


@pytest.mark.parametrize("nothing", ["\u200b" * 30, "\u3000\u00a0 " * 12, "\u2060\ufeff\u200d" * 9])
def test_what_cannot_be_seen_is_left_out(person: PortalVisitor, nothing: str) -> None:
    place, right = RIGHT["/consultations/new"]
    answer = person.send({**right, "text": nothing}, address=place)
    assert [(e["field"], e["code"]) for e in answer.json()["errors"]] == [("text", "required")]


def test_a_field_of_one_line_stays_one(person: PortalVisitor) -> None:
    place, right = RIGHT["/consultations/new"]
    pasted = {**right, "subject": "祖庙\n停车场\u2028的 车位", "text": f"{TEXT}\n第二段"}
    fields = person.send(pasted, address=place).json()["case"]["fields"]
    values = {field["id"]: field["value"] for field in fields}
    assert values["subject"] == "祖庙 停车场 的 车位"
    assert values["text"] == f"{TEXT}\n第二段"


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "-Infinity", "1e999", "-1", "1e9"])
def test_a_number_without_end_is_no_amount(
    portal: PortalServer, person: PortalVisitor, amount: str
) -> None:
    place, right = RIGHT["/12315/claims/new"]
    before = rows(portal)
    answer = requests.post(
        f"{portal.base_url}/v1/zh-Hans{place}",
        data=json.dumps({**right, "amount": 0}).replace('"amount": 0', f'"amount": {amount}'),
        headers={**person.headers, "Idempotency-Key": new_key()},
        timeout=20,
    )
    assert answer.status_code in {400, 422}, answer.text
    assert rows(portal) == before


@pytest.mark.parametrize(
    ("edition", "chosen", "written", "number"),
    [
        ("zh-Hans", "请选择“要求”。", "请填写“商家名称”。", "“金额（元）”只能填数字。"),
        (
            "en",
            "Please choose “What you want”.",
            "Please fill in “Name of the trader”.",
            "“Amount (yuan)” may only be a number.",
        ),
    ],
)
def test_one_is_asked_to_choose_or_to_write_as_the_field_is(
    person: PortalVisitor, edition: str, chosen: str, written: str, number: str
) -> None:
    fields = person.page("/12315/claims/new", edition)["form"]["fields"]
    assert fields["demand"]["errors"]["required"] == chosen
    assert fields["trader"]["errors"]["required"] == written
    assert fields["amount"]["errors"]["type"] == number


CHINESE_ONLY = "/interviews/talk-25/question"
"""An interview that is held in Chinese is in the Chinese edition only."""


@pytest.mark.parametrize(
    ("address", "edition"),
    [(form, name) for form in FORMS for name in ("zh-Hans", "en")],
)
def test_a_form_says_all_that_a_terminal_needs(
    person: PortalVisitor, own: Mapping[str, str], address: str, edition: str
) -> None:
    if (address, edition) == (CHINESE_ONLY, "en"):
        assert person.get(address, edition).json()["code"] == "no_edition"
        return
    page = person.page(own.get(address, address), edition)
    Draft202012Validator(page_schema()).validate(page)
    form = page["form"]
    Draft202012Validator.check_schema(form["schema"])
    assert set(form["order"]) == set(form["fields"]) == set(form["schema"]["properties"])
    for name, field in form["fields"].items():
        rules = form["schema"]["properties"][name]
        assert field["label"]
        assert field["hint"]
        assert {"enum", "pattern", "minLength", "maxLength"} & set(rules) <= set(field["errors"])
        if "enum" in rules and field["widget"] in {"choice", "radio"}:
            assert [one["value"] for one in field["options"]] == rules["enum"]
            assert all(one["title"] for one in field["options"])


@pytest.mark.parametrize("address", FORMS)
def test_each_wrong_field_is_named_and_nothing_is_stored(
    portal: PortalServer, person: PortalVisitor, own: Mapping[str, str], address: str
) -> None:
    form = person.page(own.get(address, address))["form"]
    right = dict(RIGHT[address][1]) if address in RIGHT else right_values(form)
    place = form["submit"]["href"]
    before = rows(portal)
    for name, rules in form["schema"]["properties"].items():
        for value, code in wrong_values(rules):
            answer = person.send({**right, name: value}, address=place)
            said = [(one["field"], one["code"]) for one in answer.json()["errors"]]
            assert (answer.status_code, said) == (422, [(name, code)]), (name, value)
            assert answer.json()["errors"][0]["detail"]
    for name in form["schema"]["required"]:
        missing = {key: value for key, value in right.items() if key != name}
        answer = person.send(missing, address=place)
        assert (name, "required") in [(e["field"], e["code"]) for e in answer.json()["errors"]]
    unknown = person.send({**right, "no_such_field": "x"}, address=place).json()["errors"]
    assert [(one["field"], one["code"]) for one in unknown] == [("no_such_field", "unknown")]
    assert rows(portal) == before


TABLES = (
    *(
        "cases_case",
        "cases_event",
        "cases_submission",
        "forum_thread",
        "forum_post",
        "spokes_topic",
    ),
    *("live_message", "live_ballot", "subscriptions_subscription", "me_layout", "handoff_upload"),
)
"""What forms write into."""


def rows(portal: PortalServer) -> list[tuple[int, ...]]:
    """How many rows each of those tables has."""
    counts = [f"(SELECT count(*) FROM {table})" for table in TABLES]  # noqa: S608 - names of ours
    return portal.sql(f"SELECT {', '.join(counts)}")


@pytest.mark.parametrize("address", RIGHT)
def test_sent_rightly_it_becomes_a_case_with_its_clocks_at_the_right_desk(
    portal: PortalServer, person: PortalVisitor, city: Officer, address: str
) -> None:
    place, values = RIGHT[address]
    answer = person.send(values, address=place)
    assert answer.status_code == 201, answer.text
    Draft202012Validator(page_schema()).validate(answer.json())
    case = answer.json()["case"]
    assert case["requested_at"] < case["accept_due"] < case["reply_due"]
    sent = {name.replace("_", "-") for name in values}
    extra = {"subject", "service"} if address.startswith("/services/") else set()
    assert {field["id"] for field in case["fields"]} == sent | extra
    assert case["no"] in [item["title"].split()[-1] for item in mine(person)]
    desk = city.look(f"cases/case/{case_key(portal, case['no'])}/change/").text
    for field in case["fields"]:
        assert f"<dt>{escape(field['label'])}</dt><dd>{escape(field['value'])}</dd>" in desk
    answered(portal, person, city, case["no"])


def answered(portal: PortalServer, person: PortalVisitor, city: Officer, number: str) -> None:
    """What the officer replies is what the visitor reads."""
    place = f"cases/case/{case_key(portal, number)}/decide"
    city.fill(f"{place}/accept/")
    city.fill(f"{place}/reply/", text=f"答复{number}")
    after = person.page(f"/cases/{number}")["case"]
    assert (after["state"], after["timeline"][-1]["text"]) == ("replied", f"答复{number}")


@pytest.fixture(scope="module")
def city(portal: PortalServer) -> Officer:
    return Officer(portal.base_url, "desk", "desk-2009")


def test_what_is_written_in_public_is_at_the_moderators_desk(
    person: PortalVisitor, city: Officer, own: Mapping[str, str]
) -> None:
    place = own["thread/reply"].replace("/reply", "/posts")
    reply = person.send({"text": "回帖内容甲"}, address=place)
    asked = person.send({"text": "提问内容乙"}, address="/interviews/talk-25/questions")
    assert (reply.status_code, asked.status_code) == (201, 201)
    assert "回帖内容甲" in city.look("forum/post/").text
    assert "Hello there." in city.look("forum/post/?q=Hello").text
    assert "提问内容乙" in city.look("live/message/?state__exact=waiting").text


def test_what_the_visitor_adds_to_a_case_is_at_the_desk(
    portal: PortalServer, person: PortalVisitor, city: Officer, own: Mapping[str, str]
) -> None:
    stars = person.send({"stars": "4", "text": "评价丙"}, address=own["case/rating"])
    more = person.send({"text": "补充说明丁"}, address=own["case/supplement"])
    assert (stars.status_code, more.status_code) == (201, 201)
    rated, asked = (own[name].split("/")[2] for name in ("case/rating", "case/supplement"))
    desk = city.look(f"cases/case/{case_key(portal, rated)}/change/").text
    assert "评价丙" in desk
    assert "补充说明丁" in city.look(f"cases/case/{case_key(portal, asked)}/change/").text


def test_a_pre_examination_is_reached_from_its_service(person: PortalVisitor) -> None:
    for code, fields in (("440600-0106", "plan"), ("440600-0007", "household")):
        actions = person.page(f"/services/{code}")["links"]["actions"]
        form = person.page(actions[0]["href"])
        assert fields in form["form"]["order"]
        assert form["blocks"][1]["text"] == person.page(f"/services/{code}")["title"]
    assert person.get("/services/none/pre-examination").status_code == 404


def mine(visitor: PortalVisitor) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = visitor.page("/my/cases")["collection"]["items"]
    return items


def test_a_petition_needs_a_proven_identity(portal: PortalServer) -> None:
    weak = PortalVisitor(portal.base_url, portal.token("demo.en"))
    for address in ("/petitions/new", "/disclosure-requests/new"):
        place, values = RIGHT[address]
        answer = weak.send(values, address=place)
        assert (answer.status_code, answer.json()["code"]) == (
            401,
            "insufficient_user_authentication",
        )
        assert weak.page(address)["form"]["submit"]["needs"]["acr"] == "3"
