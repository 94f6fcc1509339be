"""Sending a form: once, whatever happens to the connection."""

from __future__ import annotations

import pytest

from portal.client import PortalClient
from portal.errors import BadPage, Busy, Invalid, KeyReused, PortalError, ServerFailed, Unreachable
from portal.models import Case
from tests.harness.clock import FakeClock
from tests.harness.http_server import Reply
from tests.harness.stored_portal import StoredPortal, problem


def test_a_form_is_sent_and_its_page_comes_back(portal: StoredPortal, client: PortalClient) -> None:
    key = client.new_key()
    found = client.submit("/new", "zh-Hans", {"title": "社保"}, key)
    assert isinstance(found, Case)
    assert portal.stored == {key: {"title": "社保"}}


@pytest.mark.parametrize("mishaps", [["drop"], ["hang"], ["drip"], ["drop", "hang", "drop"]])
def test_a_connection_lost_after_storing_makes_one_case(
    portal: StoredPortal, client: PortalClient, mishaps: list[str]
) -> None:
    portal.mishaps = list(mishaps)
    assert isinstance(client.submit("/new", "zh-Hans", {"title": "社保"}, client.new_key()), Case)
    assert len(portal.stored) == 1
    assert len(portal.seen) == len(mishaps) + 1


def test_it_is_given_up_after_three_retries(portal: StoredPortal, client: PortalClient) -> None:
    portal.mishaps = ["drop"] * 10
    key = client.new_key()
    with pytest.raises(Unreachable):
        client.submit("/new", "zh-Hans", {}, key)
    assert len(portal.seen) == 4
    portal.mishaps = []
    assert isinstance(client.submit("/new", "zh-Hans", {}, key), Case)
    assert len(portal.stored) == 1


def test_it_is_given_up_after_fifteen_seconds(
    portal: StoredPortal, client: PortalClient, clock: FakeClock
) -> None:
    def slow(_: object) -> Reply:
        clock.advance(8)
        return Reply(manner="drop")

    portal.overrides["/v1/zh-Hans/new"] = slow
    with pytest.raises(Unreachable):
        client.submit("/new", "zh-Hans", {}, client.new_key())
    assert len(portal.seen) == 2


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (problem(422, "invalid", errors=[{"field": "title", "code": "required"}]), Invalid),
        (problem(409, "key_reused"), KeyReused),
        (problem(503, "busy"), Busy),
        (problem(500, "server"), ServerFailed),
        (Reply(302, b"", {"Location": "https://evil.example/"}), BadPage),
    ],
)
def test_an_answer_that_says_no_is_not_tried_again(
    portal: StoredPortal, client: PortalClient, reply: Reply, error: type[PortalError]
) -> None:
    portal.overrides["/v1/zh-Hans/new"] = lambda _: reply
    with pytest.raises(error):
        client.submit("/new", "zh-Hans", {}, client.new_key())
    assert len(portal.seen) == 1


def test_the_same_key_with_other_values_is_refused(client: PortalClient) -> None:
    key = client.new_key()
    client.submit("/new", "zh-Hans", {"title": "甲"}, key)
    with pytest.raises(KeyReused):
        client.submit("/new", "zh-Hans", {"title": "乙"}, key)


@pytest.mark.parametrize("key", ["", "short", "x" * 65, "with space 0123456", "换行\n" * 8])
def test_a_key_has_the_form_of_a_key(client: PortalClient, key: str) -> None:
    with pytest.raises(ValueError, match="key"):
        client.submit("/new", "zh-Hans", {}, key)


def test_no_two_keys_are_alike(client: PortalClient) -> None:
    assert len({client.new_key() for _ in range(100)}) == 100
