"""Refresh, userinfo and the bearer; rows of the hostile-provider table among them."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
import requests

from auth.ending import end
from auth.errors import AuthError, BadAnswer, BadToken, Expired, NetworkFailed, ServerFailed
from auth.session import Session
from tests.harness.hostile import NAME, SUB, Claims, HostileProvider, ec_key, sign_in
from tests.harness.http_server import Reply, as_json

TOKEN = "/id/token"


def header(session: Session, url: str) -> str | None:
    request = requests.Request("GET", url, auth=session.bearer()).prepare()
    return request.headers.get("Authorization")


def test_the_visitor_is_known_by_a_masked_name(provider: HostileProvider) -> None:
    visitor = sign_in(provider).visitor
    assert (visitor.masked_name, visitor.acr, visitor.locale) == ("张*", "3", "zh-Hans")
    assert visitor.name == NAME


def test_nothing_of_the_visitor_is_printed(provider: HostileProvider) -> None:
    session = sign_in(provider)
    printed = f"{session!r} {session.visitor!r} {session.party!r}"
    assert NAME not in printed
    assert SUB not in printed
    assert session.visitor.sub_hash != SUB


def test_a_name_that_the_id_token_lacks_comes_from_userinfo(provider: HostileProvider) -> None:
    provider.spoil_claims = lambda made: [made.pop(name) for name in ("name", "masked_name")]
    assert sign_in(provider).visitor.masked_name == "张*"


def test_a_visitor_without_any_name_can_still_sign_in(provider: HostileProvider) -> None:
    provider.spoil_claims = lambda made: [made.pop(name) for name in ("name", "masked_name")]
    provider.overrides["/id/userinfo"] = lambda _: Reply(500)
    assert sign_in(provider).visitor.masked_name == ""


USERINFO: dict[str, tuple[Reply, type[AuthError]]] = {
    "another subject": (as_json({"sub": "u-2", "name": "李四"}), BadToken),
    "subject missing": (as_json({"name": "李四"}), BadToken),
    "subject a number": (as_json({"sub": 10001}), BadToken),
    "list of pairs": (as_json([["sub", SUB]]), BadAnswer),
    "HTML": (Reply(200, b"<html>", {"Content-Type": "text/html"}), BadAnswer),
    "no JWT that says it is one": (
        Reply(200, b"a.b.c", {"Content-Type": "application/jwt"}),
        BadToken,
    ),
    "a JWT that is not ASCII": (
        Reply(200, "一.二.三".encode(), {"Content-Type": "application/jwt"}),
        BadAnswer,
    ),
    "401": (Reply(401), Expired),
    "404": (Reply(404), BadAnswer),
    "500": (Reply(500), ServerFailed),
}


@pytest.mark.parametrize("row", USERINFO)
def test_bad_userinfo_is_refused(provider: HostileProvider, row: str) -> None:
    session = sign_in(provider)
    reply, error = USERINFO[row]
    provider.overrides["/id/userinfo"] = lambda _: reply
    with pytest.raises(error):
        session.userinfo()


def test_good_userinfo_is_accepted(provider: HostileProvider) -> None:
    assert sign_in(provider).userinfo() == {"name": NAME}


def test_userinfo_about_somebody_else_stops_the_sign_in(provider: HostileProvider) -> None:
    provider.spoil_claims = lambda made: [made.pop(name) for name in ("name", "masked_name")]
    provider.userinfo = {"sub": "u-2", "name": "李四"}
    with pytest.raises(BadToken):
        sign_in(provider)


def test_the_token_goes_to_the_portal_and_nowhere_else(provider: HostileProvider) -> None:
    session = sign_in(provider)
    assert header(session, f"{provider.url}/v1/zh-Hans/") == f"Bearer {session.current_token()}"
    assert header(session, "http://evil.example/v1/zh-Hans/") is None
    assert header(session, "http://127.0.0.1:9/") is None


def test_the_token_is_refreshed_when_less_than_a_minute_is_left(
    provider: HostileProvider,
) -> None:
    session = sign_in(provider)
    first = session.current_token()
    provider.time.advance(239)
    assert session.current_token() == first
    provider.time.advance(2)
    assert session.current_token() not in ("", first)


def test_several_threads_cause_one_refresh(provider: HostileProvider) -> None:
    session = sign_in(provider)
    provider.time.advance(250)
    threads = [threading.Thread(target=session.current_token) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(provider.requests_to(TOKEN)) == 2


def test_an_old_refresh_token_is_kept_if_no_new_one_comes(provider: HostileProvider) -> None:
    session = sign_in(provider)
    provider.spoil_answer = lambda answer: [
        answer.pop(name) for name in ("refresh_token", "id_token")
    ]
    for _ in range(2):
        session.refresh()
    tokens = session.surrender()
    assert tokens is not None
    assert tokens.refresh in provider.live
    assert tokens.id_token


def test_without_a_refresh_token_the_session_lasts_as_long_as_its_token(
    provider: HostileProvider,
) -> None:
    provider.spoil_answer = lambda answer: answer.pop("refresh_token")
    session = sign_in(provider)
    provider.time.advance(299)
    assert session.current_token()
    provider.time.advance(2)
    assert session.current_token() == ""


def test_while_the_provider_is_down_the_token_goes_on_until_it_expires(
    provider: HostileProvider,
) -> None:
    session = sign_in(provider)
    provider.overrides[TOKEN] = lambda _: Reply(manner="drop")
    provider.time.advance(250)
    assert session.current_token()
    assert isinstance(session.trouble, NetworkFailed)
    provider.time.advance(60)
    assert session.current_token() == ""
    del provider.overrides[TOKEN]
    provider.time.advance(16)
    assert session.current_token()
    assert session.trouble is None


def test_a_failing_refresh_is_not_tried_at_every_request(provider: HostileProvider) -> None:
    session = sign_in(provider)
    provider.overrides[TOKEN] = lambda _: Reply(503)
    provider.time.advance(250)
    for _ in range(5):
        session.current_token()
    assert len(provider.requests_to(TOKEN)) == 2


def test_a_session_that_the_provider_ended_is_over(provider: HostileProvider) -> None:
    session = sign_in(provider)
    provider.live.clear()
    with pytest.raises(Expired):
        session.refresh()
    assert not session.open
    assert header(session, provider.url) is None


def other_key(provider: HostileProvider) -> None:
    provider.key = ec_key("attacker")


def refreshed(**members: object) -> Callable[[HostileProvider], None]:
    def spoil(provider: HostileProvider) -> None:
        provider.spoil_refresh = lambda made: made.update(members)

    return spoil


def answered(make: Callable[[Claims], object]) -> Callable[[HostileProvider], None]:
    def spoil(provider: HostileProvider) -> None:
        provider.spoil_answer = make

    return spoil


REFRESH: dict[str, Callable[[HostileProvider], None]] = {
    "another subject": refreshed(sub="u-2"),
    "another issuer": refreshed(iss="https://evil.example"),
    "another audience": refreshed(aud="someone-else"),
    "expired": refreshed(exp=1_000_000_000),
    "another key": other_key,
    "garbage": answered(lambda answer: answer.update(id_token="garbage")),
    "empty object": answered(lambda answer: answer.clear()),
    "token type DPoP": answered(lambda answer: answer.update(token_type="DPoP")),
    "still pending": lambda p: p.overrides.update(
        {TOKEN: lambda _: as_json({"error": "authorization_pending"}, 400)}
    ),
}


@pytest.mark.parametrize("row", REFRESH)
def test_a_bad_refresh_ends_the_session(provider: HostileProvider, row: str) -> None:
    session = sign_in(provider)
    REFRESH[row](provider)
    with pytest.raises((BadToken, BadAnswer)):
        session.refresh()
    assert not session.open
    assert header(session, provider.url) is None


@pytest.mark.parametrize("row", ["another subject", "another key"])
def test_what_a_bad_refresh_brought_and_replaced_is_revoked(
    provider: HostileProvider, row: str
) -> None:
    session = sign_in(provider)
    REFRESH[row](provider)
    with pytest.raises(BadToken):
        session.refresh()
    # by the refresh tokens; this provider lets the access tokens live until they expire
    assert len(provider.requests_to("/id/revoke")) == 2
    assert len(provider.live) == 2


def test_keys_that_cannot_be_had_cost_nobody_the_session(provider: HostileProvider) -> None:
    session = sign_in(provider)
    provider.key = ec_key("rotated")
    provider.overrides["/id/jwks"] = lambda _: Reply(503)
    with pytest.raises(ServerFailed):
        session.refresh()
    assert session.open
    assert not provider.requests_to("/id/revoke")


def test_a_good_refresh_keeps_it(provider: HostileProvider) -> None:
    session = sign_in(provider)
    session.refresh()
    assert session.open
    assert session.current_token() in provider.live


def test_tokens_that_come_after_the_end_are_revoked(provider: HostileProvider) -> None:
    session = sign_in(provider)
    provider.spoil_refresh = lambda made: end(session)
    session.refresh()
    assert not session.open
    assert len(provider.live) == 1  # the late access token; its refresh token was revoked
