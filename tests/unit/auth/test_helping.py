"""What a portal answers while staff helps: seven gestures, and nothing else that could be meant."""

from __future__ import annotations

from typing import Any

import pytest

from auth.errors import AuthError, BadAnswer, ConfigWrong, Expired
from auth.helping import Gesture, GestureKind, Helped, HelpLink
from tests.harness.hostile import HostileProvider
from tests.harness.http_server import Reply, Seen, as_json

PLACE = "/assist/help"
RIGHT: dict[str, Any] = {"id": "7", "officer": "示*", "gestures": [], "state": "on"}
POINT: dict[str, Any] = {"number": 1, "kind": "point", "node": "n3", "text": ""}


@pytest.fixture
def link(provider: HostileProvider) -> HelpLink:
    party = provider.party()
    issuer = party.config.issuer
    return HelpLink(party, issuer[: issuer.index("/", len("http://"))] + PLACE)


def answers(provider: HostileProvider, body: Any, status: int = 200) -> list[dict[str, str]]:
    """What the portal answers from now on; what it is asked."""
    asked: list[dict[str, str]] = []

    def answer(seen: Seen) -> Reply:
        asked.append(seen.form)
        return as_json(body, status)

    provider.overrides[PLACE] = answer
    return asked


def test_each_gesture_arrives_as_it_was_made(provider: HostileProvider, link: HelpLink) -> None:
    made = [
        {**POINT, "number": number, "kind": kind.value, "text": f"文{number}"}
        for number, kind in enumerate(GestureKind, 1)
    ]
    asked = answers(provider, {**RIGHT, "gestures": made})
    told = link.sync("7", 0, '{"nodes": []}')
    assert told == Helped(
        "7",
        "示*",
        tuple(
            Gesture(number, kind, "n3", f"文{number}") for number, kind in enumerate(GestureKind, 1)
        ),
    )
    assert (asked[0]["act"], asked[0]["outline"]) == ("sync", '{"nodes": []}')


@pytest.mark.parametrize(
    "wrong",
    [
        *({"kind": kind} for kind in (*"activate press send submit share sign rate".split(), "")),
        *({"kind": kind} for kind in (None, 1, ["point"], {"point": 1})),
        *({"number": number} for number in (0, -1, True, "1", 1.5, None)),
        {"node": "n" * 13},
        {"node": None},
        {"text": "x" * 501},
        {"text": 5},
    ],
    ids=str,
)
def test_nothing_else_is_a_gesture_and_none_of_the_answer_counts(
    provider: HostileProvider, link: HelpLink, wrong: dict[str, Any]
) -> None:
    answers(provider, {**RIGHT, "gestures": [POINT, {**POINT, "number": 2, **wrong}]})
    with pytest.raises(BadAnswer):
        link.sync("7", 0)


@pytest.mark.parametrize(
    "wrong",
    [
        {"gestures": "point"},
        {"gestures": ["point"]},
        {"gestures": [POINT] * 101},
        {"id": 7},
        {"id": "7" * 21},
        {"officer": None},
        {"officer": "示" * 61},
        {"actor_token": {"token": "x"}},
        {"actor_token": "x" * 8193},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_an_answer_of_another_shape_is_refused(
    provider: HostileProvider, link: HelpLink, wrong: dict[str, Any]
) -> None:
    answers(provider, {**RIGHT, **wrong})
    with pytest.raises(BadAnswer):
        link.begin("token")


@pytest.mark.parametrize(
    ("status", "error"),
    [
        *((status, ConfigWrong) for status in (400, 401, 403, 404, 405)),
        (409, Expired),
        *((status, AuthError) for status in (302, 418, 500)),
    ],
)
def test_what_is_no_answer_says_what_it_is(
    provider: HostileProvider, link: HelpLink, status: int, error: type[AuthError]
) -> None:
    answers(provider, {"why": "over"}, status)
    with pytest.raises(error):
        link.agree("7")


@pytest.mark.parametrize(
    ("why", "detail"), [("taken", "taken"), ("nobody", "nobody"), ("<b>x", "over"), (5, "over")]
)
def test_why_it_is_over_is_one_of_a_few_words(
    provider: HostileProvider, link: HelpLink, why: object, detail: str
) -> None:
    answers(provider, {"why": why}, 409)
    with pytest.raises(Expired) as found:
        link.sync("7", 3)
    assert found.value.detail == detail


@pytest.mark.parametrize("url", ["https://elsewhere.example/assist/help", "http://10.0.0.7/a"])
def test_what_proves_the_terminal_goes_to_no_other_host(
    provider: HostileProvider, url: str
) -> None:
    with pytest.raises(ConfigWrong):
        HelpLink(provider.party(), url).sync("7", 0)


def test_a_token_of_somebody_is_in_no_log(provider: HostileProvider, link: HelpLink) -> None:
    answers(provider, {**RIGHT, "actor_token": "q7secret"})
    assert "q7secret" not in repr(link.begin("token"))
