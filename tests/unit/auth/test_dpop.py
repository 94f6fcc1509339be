"""Proofs of possession, against a provider and a resource that check every member."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import requests

from auth.dpop import ProofKey
from auth.ending import end
from auth.errors import BadAnswer, BadToken
from auth.flows.code import CodeSignIn
from auth.flows.device import DeviceSignIn
from auth.session import Session
from auth.stepup import StepUp
from tests.harness.hostile import REDIRECT, HostileProvider, open_page, sign_in, sign_in_by_code
from tests.harness.http_server import Reply, Seen, as_json

Way = Callable[[HostileProvider], Session]
WAYS = pytest.mark.parametrize("way", [sign_in, sign_in_by_code])
NONCES = pytest.mark.parametrize("nonces", [False, True])


@WAYS
@NONCES
def test_every_request_of_a_visit_carries_a_proof(
    provider: HostileProvider, way: Way, *, nonces: bool
) -> None:
    provider.use_dpop(nonces=nonces)
    session = way(provider)
    session.refresh()
    assert session.userinfo()
    assert end(session).clean
    assert len(provider.live) == 2  # those from before the refresh, which this provider keeps


@WAYS
def test_each_visit_has_a_key_of_its_own(provider: HostileProvider, way: Way) -> None:
    provider.use_dpop()
    way(provider)
    way(provider)
    assert len(set(provider.possession.bound.values())) == 2


def test_a_token_without_its_key_is_worth_nothing(provider: HostileProvider) -> None:
    provider.use_dpop()
    session = sign_in_by_code(provider)
    tokens = session.surrender()
    assert tokens is not None
    thief = Session(session.party, tokens, session.claims, proof=ProofKey(provider.time.clock()))
    with pytest.raises(BadAnswer):
        thief.userinfo()
    bearer = Session(session.party, tokens, session.claims)
    with pytest.raises(BadAnswer):
        bearer.userinfo()


@WAYS
def test_an_answer_that_lost_its_binding_is_refused(provider: HostileProvider, way: Way) -> None:
    provider.use_dpop()
    provider.spoil_answer = lambda answer: answer.update(token_type="Bearer")
    with pytest.raises(BadAnswer, match="token_type"):
        way(provider)


def test_a_binding_that_nobody_asked_for_is_refused(provider: HostileProvider) -> None:
    provider.spoil_answer = lambda answer: answer.update(token_type="DPoP")
    with pytest.raises(BadAnswer, match="token_type"):
        sign_in_by_code(provider)


def test_a_refresh_that_lost_its_binding_ends_the_session(provider: HostileProvider) -> None:
    provider.use_dpop()
    session = sign_in_by_code(provider)
    provider.spoil_answer = lambda answer: answer.update(token_type="Bearer")
    with pytest.raises(BadAnswer):
        session.refresh()
    assert not session.open


def test_a_provider_that_never_has_enough_is_answered_twice(provider: HostileProvider) -> None:
    provider.use_dpop(nonces=True)
    provider.possession.always = True
    with pytest.raises(Exception, match="use_dpop_nonce"):
        sign_in_by_code(provider)
    assert len(provider.requests_to("/id/token")) == 2


@pytest.mark.parametrize("nonce", ['a"b', "x" * 600, "a b", "一".encode().decode("latin-1")])
def test_a_nonce_that_cannot_be_one_is_left_out(provider: HostileProvider, nonce: str) -> None:
    key = ProofKey(provider.time.clock())
    assert not key.learn(provider.url, nonce)


def test_nonces_of_different_servers_do_not_mix(provider: HostileProvider) -> None:
    key = ProofKey(provider.time.clock())
    assert key.learn("https://a.example/x", "n1")
    assert not key.learn("https://a.example/y", "n1")
    assert key.learn("https://b.example/x", "n1")
    assert all(key.learn(f"https://{n}.example/", "n") for n in range(6))
    assert not key.learn("https://ninth.example/", "n")


def test_nothing_of_the_key_is_printed(provider: HostileProvider) -> None:
    assert repr(ProofKey(provider.time.clock())) == "ProofKey()"


def portal(provider: HostileProvider, *, wants: int) -> list[str]:
    """A portal on the provider's server that asks for a nonce ``wants`` times."""
    presented: list[str] = []

    def page(seen: Seen) -> Reply:
        presented.append(seen.headers.get("DPoP", ""))
        if len(presented) <= wants:
            asks = 'DPoP error="use_dpop_nonce"'
            named = {"DPoP_Nonce": f"portal-{len(presented)}", "WWW_Authenticate": asks}
            return as_json({}, 401, **named)
        return as_json({"body": seen.body.decode()})

    provider.overrides["/v1/en/"] = page
    return presented


def send(provider: HostileProvider, session: Session) -> requests.Response:
    url = f"{provider.url}/v1/en/?q=1#f"
    return requests.post(url, data=b"{}", auth=session.bearer(), timeout=5)


def test_the_portal_gets_token_and_proof(provider: HostileProvider) -> None:
    provider.use_dpop()
    session = sign_in_by_code(provider)
    presented = portal(provider, wants=0)
    assert send(provider, session).status_code == 200
    (seen,) = provider.requests_to("/v1/en/")
    assert seen.headers["Authorization"] == f"DPoP {session.current_token()}"
    assert presented[0]


def test_the_portal_may_want_its_own_nonce_once(provider: HostileProvider) -> None:
    provider.use_dpop()
    session = sign_in_by_code(provider)
    presented = portal(provider, wants=1)
    assert send(provider, session).json() == {"body": "{}"}
    assert len(set(presented)) == 2
    assert send(provider, session).status_code == 200
    assert len(presented) == 3


def test_a_portal_that_never_has_enough_is_answered_twice(provider: HostileProvider) -> None:
    provider.use_dpop()
    session = sign_in_by_code(provider)
    presented = portal(provider, wants=99)
    assert send(provider, session).status_code == 401
    assert len(presented) == 2


def test_where_it_is_turned_off_tokens_are_plain(provider: HostileProvider) -> None:
    provider.metadata["dpop_signing_alg_values_supported"] = ["RS256"]
    assert sign_in_by_code(provider).proof is None


def test_a_fresher_sign_in_on_the_phone_is_checked(provider: HostileProvider) -> None:
    def step_up(age: int) -> object:
        flow = DeviceSignIn(provider.party(), step_up=StepUp("", age))
        flow.start()
        provider.time.advance(5)
        return flow.poll()

    provider.spoil_claims = lambda made: made.update(auth_time=made["iat"] - 100)
    assert isinstance(step_up(100), Session)
    with pytest.raises(BadToken, match="auth_time"):
        step_up(60)


@WAYS
def test_a_step_up_by_somebody_else_is_refused(provider: HostileProvider, way: Way) -> None:
    first = way(provider)
    provider.spoil_claims = lambda made: made.update(sub="u-2")
    flow = CodeSignIn(provider.party(), REDIRECT, same_as=first.claims)
    with pytest.raises(BadToken, match="sub"):
        flow.finish(open_page(flow.start()))
    assert first.open
