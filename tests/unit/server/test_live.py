"""Interviews: past ones, following live by stream and by polling, and the queue of questions."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from typing import Any

import pytest
import requests

from server.cases.clocks import CHINA
from server.live.ids import number_of
from tests.harness.portal_server import PortalServer
from tests.harness.portal_visitor import PortalVisitor
from tests.harness.taking_part import Officer, events

LIVE = "/interviews/talk-25"


@pytest.fixture
def reader(portal: PortalServer) -> PortalVisitor:
    return PortalVisitor(portal.base_url)


def say(portal: PortalServer, text: str, role: str = "guest") -> int:
    """Guest or moderator says something now; gives its number."""
    number: int = portal.call(
        """
        from server.live.models import Interview, Message
        from server.live.work import show
        made = Message.objects.create(
            interview=Interview.objects.get(slug="talk-25"), role=role, author="嘉宾", text=text
        )
        result = show(made).number
        """,
        text=text,
        role=role,
    )
    return number


def follow(reader: PortalVisitor, after: str = "", edition: str = "zh-Hans") -> requests.Response:
    headers = {"Last-Event-ID": after} if after else {}
    return requests.get(
        f"{reader.base_url}/v1/{edition}{LIVE}/stream", headers=headers, stream=True, timeout=20
    )


def until(true: Callable[[], bool], seconds: float = 40) -> None:
    """Asks seldom: asking takes places, and each is free again after a beat only."""
    limit = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < limit
        time.sleep(5)


def test_a_past_interview_has_its_transcript_and_answers(reader: PortalVisitor) -> None:
    assert reader.page("/interviews")["collection"]["total"] >= 20
    live = reader.page("/interviews/talk-01")["live"]
    assert (live["open"], "reply" in live) == (False, False)
    assert {post["role"] for post in live["posts"]} >= {"guest", "moderator", "visitor"}
    assert [post for post in live["posts"] if "in_reply_to" in post]


def test_a_stream_goes_on_where_the_listener_was(
    portal: PortalServer, reader: PortalVisitor
) -> None:
    last = reader.page(LIVE)["live"]["last_id"]
    first = say(portal, "第一句\n<b>两行</b>")
    with follow(reader, last) as answer:
        assert answer.headers["Content-Type"].startswith("text/event-stream")
        lines = answer.iter_lines(chunk_size=1, decode_unicode=True)
        [(name, post)] = events(lines, 1)
        assert (name, post["text"]) == (f"m{first}", "第一句\n<b>两行</b>")
        second = say(portal, "第二句")
        began = time.monotonic()
        [(name, post)] = events(lines, 1)
        assert (name, post["id"], post["text"]) == (f"m{second}", f"m{second}", "第二句")
        assert time.monotonic() - began < 8
    assert reader.page(f"{LIVE}/messages?after=m{first}")["live"]["posts"] == [post]


def test_polling_gives_what_is_new_and_nothing_twice(
    portal: PortalServer, reader: PortalVisitor
) -> None:
    last = reader.page(LIVE)["live"]["last_id"]
    address = f"{LIVE}/messages?after={last}"
    empty = reader.get(address)
    assert empty.json()["live"]["posts"] == []
    again = reader.get(address, **{"If-None-Match": empty.headers["ETag"]})
    assert again.status_code == 304
    number = say(portal, "新的一句")
    fresh = reader.get(address, **{"If-None-Match": empty.headers["ETag"]}).json()["live"]
    assert [post["id"] for post in fresh["posts"]] == [f"m{number}"]
    assert fresh["last_id"] == f"m{number}"


def test_beyond_four_streams_the_listener_is_told_to_poll(reader: PortalVisitor) -> None:
    time.sleep(6)  # the places of listeners who left are free after a beat
    with ExitStack() as held:
        answers = [held.enter_context(follow(reader)) for _ in range(4)]
        assert [answer.status_code for answer in answers] == [200] * 4
        fifth = follow(reader)
        assert (fifth.status_code, fifth.json()["code"]) == (503, "busy")
        assert int(fifth.headers["Retry-After"]) > 0
        assert reader.get("/").status_code == 200
    until(lambda: _opens(reader, 1))


def _opens(reader: PortalVisitor, count: int) -> bool:
    """Whether so many streams can be opened: those of listeners who left are free by then."""
    with ExitStack() as held:
        codes = [held.enter_context(follow(reader)).status_code for _ in range(count)]
    return codes == [200] * count


def test_a_question_waits_for_the_moderator_and_then_nobody_misses_it(
    portal: PortalServer, reader: PortalVisitor, visitor: PortalVisitor
) -> None:
    visitor.send({"text": "请问盲道怎么办？"}, address=f"{LIVE}/questions")
    last = f"m{say(portal, '先说一句')}"
    assert "请问盲道怎么办？" not in reader.get(LIVE).text
    desk = Officer(portal.base_url, "desk", "desk-2009")
    [key] = queue(portal, "请问盲道怎么办？")
    assert "请问盲道怎么办？" in desk.look("live/message/?state__exact=waiting").text
    desk.act("live/message/", "show", key)
    fresh = reader.page(f"{LIVE}/messages?after={last}")["live"]["posts"]
    assert [post["text"] for post in fresh] == ["请问盲道怎么办？"]
    desk.act("live/message/", "complain", key)
    mine = visitor.page("/my/cases")["collection"]["items"][0]["title"].split()[-1]
    assert mine.startswith("FT-")
    portal.reply_to(mine, "马上修。")
    assert "马上修。" in [post["text"] for post in reader.page(LIVE)["live"]["posts"]]


def test_what_is_hidden_vanishes_and_what_is_answered_appears_for_those_who_follow(
    portal: PortalServer, reader: PortalVisitor, visitor: PortalVisitor
) -> None:
    visitor.send({"text": "请问站台怎么无障碍？"}, address=f"{LIVE}/questions")
    desk = Officer(portal.base_url, "desk", "desk-2009")
    [key] = queue(portal, "请问站台怎么无障碍？")
    last = reader.page(LIVE)["live"]["last_id"]
    desk.act("live/message/", "show", key)
    desk.act("live/message/", "complain", key)
    until(lambda: _opens(reader, 1))
    with follow(reader, last) as answer:
        lines = answer.iter_lines(chunk_size=1, decode_unicode=True)
        [(_, asked)] = events(lines, 1)
        number = visitor.page("/my/cases")["collection"]["items"][0]["title"].split()[-1]
        portal.reply_to(number, "已经加装坡道。")
        (_, again), (turn, reply) = events(lines, 2)
        assert (again, reply["text"]) == (asked, "已经加装坡道。")
        assert reply["in_reply_to"] == asked["id"]
        desk.act("live/message/", "hide", key)
        assert events(lines, 1)[0][1] == {"id": asked["id"]}
    fresh = reader.page(f"{LIVE}/messages?after={turn}")["live"]
    assert (fresh["posts"], fresh["gone"]) == ([], [asked["id"]])
    whole = reader.get(LIVE)
    assert "请问站台怎么无障碍？" not in whole.text
    assert "已经加装坡道。" not in whole.text
    assert whole.json()["live"]["gone"] == []
    desk.act("live/message/", "show", key)
    assert reader.page(f"{LIVE}/messages?after={turn}")["live"]["posts"] == [asked, reply]


def queue(portal: PortalServer, text: str) -> list[int]:
    keys: list[int] = portal.call(
        """
        from server.live.models import Message
        result = list(Message.objects.filter(text=text).values_list("pk", flat=True))
        """,
        text=text,
    )
    return keys


def test_guest_and_moderator_speak_from_the_desk(
    portal: PortalServer, reader: PortalVisitor
) -> None:
    key = portal.call(
        "from server.live.models import Interview as I; result = I.objects.get(slug='talk-25').pk"
    )
    desk = Officer(portal.base_url, "desk", "desk-2009")
    fields: dict[str, Any] = {"interview": str(key), "author": "主持人", "text": "欢迎各位"}
    desk.fill("live/message/add/", role="visitor", **fields)
    assert "欢迎各位" not in reader.get(LIVE).text
    desk.fill("live/message/add/", role="moderator", **fields)
    assert reader.page(LIVE)["live"]["posts"][-1]["role"] == "moderator"


@pytest.mark.parametrize("name", ["", "m", "x5", "m-1", "²", "m" + "9" * 30, "12:0"])
def test_a_strange_event_id_means_from_the_beginning(name: str) -> None:
    assert number_of(name) == 0
    assert number_of("m17") == number_of("17") == 17


def test_the_sample_s_interviews_are_when_they_say(reader: PortalVisitor) -> None:
    entries = reader.page("/interviews")["collection"]["items"]
    sample = (one for one in entries if one["href"].startswith("/interviews/talk-"))
    days = {entry["href"]: entry["date"] for entry in sample}
    today = datetime.now(CHINA).date().isoformat()
    assert days.pop("/interviews/talk-26") > today  # is announced
    assert days.pop(LIVE) <= today
    assert max(days.values()) < today
