"""The rows on the token endpoint of the hostile-provider table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from auth.errors import (
    AuthError,
    BadAnswer,
    ConfigWrong,
    NetworkFailed,
    Refused,
    ServerFailed,
    TimedOut,
)
from tests.harness.hostile import HostileProvider, sign_in
from tests.harness.http_server import Reply, as_json

Change = Callable[[dict[str, Any]], object]
TOKEN = "/id/token"


def sets(**members: object) -> Change:
    return lambda answer: answer.update(members)


def drops(name: str) -> Change:
    return lambda answer: answer.pop(name)


SPOILED: dict[str, Change] = {
    "empty object": lambda answer: answer.clear(),
    "no access token": drops("access_token"),
    "access token empty": sets(access_token=""),
    "access token a number": sets(access_token=5),
    "access token with a line break": sets(access_token="a\r\nX-Evil: 1"),
    "access token of 100 kB": sets(access_token="x" * 100_000),
    "no token type": drops("token_type"),
    "token type DPoP": sets(token_type="DPoP"),
    "token type null": sets(token_type=None),
    "no ID token": drops("id_token"),
    "ID token null": sets(id_token=None),
    "ID token an object": sets(id_token={}),
    "refresh token a list": sets(refresh_token=["x"]),
    "expires in -5": sets(expires_in=-5),
    "expires in 0": sets(expires_in=0),
    "expires in 1e99": sets(expires_in=1e99),
    "expires in half a second": sets(expires_in=0.5),
    "expires in a century": sets(expires_in=3_153_600_000),
    "expires in full-width digits": sets(expires_in="３００"),
    "expires in abc": sets(expires_in="abc"),
    "expires in true": sets(expires_in=True),
}
SOUND: dict[str, Change] = {
    "as it is": lambda answer: None,
    "token type in small letters": sets(token_type="bearer"),
    "without refresh token": drops("refresh_token"),
    "without expires_in": drops("expires_in"),
    "an expires_at that nobody asked for": sets(expires_at=9_999_999_999),
    "members nobody knows": sets(shiny={"deep": [1, 2]}),
}
ANSWERS: dict[str, tuple[Reply, type[AuthError]]] = {
    "denied": (as_json({"error": "access_denied"}, 400), Refused),
    "denied with 200": (as_json({"error": "access_denied"}), Refused),
    "denied with 401": (as_json({"error": "access_denied"}, 401), Refused),
    "code used already": (as_json({"error": "invalid_grant"}, 400), Refused),
    "terminal unknown": (as_json({"error": "invalid_client"}, 401), ConfigWrong),
    "grant not allowed": (as_json({"error": "unauthorized_client"}, 400), ConfigWrong),
    "error a number": (as_json({"error": 5}, 400), BadAnswer),
    "error with markup": (as_json({"error": "<script>"}, 400), BadAnswer),
    "400 without error": (as_json({}, 400), BadAnswer),
    "500": (Reply(500, b"oops"), ServerFailed),
    "503": (Reply(503), ServerFailed),
    "429": (Reply(429), ServerFailed),
    "HTML": (Reply(200, b"<html>"), BadAnswer),
    "list": (as_json([["access_token", "x"]]), BadAnswer),
    "garbage": (Reply(200, b"\xff\xfe"), BadAnswer),
    "redirect 302": (Reply(302, b"", {"Location": "/id/elsewhere"}), BadAnswer),
    "redirect 307": (Reply(307, b"", {"Location": "/id/elsewhere"}), BadAnswer),
    "hangs": (Reply(manner="hang"), TimedOut),
    "drips": (Reply(manner="drip"), TimedOut),
    "drips its header": (Reply(manner="drip_head"), TimedOut),
    "drops the line": (Reply(manner="drop"), NetworkFailed),
    "30 MB": (Reply(200, b" " * 30_000_000), BadAnswer),
    "too deep": (Reply(200, b'{"a":' * 50_000), BadAnswer),
    "shorter than announced": (Reply(200, b"{}", {"Content-Length": "50"}), TimedOut),
    "longer than can be": (Reply(200, b"{}", {"Content-Length": "9" * 30}), AuthError),
    "header without end": (Reply(200, b"", {"X": "y" * 70_000}), NetworkFailed),
}


@pytest.mark.parametrize("row", SPOILED)
def test_a_spoiled_token_answer_is_refused(provider: HostileProvider, row: str) -> None:
    provider.spoil_answer = SPOILED[row]
    with pytest.raises(BadAnswer):
        sign_in(provider)


@pytest.mark.parametrize("row", SOUND)
def test_a_sound_token_answer_is_accepted(provider: HostileProvider, row: str) -> None:
    provider.spoil_answer = SOUND[row]
    assert sign_in(provider).open


@pytest.mark.parametrize("row", ANSWERS)
def test_every_other_answer_is_one_of_our_errors(provider: HostileProvider, row: str) -> None:
    reply, error = ANSWERS[row]
    provider.overrides[TOKEN] = lambda _: reply
    with pytest.raises(error):
        sign_in(provider, read=0.2, total=0.6)
    assert not provider.requests_to("/id/elsewhere")


def test_an_error_says_the_code_and_not_the_providers_words(provider: HostileProvider) -> None:
    answer = {"error": "access_denied", "error_description": "Zhang San said no"}
    provider.overrides[TOKEN] = lambda _: as_json(answer, 400)
    with pytest.raises(Refused) as caught:
        sign_in(provider)
    assert str(caught.value) == "refused: access_denied"


def test_tokens_are_never_printed(provider: HostileProvider) -> None:
    session = sign_in(provider)
    tokens = session.surrender()
    assert tokens is not None
    assert repr(tokens) == "Tokens(access, refresh, id_token)"
    assert not any(secret in f"{session!r}{tokens}" for secret in provider.live)
