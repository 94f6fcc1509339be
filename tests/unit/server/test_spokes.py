"""The spokesperson platform: raising a matter, its clock, the reply, rates, and own releases."""

from __future__ import annotations

from datetime import datetime

from tests.harness.portal_server import PortalServer
from tests.harness.portal_visitor import PortalVisitor
from tests.harness.taking_part import ORGAN, TEXT, Officer

BODY = f"/spokespersons/{ORGAN}"
VALUES = {"subject": "盲道什么时候修好", "text": TEXT}


def test_more_than_a_hundred_bodies_have_spokespersons(portal: PortalServer) -> None:
    reader = PortalVisitor(portal.base_url)
    first = reader.page("/spokespersons")["collection"]
    assert first["total"] >= 100
    public = next(o for o in first["facets"][0]["options"] if "kind=public" in o["href"])
    assert reader.page(public["href"])["collection"]["total"] == public["count"] >= 40
    people = [block for block in reader.page(BODY)["blocks"] if block["id"] == "people"]
    assert len(people[0]["facts"]) >= 2


def test_a_body_is_counted_once_however_many_topics_it_has(portal: PortalServer) -> None:
    page = PortalVisitor(portal.base_url).page("/spokespersons")
    [kinds] = page["collection"]["facets"]
    assert sum(option["count"] for option in kinds["options"]) == page["collection"]["total"]


def test_a_body_without_topics_has_no_rate_to_be_blamed_for(portal: PortalServer) -> None:
    items = PortalVisitor(portal.base_url).page("/spokespersons")["collection"]["items"]
    told = {item["facts"][0]["value"]: item["facts"][1]["value"] for item in items}
    assert told["0"] == "无"
    assert not any(rate.endswith(".0%") for rate in told.values())


def test_a_topic_has_a_clock_and_gets_its_answer_in_public(
    portal: PortalServer, visitor: PortalVisitor
) -> None:
    case = visitor.send(VALUES, address=f"{BODY}/topics").json()["case"]
    address = f"/spokespersons/topics/{case['no']}"
    assert address in [link["href"] for link in case["next"]]
    reader = PortalVisitor(portal.base_url)
    before = reader.page(address)
    facts = {fact["id"]: fact["value"] for fact in before["blocks"][0]["facts"]}
    due = datetime.fromisoformat(case["accept_due"])
    told = f"{due.year}年{due.month}月{due.day}日 {due:%H:%M}"
    assert facts["clock-accept-due"] == told
    assert len(before["thread"]["posts"]) == 1
    portal.reply_to(case["no"], "下周修好。")
    after = reader.page(address)["thread"]
    assert (after["state"], after["posts"][1]["role"]) == ("replied", "spokesperson")
    assert after["posts"][1]["text"] == "下周修好。"
    assert reader.page(BODY)["collection"]["items"][0]["href"] == address


def test_a_hidden_topic_is_still_followed_by_whoever_raised_it(
    portal: PortalServer, visitor: PortalVisitor
) -> None:
    number = visitor.send(VALUES, address=f"{BODY}/topics").json()["case"]["no"]
    key = portal.call(
        "from server.spokes.models import Topic; result = Topic.objects.get(case__no=number).pk",
        number=number,
    )
    officer = Officer(portal.base_url, "desk.chancheng", "desk-2010")
    officer.act("spokes/topic/", "hide", key)
    assert visitor.get(f"/spokespersons/topics/{number}").status_code == 404
    assert visitor.get(f"/cases/{number}").status_code == 200


def test_a_body_publishes_on_its_own_and_only_for_itself(portal: PortalServer) -> None:
    officer = Officer(portal.base_url, "desk.chancheng", "desk-2010")
    own, foreign = portal.call(
        """
        from server.spokes.models import Body
        result = [Body.objects.get(code=code).pk for code in ("440604001", "440605001")]
        """
    )
    fields = {"title": "主动发布的通告", "text": "第一段\n第二段", "lang": "zh-Hans"}
    when = {"at_0": "2026-11-01", "at_1": "09:00:00", "shown": "on"}
    officer.fill("spokes/release/add/", body=str(foreign), **fields, **when)
    reader = PortalVisitor(portal.base_url)
    assert "主动发布的通告" not in reader.get("/spokespersons/440605001/releases").text
    officer.fill("spokes/release/add/", body=str(own), **fields, **when)
    items = reader.page(f"{BODY}/releases")["collection"]["items"]
    # Tests beside this one publish on the same body.
    [release] = [item for item in items if item["title"] == "主动发布的通告"]
    texts = [block["text"] for block in reader.page(release["href"])["blocks"]]
    assert texts == ["第一段", "第二段"]


def test_the_answer_rate_of_a_body_is_that_of_its_topics(
    portal: PortalServer, visitor: PortalVisitor
) -> None:
    body = "/spokespersons/440608001"
    reader = PortalVisitor(portal.base_url)

    def rate() -> list[str]:
        block = next(one for one in reader.page(body)["blocks"] if one["id"] == "rate")
        return [fact["value"] for fact in block["facts"]]

    raised, answered, _ = rate()
    number = visitor.send(VALUES, address=f"{body}/topics").json()["case"]["no"]
    assert rate()[:2] == [str(int(raised) + 1), answered]
    portal.reply_to(number, "好的。")
    assert rate()[:2] == [str(int(raised) + 1), str(int(answered) + 1)]
