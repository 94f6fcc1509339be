"""The stream over a real connection: read by a thread, closed by another."""

from __future__ import annotations

import threading
import time

import pytest

from portal import client as client_module
from portal.client import PortalClient
from portal.errors import BadPage, Busy, TimedOut, Unreachable
from portal.growing import Change
from tests.harness.http_server import Reply
from tests.harness.stored_portal import StoredPortal, problem

STREAM = "/interviews/1/stream"
PATH = f"/v1/zh-Hans{STREAM}"
POST = b'id: %s\nevent: post\ndata: {"id":"%s","role":"guest","author":"g","text":"t"}\n\n'
EVENTS = {"Content-Type": "text/event-stream; charset=utf-8"}


def talking(portal: StoredPortal, body: bytes = b": \n\n", **headers: str) -> Reply:
    reply = Reply(200, body, headers or EVENTS, manner="talk")
    portal.overrides[PATH] = lambda _seen: reply
    return reply


def test_changes_come_as_they_happen_and_the_last_id_is_sent(
    portal: StoredPortal, client: PortalClient
) -> None:
    reply = talking(portal)
    stream = client.follow(STREAM, "zh-Hans", "m7")
    told = iter(stream)
    reply.more.put(POST % (b"m8", b"m8"))
    change = next(told)
    assert (change.id, change.came and change.came.text) == ("m8", "t")
    reply.more.put(b'event: gone\ndata: {"id":"m8"}\n\n')
    assert next(told) == Change("m8", gone="m8")
    reply.more.put(None)
    assert list(told) == []
    [seen] = portal.requests_to(PATH)
    assert seen.headers["Last-Event-ID"] == "m7"
    assert seen.headers["Accept"] == "text/event-stream"


@pytest.mark.parametrize("after", ["", "m1\r\nX: y", "话", "x" * 201])
def test_an_id_that_no_header_takes_is_left_out(
    portal: StoredPortal, client: PortalClient, after: str
) -> None:
    talking(portal)
    client.follow(STREAM, "zh-Hans", after).close()
    assert "Last-Event-ID" not in portal.requests_to(PATH)[0].headers


def test_closing_ends_the_thread_that_waits_for_the_next_byte_at_once(
    portal: StoredPortal, client: PortalClient
) -> None:
    talking(portal)
    stream = client.follow(STREAM, "zh-Hans", "")
    found: list[object] = []
    thread = threading.Thread(target=lambda: found.extend(stream))
    thread.start()
    time.sleep(0.2)
    began = time.monotonic()
    stream.close()
    thread.join(5)
    assert not thread.is_alive()
    assert time.monotonic() - began < 0.5
    stream.close()  # twice does no harm


def test_no_free_place_says_for_how_long(portal: StoredPortal, client: PortalClient) -> None:
    portal.overrides[PATH] = lambda _seen: problem(503, "busy", headers={"Retry-After": "10"})
    with pytest.raises(Busy) as caught:
        client.follow(STREAM, "zh-Hans", "")
    assert caught.value.retry_after == 10


def test_a_stream_that_is_none_or_breaks_off_or_falls_silent(
    portal: StoredPortal, client: PortalClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    talking(portal, Content_Type="text/html")
    with pytest.raises(BadPage):
        list(client.follow(STREAM, "zh-Hans", ""))
    portal.overrides[PATH] = lambda _seen: Reply(manner="drop")
    with pytest.raises(Unreachable):
        client.follow(STREAM, "zh-Hans", "")
    monkeypatch.setattr(client_module, "SILENCE", 0.2)
    talking(portal)
    began = time.monotonic()
    with pytest.raises(TimedOut):
        list(client.follow(STREAM, "zh-Hans", ""))
    assert time.monotonic() - began < 5
