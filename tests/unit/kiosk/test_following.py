"""A live page at a terminal: real connections and threads, a clock that the test moves."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from queue import Empty, Queue
from typing import Any

import pytest

from kiosk.browser import Browser, Gate
from kiosk.following import CHECK, GATHER, POLL, REST
from kiosk.loading import Loading
from kiosk.screens import Screen
from kiosk.tasks import Tasks
from portal.client import PortalClient
from portal.models import Live
from tests.harness.clock import FakeClock
from tests.harness.documents import sample
from tests.harness.http_server import Reply
from tests.harness.pages import page, raw
from tests.harness.stage import PaperStage
from tests.harness.stored_portal import StoredPortal, problem

TALK = "/interviews/1"
STREAM, POLLED = f"/v1/zh-Hans{TALK}/stream", f"/v1/zh-Hans{TALK}/posts"
EVENTS = {"Content-Type": "text/event-stream"}


def said(name: str, text: str) -> dict[str, Any]:
    at = "2026-11-02T09:00:00+08:00"
    return {"id": name, "role": "guest", "author": "何嘉宾", "at": at, "text": text}


def event(name: str, text: str) -> bytes:
    return b"id: " + name.encode() + b"\nevent: post\ndata: " + raw(said(name, text)) + b"\n\n"


def state(*posts: dict[str, Any], last: str, open_: bool = True, **more: Any) -> dict[str, Any]:
    found = page("live", address=TALK, blocks=[])
    found["live"] |= {"posts": list(posts), "last_id": last, "open": open_, **more}
    return found


class Seat:
    """Somebody reads a talk at a terminal; results come when the test lets them."""

    def __init__(self, portal: StoredPortal) -> None:
        self.portal = portal
        self.calls: Queue[Callable[[], None]] = Queue()
        self.clock = FakeClock()
        self.tasks = Tasks(self.calls.put)
        self.paper = PaperStage(sample())
        self.loading = Loading(self.tasks, self.clock, lambda: None)
        client = PortalClient(portal.url, None)
        gate = Gate(lambda _needs: True, lambda _why: None)
        self.browser = Browser(self.paper.stage, self.loading, client, gate)
        self.reply = Reply(200, b": \n\n", EVENTS, manner="talk")
        portal.overrides[STREAM] = lambda _seen: self.reply
        portal.pages[TALK] = state(said("m1", "第一句"), last="m1")
        portal.pages[f"{TALK}/posts"] = state(last="m1")

    def open(self) -> None:
        self.browser.open(TALK)
        self.until(lambda: bool(self.portal.requests_to(STREAM)))
        self.paper.said  # noqa: B018 - how the page was told of is of no interest

    def until(self, true: Callable[[], bool]) -> None:
        """Lets results arrive, without moving the clock."""
        end = time.monotonic() + 10
        while not true():
            assert time.monotonic() < end
            try:
                self.calls.get(timeout=0.05)()
            except Empty:
                continue

    def pump(self, seconds: float = 0.5) -> None:
        """Lets arrive what comes within a while."""
        end = time.monotonic() + seconds
        self.until(lambda: time.monotonic() > end)

    def later(self, seconds: float) -> None:
        self.clock.advance(seconds)

    def polls(self) -> int:
        return len(self.portal.requests_to(POLLED))

    @property
    def posts(self) -> list[str]:
        shown = self.browser.page
        assert isinstance(shown, Live)
        return [post.text for post in shown.posts]

    def shows(self, *texts: str) -> None:
        def there() -> bool:
            self.clock.advance(GATHER)
            return self.posts == list(texts)

        self.until(there)


@pytest.fixture
def seat(portal: StoredPortal) -> Iterator[Seat]:
    made = Seat(portal)
    yield made
    made.browser.stop()
    made.tasks.close()


@pytest.fixture
def portal() -> Iterator[StoredPortal]:
    with StoredPortal() as portal:
        yield portal


def test_the_page_grows_by_the_stream_and_the_place_stays(seat: Seat) -> None:
    seat.open()
    assert seat.portal.requests_to(STREAM)[0].headers["Last-Event-ID"] == "m1"
    place = seat.paper.stage.reader.node.id
    seat.reply.more.put(event("m2", "第二句"))
    seat.shows("第一句", "第二句")
    assert seat.paper.stage.reader.node.id == place
    assert any("第二句" in one for one in _heard(seat))
    seat.reply.more.put(event("m2", "第二句") + b'event: gone\ndata: {"id":"m1"}\n\n')
    seat.shows("第二句")
    assert seat.polls() == 0


def _heard(seat: Seat) -> list[str]:
    """What is said, when each announcement is heard to its end and so makes room for the next."""
    found: list[str] = []
    while ids := [utterance.id for utterance in seat.paper.utterances]:
        found += seat.paper.said
        for one in ids:  # they count on over all the tests of a process
            seat.paper.stage.reader.live.heard(one)
    return found


def test_a_flood_changes_the_page_a_few_times_and_is_said_as_a_number(
    seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    seat.open()
    shown: list[int] = []
    swap = seat.paper.stage.swap

    def counted(screen: Screen, *, quiet: bool = False) -> None:
        shown.append(1)
        swap(screen, quiet=quiet)

    monkeypatch.setattr(seat.paper.stage, "swap", counted)
    seat.reply.more.put(b"".join(event(f"m{n}", f"第{n}句") for n in range(2, 102)))
    seat.pump()
    seat.shows("第一句", *(f"第{n}句" for n in range(2, 102)))
    assert len(shown) < 10
    assert len(seat.paper.said) == 1  # the others wait, and will be said as their number


def test_without_a_free_place_it_asks_and_tries_again_later(seat: Seat) -> None:
    seat.portal.overrides[STREAM] = lambda _seen: problem(503, "busy", headers={"Retry-After": "1"})
    seat.open()
    seat.until(lambda: seat.polls() == 1)
    seat.portal.pages[f"{TALK}/posts"] = state(said("m2", "第二句"), last="m2")
    seat.until(seat.calls.empty)
    seat.later(POLL)
    seat.shows("第一句", "第二句")
    assert seat.portal.requests_to(POLLED)[-1].query["after"] == "m1"
    seat.later(POLL)
    seat.until(lambda: seat.portal.requests_to(POLLED)[-1].query["after"] == "m2")
    assert len(seat.portal.requests_to(STREAM)) == 1
    seat.portal.overrides[STREAM] = lambda _seen: seat.reply
    for _ in range(round(REST / POLL)):
        seat.until(seat.calls.empty)
        seat.later(POLL)
    seat.until(lambda: len(seat.portal.requests_to(STREAM)) == 2)
    assert seat.portal.requests_to(STREAM)[1].headers["Last-Event-ID"] == "m2"


def test_a_stream_that_is_cut_loses_nothing(seat: Seat) -> None:
    seat.open()
    seat.portal.pages[f"{TALK}/posts"] = state(said("m2", "第二句"), last="m2", gone=["m1"])
    seat.reply.more.put(None)
    seat.shows("第二句")
    assert seat.polls() == 1


def test_the_end_of_the_talk_closes_the_stream(seat: Seat) -> None:
    seat.open()
    seat.portal.pages[f"{TALK}/posts"] = state(last="m1", open_=False, state_title="已结束")
    seat.later(CHECK)
    seat.until(lambda: bool(seat.polls()))
    seat.until(lambda: isinstance(seat.browser.page, Live) and not seat.browser.page.open)
    seat.reply.more.put(event("m9", "没有人听"))
    seat.pump()
    seat.later(GATHER)
    assert seat.posts == ["第一句"]


def test_another_page_or_the_end_of_the_visit_closes_it_at_once(seat: Seat) -> None:
    seat.open()
    seat.browser.open("/a")
    seat.until(lambda: seat.browser.page is not None and seat.browser.page.kind == "article")
    seat.reply.more.put(event("m2", "没有人听"))
    seat.browser.back()
    seat.until(lambda: isinstance(seat.browser.page, Live))
    seat.until(lambda: len(seat.portal.requests_to(STREAM)) == 2)
    seat.browser.stop()
    seat.reply.more.put(event("m3", "没有人听"))
    seat.pump()
    seat.later(GATHER)
    assert seat.posts == ["第一句"]


def test_while_something_stands_before_the_page_nothing_changes_it(seat: Seat) -> None:
    seat.open()
    seat.paper.stage.show(Screen("sign_in", lambda _words: sample()), say=False)
    seat.reply.more.put(event("m2", "第二句"))
    seat.pump()
    seat.later(GATHER)
    assert seat.paper.stage.base is not None
    assert seat.paper.stage.base.name == "sign_in"
    seat.browser.resume()
    seat.until(lambda: len(seat.portal.requests_to(STREAM)) == 2)


def test_a_portal_that_is_gone_marks_the_page_as_old_until_it_is_back(seat: Seat) -> None:
    seat.open()
    for path in (STREAM, POLLED):
        seat.portal.overrides[path] = lambda _seen: Reply(manner="drop")
    seat.reply.more.put(None)
    seat.until(lambda: seat.browser.shown.stale_minutes is not None)
    assert seat.posts == ["第一句"]
    seat.portal.overrides.clear()
    seat.portal.pages[f"{TALK}/posts"] = state(said("m2", "第二句"), last="m2")
    seat.until(seat.calls.empty)
    seat.later(POLL)
    seat.shows("第一句", "第二句")
    assert seat.browser.shown.stale_minutes is None
