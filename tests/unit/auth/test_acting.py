"""Whose token goes out while staff helps, and what happens where a provider cannot say both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from auth.acting import Acting, require_staff, staff_party
from auth.discovery import TOKEN_EXCHANGE
from auth.errors import Refused
from auth.session import Session
from tests.harness.hostile import FakeClock, HostileProvider, sign_in
from tests.harness.http_server import Reply, Responder, Seen, as_json

ACCESS = "urn:ietf:params:oauth:token-type:access_token"
RIGHT = {
    "access_token": "both",
    "issued_token_type": ACCESS,
    "token_type": "Bearer",
    "expires_in": 120,
}


class Exchange:
    """The provider's token exchange; ``answer`` is what it gives."""

    def __init__(self, provider: HostileProvider) -> None:
        self.asked: list[dict[str, str]] = []
        self.answer: Responder = lambda _seen: as_json(RIGHT)
        provider.metadata["grant_types_supported"] = [TOKEN_EXCHANGE]
        provider.overrides["/id/token"] = self._token
        self._provider = provider

    def _token(self, seen: Seen) -> Reply:
        if seen.form.get("grant_type") != TOKEN_EXCHANGE:
            return self._provider._token(seen)
        self.asked.append(seen.form)
        return self.answer(seen)


@pytest.fixture
def exchange(provider: HostileProvider) -> Exchange:
    return Exchange(provider)


class Help:
    """A visitor who is signed in, and who helps."""

    def __init__(self, session: Session, actor: str = "staff-token") -> None:
        self.session = session
        self.actor = actor
        self.told = 0
        self.acting = Acting(session, lambda: self.actor, self._unmarked)

    def _unmarked(self) -> None:
        self.told += 1

    @property
    def token(self) -> str:
        return self.acting.current_token()

    @property
    def own(self) -> str:
        return self.session.current_token()


def test_the_token_is_asked_for_once_and_again_before_it_ends(
    provider: HostileProvider, exchange: Exchange, time: FakeClock
) -> None:
    help_ = Help(sign_in(provider))
    assert [help_.token for _ in range(3)] == ["both"] * 3
    assert [(one["subject_token"], one["actor_token"]) for one in exchange.asked] == [
        (help_.own, "staff-token")
    ]
    assert exchange.asked[0]["subject_token_type"] == exchange.asked[0]["actor_token_type"]
    exchange.answer = lambda _seen: as_json({**RIGHT, "access_token": "both-again"})
    time.advance(89)
    assert help_.token == "both"
    time.advance(2)
    assert help_.token == "both-again"
    assert help_.told == 0


def test_a_renewed_sign_in_is_exchanged_anew(provider: HostileProvider, exchange: Exchange) -> None:
    help_ = Help(sign_in(provider))
    assert help_.token == "both"
    help_.session.refresh()
    assert help_.token == "both"
    first, second = (one["subject_token"] for one in exchange.asked)
    assert second == help_.own != first


def test_a_provider_without_token_exchange_is_not_asked_and_it_is_told_once(
    provider: HostileProvider, time: FakeClock
) -> None:
    help_ = Help(sign_in(provider))
    before = len(provider.seen)
    for _ in range(3):
        assert help_.token == help_.own
        time.advance(20)
    assert help_.told == 1
    assert TOKEN_EXCHANGE not in [one.form.get("grant_type") for one in provider.seen[before:]]


WRONG: dict[str, Callable[[Seen], Reply]] = {
    "refused": lambda _: as_json({"error": "invalid_request"}, 400),
    "unsupported": lambda _: as_json({"error": "unsupported_grant_type"}, 400),
    "another kind": lambda _: as_json({**RIGHT, "issued_token_type": "urn:x"}),
    "no kind": lambda _: as_json({k: v for k, v in RIGHT.items() if k != "issued_token_type"}),
    "no token": lambda _: as_json({**RIGHT, "access_token": ""}),
    "another type": lambda _: as_json({**RIGHT, "token_type": "mac"}),
    "pending": lambda _: as_json({"error": "authorization_pending"}, 400),
    "no json": lambda _: Reply(200, b"<html>"),
    "broken": lambda _: Reply(500),
    "gone": lambda _: Reply(manner="drop"),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_a_wrong_answer_leaves_the_visitor_their_own_token_and_is_told_once(
    provider: HostileProvider, exchange: Exchange, wrong: Callable[[Seen], Reply]
) -> None:
    exchange.answer = wrong
    help_ = Help(sign_in(provider))
    assert help_.token == help_.own
    asked = len(exchange.asked)
    assert help_.token == help_.own  # and the next page does not wait for it again
    assert (help_.told, len(exchange.asked)) == (1, asked)


def test_after_a_failure_of_the_network_it_is_tried_again(
    provider: HostileProvider, exchange: Exchange, time: FakeClock
) -> None:
    right, exchange.answer = exchange.answer, lambda _seen: Reply(manner="drop")
    help_ = Help(sign_in(provider))
    assert help_.token == help_.own
    exchange.answer = right
    time.advance(16)
    assert help_.token == "both"
    assert help_.told == 1


def test_nobody_signed_in_is_not_exchanged(provider: HostileProvider, exchange: Exchange) -> None:
    help_ = Help(sign_in(provider))
    help_.session.surrender()
    assert help_.token == ""
    assert (exchange.asked, help_.told) == ([], 0)


def test_who_has_no_token_of_their_own_is_marked_here(
    provider: HostileProvider, exchange: Exchange
) -> None:
    help_ = Help(sign_in(provider), actor="")
    assert help_.token == help_.own
    assert (exchange.asked, help_.told) == ([], 1)


def test_staff_is_asked_for_a_name_and_the_role_and_nothing_else(
    provider: HostileProvider,
) -> None:
    config = staff_party(provider.party()).config
    assert (config.scopes, config.optional_scopes) == (("openid", "profile"), ("assist",))


@pytest.mark.parametrize("roles", [["staff"], ["x", "staff"]])
def test_staff_is_who_the_provider_says(provider: HostileProvider, roles: list[str]) -> None:
    provider.spoil_claims = lambda claims: claims.update(roles=roles)
    require_staff(sign_in(provider))


@pytest.mark.parametrize("roles", [None, [], ["visitor"], "staff!", ["Staff"]])
def test_nobody_else_is_staff(provider: HostileProvider, roles: Any) -> None:
    if roles is not None:
        provider.spoil_claims = lambda claims: claims.update(roles=roles)
    with pytest.raises(Refused, match="not_staff"):
        require_staff(sign_in(provider))


def test_another_provider_s_word_for_staff(provider: HostileProvider) -> None:
    provider.spoil_claims = lambda claims: claims.update(roles=["banjie"])
    session = sign_in(provider)
    session.party = replace(session.party, config=replace(session.config, staff_role="banjie"))
    require_staff(session)
