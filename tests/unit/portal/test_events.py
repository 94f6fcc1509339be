from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.errors import BadPage
from portal.events import MOST, EventParser, ServerEvent

TEXT = (
    "\ufeff: 开始\n"
    "retry: 2000\n\n"
    "id: m1\nevent: post\ndata: 甲\ndata:乙\n\n"
    "data:  two\r\n\r\n"
    "id: a\0b\revent: gone\rdata\r\r"
    "id\ndata: none\n\n"
    "event: lost\nid: m9\n\n"
    "data: after\nunknown: x\n\n"
    "data: half an event\n"
)
EVENTS = [
    ServerEvent("post", "甲\n乙", "m1"),
    ServerEvent("message", " two", "m1"),
    ServerEvent("gone", "", "m1"),
    ServerEvent("message", "none", ""),
    ServerEvent("message", "after", "m9"),
]


@given(st.lists(st.integers(0, len(TEXT.encode())), max_size=12))
def test_it_does_not_matter_where_the_wire_cuts(cuts: list[int]) -> None:
    data, parser = TEXT.encode(), EventParser("m0")
    ends = [0, *sorted(cuts), len(data)]
    pieces = [data[a:b] for a, b in itertools.pairwise(ends)]
    assert [event for piece in pieces for event in parser.feed(piece)] == EVENTS


@given(st.binary(max_size=200))
def test_no_bytes_break_it(data: bytes) -> None:
    list(EventParser().feed(data))


@pytest.mark.parametrize(
    "data", [b"data: " + b"x" * MOST, b"data\n" * (MOST + 1), b"y" * (MOST + 1)]
)
def test_an_event_that_never_ends_is_refused(data: bytes) -> None:
    with pytest.raises(BadPage):
        list(EventParser().feed(data + b"\n"))
