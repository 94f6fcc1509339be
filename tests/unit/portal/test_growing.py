from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.errors import BadPage
from portal.events import ServerEvent
from portal.growing import Change, caught_up, change_of, grown
from portal.models import Live, Post
from portal.parse import parse_page
from tests.harness.pages import page, raw


def post(name: str, role: str = "guest", to: str = "", text: str = "话") -> Post:
    return Post(name, role, "何嘉宾", "2026-11-02T09:00:00+08:00", text, in_reply_to=to)


def live(*posts: Post) -> Live:
    found = parse_page(raw(page("live")))
    assert isinstance(found, Live)
    return replace(found, posts=posts)


def names(shown: Live) -> list[str]:
    return [one.id for one in shown.posts]


def test_official_answers_stand_under_their_question_and_all_else_at_the_end() -> None:
    shown = live(post("m1", "visitor"), post("m2"))
    told = [
        Change("", post("answer-1", "officer", "m1")),
        Change("", post("m3", "guest", "m1")),
        Change("", post("answer-2", "officer", "m1")),
        Change("", post("answer-3", "officer", "m7")),
    ]
    assert names(grown(shown, told)) == ["m1", "answer-1", "answer-2", "m2", "m3", "answer-3"]


def test_what_is_gone_takes_the_answers_along_and_nothing_else() -> None:
    asked, reply, guest = post("m1"), post("answer-1", "officer", "m1"), post("m2", "guest", "m1")
    assert names(grown(live(asked, reply, guest), [Change("", gone="m1")])) == ["m2"]


def test_what_is_there_already_is_taken_once_and_its_new_words_count() -> None:
    shown = live(post("m1"), post("m2"))
    assert grown(shown, [Change("", post("m1"))]) is shown
    assert grown(shown, [Change("", post("m1", text="新"))]).posts[0].text == "新"


@given(st.permutations(["m1", "m2", "m3", "m1", "m2", "m3"]))
def test_in_whatever_order_stream_and_poll_tell_nothing_is_shown_twice(order: list[str]) -> None:
    shown = grown(live(), [Change("", post(name)) for name in order])
    assert sorted(names(shown)) == ["m1", "m2", "m3"]


def test_a_poll_knows_what_is_new_and_gone_and_how_it_stands() -> None:
    shown = live(post("m1"), post("m2"))
    polled = replace(live(post("m3")), gone=("m1",), last_id="m4", open=False, state_title="已结束")
    now = caught_up(shown, polled)
    assert (names(now), now.last_id, now.open, now.state_title) == (
        ["m2", "m3"],
        "m4",
        False,
        "已结束",
    )
    assert (now.title, now.gone) == (shown.title, ())


def test_an_event_of_a_later_vocabulary_means_nothing_and_a_broken_one_is_an_error() -> None:
    assert change_of(ServerEvent("applause", "{}", "m1")) is None
    for data in ("", "[]", "{}", '{"id": 3, "role": "guest"}'):
        with pytest.raises(BadPage):
            change_of(ServerEvent("post", data, "m1"))
        with pytest.raises(BadPage):
            change_of(ServerEvent("gone", data, "m1"))
