"""Subscriptions without and with an account, codes, leaving, sending out; own notices; tiles."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.harness.portal_server import PortalServer
from tests.harness.portal_visitor import PortalVisitor
from tests.harness.taking_part import Officer

SMS = {"water": True, "gas": True, "channel": "sms", "mobile": "13800000000"}


@pytest.fixture
def anybody(portal: PortalServer) -> PortalVisitor:
    return PortalVisitor(portal.base_url)


def sms(portal: PortalServer) -> list[dict[str, str]]:
    lines = (portal.data / "sms.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def mails(folder: Path) -> list[Any]:
    texts = [path.read_bytes() for path in sorted((folder / "mail").glob("*.log"))]
    parts = [part for text in texts for part in text.split(b"-" * 79 + b"\n") if part.strip()]
    return [message_from_bytes(part, policy=policy.default) for part in parts]


def subscribed(portal: PortalServer, who: PortalVisitor, values: dict[str, Any]) -> str:
    """Subscribes by SMS and confirms; gives the page address."""
    address: str = who.send(values, address="/subscriptions").json()["address"]
    code = re.findall(r"\d{6}", sms(portal)[-1]["text"])[0]
    done = who.send({"code": code}, address=f"{address}/confirm")
    assert done.status_code == 201, done.text
    return address


def until(true: Callable[[], bool], seconds: float = 60) -> None:
    limit = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < limit
        time.sleep(0.2)


def state(who: PortalVisitor, address: str) -> str:
    facts = who.page(address)["blocks"][0]["facts"]
    return str(facts[0]["value"])


def test_anybody_subscribes_confirms_and_leaves(
    portal: PortalServer, anybody: PortalVisitor
) -> None:
    address = subscribed(portal, anybody, SMS)
    page = anybody.page(address)
    assert state(anybody, address) == "已生效"
    assert "13800000000" not in json.dumps(page)
    assert page["privacy"] == "personal"
    anybody.send({"sure": True}, address=f"{address}/leave")
    assert state(anybody, address) == "已退订"


def test_a_code_is_guessed_at_most_five_times(portal: PortalServer, anybody: PortalVisitor) -> None:
    address = anybody.send(SMS, address="/subscriptions").json()["address"]
    code = re.findall(r"\d{6}", sms(portal)[-1]["text"])[0]
    wrong = "000000" if code != "000000" else "111111"
    for _ in range(5):
        answer = anybody.send({"code": wrong}, address=f"{address}/confirm")
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "wrong")
    assert anybody.send({"code": code}, address=f"{address}/confirm").status_code == 422


def test_nobody_s_telephone_is_sent_codes_all_day(
    portal: PortalServer, anybody: PortalVisitor
) -> None:
    values = {"gas": True, "channel": "sms", "mobile": "13800000077"}
    codes = [anybody.send(values, address="/subscriptions").status_code for _ in range(5)]
    again = anybody.send(values, address="/subscriptions", edition="en")
    assert codes == [201] * 5
    assert [(one["field"], one["code"]) for one in again.json()["errors"]] == [("mobile", "often")]
    assert "in an hour" in again.json()["errors"][0]["detail"]
    assert [one["to"] for one in sms(portal)].count("13800000077") == 5


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"channel": "sms", "mobile": "13800000000"}, "government"),
        ({"channel": "sms", "water": True, "mail": "a@example.invalid"}, "mobile"),
        ({"channel": "mail", "water": True, "mobile": "13800000000"}, "mail"),
    ],
)
def test_a_topic_and_the_right_address_are_needed(
    anybody: PortalVisitor, values: dict[str, Any], field: str
) -> None:
    answer = anybody.send(values, address="/subscriptions")
    assert [one["field"] for one in answer.json()["errors"]] == [field]
    assert answer.json()["errors"][0]["detail"]


def test_a_bulletin_goes_once_to_whoever_subscribed_and_is_left_in_one_step(
    portal: PortalServer, visitor: PortalVisitor
) -> None:
    mail = {"community": True, "channel": "mail", "mail": "somebody@example.invalid"}
    address = visitor.send(mail, address="/subscriptions").json()["address"]
    body = mails(portal.data)[-1].get_content()
    visitor.send({"code": re.findall(r"\d{6}", body)[0]}, address=f"{address}/confirm")
    assert address in visitor.get("/my/subscriptions").text
    key = portal.call(
        """
        from server.subscriptions.models import Bulletin
        result = Bulletin.objects.create(topic="community", title="社区\\n通告", text="停水一天").pk
        """
    )
    desk = Officer(portal.base_url, "desk", "desk-2009")
    for _ in range(2):
        desk.act("subscriptions/bulletin/", "send", key)
    until(lambda: "已发完" in desk.look("subscriptions/bulletin/").text)
    desk.act("subscriptions/bulletin/", "send", key)
    time.sleep(3)  # longer than the sender waits between two looks
    own = [one for one in mails(portal.data) if "somebody@example.invalid" in one["To"]][1:]
    assert [one["Subject"] for one in own] == ["社区 通告"]
    leave = own[0]["List-Unsubscribe"].strip(" <>")
    assert leave in own[0].get_content()
    assert requests.get(leave, timeout=20).status_code == 200
    assert state(visitor, address) == "已生效"
    requests.post(leave, data={"List-Unsubscribe": "One-Click"}, timeout=20)
    assert state(visitor, address) == "已退订"
    assert requests.get(leave[:-4] + "0000", timeout=20).status_code == 404


def test_notices_are_read_by_their_owner_only(
    portal: PortalServer, visitor: PortalVisitor, anybody: PortalVisitor
) -> None:
    # other tests of this portal, in any order, may have opened some of them
    before = read_states(visitor)
    assert list(before.values()).count("未读") > 1
    href = next(one for one, read in before.items() if read == "未读")
    assert visitor.page(href)["privacy"] == "personal"
    assert read_states(visitor) == {**before, href: "已读"}
    stranger = PortalVisitor(portal.base_url, portal.token("demo.en"))
    assert stranger.get(href).status_code == 404
    assert anybody.get(href).status_code == 401
    assert href not in read_states(stranger)  # a longer number begins like it


def read_states(who: PortalVisitor) -> dict[str, str]:
    """Of every notice by its address, whether it was read."""
    items = who.page("/my/notices")["collection"]["items"]
    return {one["href"]: one["facts"][-1]["value"] for one in items}


def own_tiles(who: PortalVisitor, edition: str = "zh-Hans") -> list[str]:
    return [link["id"] for link in who.page("/me/home", edition)["blocks"][0]["links"]]


def test_tiles_are_put_moved_and_taken_off_one_at_a_time_and_follow_the_person(
    portal: PortalServer,
) -> None:
    who = PortalVisitor(portal.base_url, portal.token("demo.en"))
    first = own_tiles(who)
    assert len(first) == 6
    edit = who.page("/me/home/edit")
    standing, others = (block["links"] for block in edit["blocks"][1:])
    assert [one["title"] for one in standing][:2] == [
        "第 1 个：我的事项",
        "第 2 个：我要写信、投诉、申请",
    ]
    assert {one["id"] for one in others}.isdisjoint(first)
    form = who.page("/me/home/edit/surveys", "en")["form"]
    options = [one["title"] for one in form["fields"]["place"]["options"]]
    assert options[:2] == ["Place 1, before all others", "Place 2, after “My matters”"]
    assert (len(options), form["schema"]["properties"]["place"]["default"]) == (7, "7")

    def put(tile: str, place: str) -> int:
        return who.send({"place": place}, address=f"/me/home/edit/{tile}").status_code

    assert put("surveys", "1") == 201
    assert own_tiles(who) == ["surveys", *first]
    assert put(first[-1], "2") == 201
    assert put(first[0], "none") == 201
    assert own_tiles(who) == ["surveys", first[-1], *first[1:-1]]
    again = PortalVisitor(portal.base_url, portal.token("demo.en"))
    assert own_tiles(again, "en") == own_tiles(who)
    for tile in ("help", "foshan"):
        put(tile, "7")
    assert len(own_tiles(who)) == 8
    assert put("tourism", "8") == 201  # the eighth gives way
    assert (len(own_tiles(who)), own_tiles(who)[-1]) == (8, "tourism")
    assert put("open", "9") == 422
    assert put("rural", "none") == 422  # it stands nowhere
    assert put("nonsense", "1") == 404
