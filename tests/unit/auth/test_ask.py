"""Asking a phone (CIBA, poll): against a provider that does everything wrong, and against ours."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest

from auth.assertion import KeyAssertion, load_key, new_key, public_part
from auth.clock import Clock
from auth.config import ProviderConfig
from auth.errors import AuthError, BadAnswer, Cancelled, ConfigWrong, Expired, Refused
from auth.flows.ask import AskSignIn
from auth.flows.device import Pending
from auth.party import RelyingParty, relying_party
from auth.session import Session
from auth.stepup import StepUp
from kiosk.tour.phone import Phone
from tests.harness.hostile import FakeClock, HostileProvider
from tests.harness.http_server import Reply, Seen, as_json
from tests.harness.portal_server import PortalServer

ASK, TOKEN = "/id/ask", "/id/token"
GOOD: dict[str, Any] = {"auth_req_id": "request-1", "expires_in": 120, "interval": 5}


def asking(provider: HostileProvider, answer: object = None, status: int = 200) -> None:
    """The provider asks phones, and answers this."""
    provider.metadata["backchannel_authentication_endpoint"] = f"{provider.issuer}/ask"
    provider.metadata["backchannel_token_delivery_modes_supported"] = ["ping", "poll"]
    provider.codes.append("request-1")
    reply = answer if isinstance(answer, Reply) else as_json(answer or GOOD, status)
    provider.overrides[ASK] = lambda _: reply


def wait_and_poll(flow: AskSignIn, provider: HostileProvider) -> Pending | Session:
    provider.time.advance(max(flow.next_poll_at - provider.time.steady(), 0))
    return flow.poll()


def to_the_end(flow: AskSignIn, provider: HostileProvider) -> None:
    """Polls until it is over, for ten minutes at most."""
    end = provider.time.steady() + 600
    while provider.time.steady() < end:
        wait_and_poll(flow, provider)
        provider.time.advance(1)


def answering(provider: HostileProvider, error: str) -> None:
    provider.overrides[TOKEN] = lambda _: as_json({"error": error}, 400)


def test_the_question_says_who_and_shows_two_digits(provider: HostileProvider) -> None:
    asking(provider)
    code = AskSignIn(provider.party(), "  13800138000 ", step_up=StepUp("4")).start()
    form = provider.requests_to(ASK)[0].form
    assert form["login_hint"] == "13800138000"
    assert form["binding_message"] == code.binding_number
    assert code.binding_number.isdecimal()
    assert len(code.binding_number) == 2
    assert (form["scope"], form["acr_values"]) == ("openid profile cases", "4")
    assert (code.user_code, code.verification_uri) == ("", "")
    assert code.expires_at == provider.time.steady() + 120


def test_the_phone_approves(provider: HostileProvider) -> None:
    asking(provider)
    provider.overrides[TOKEN] = lambda seen: _redeem(provider, seen)
    flow = AskSignIn(provider.party(), "zhang")
    flow.start()
    assert isinstance(wait_and_poll(flow, provider), Session)
    [asked] = provider.requests_to(TOKEN)
    assert asked.form["grant_type"] == "urn:openid:params:grant-type:ciba"
    assert asked.form["auth_req_id"] == "request-1"


def _redeem(provider: HostileProvider, seen: Seen) -> Reply:
    assert "device_code" not in seen.form
    return provider._tokens(seen)


def test_slow_down_and_pending_are_obeyed(provider: HostileProvider) -> None:
    asking(provider)
    flow = AskSignIn(provider.party(), "zhang")
    flow.start()
    answering(provider, "authorization_pending")
    now = wait_and_poll(flow, provider)
    assert isinstance(now, Pending)
    assert now.next_poll_at == provider.time.steady() + 5
    answering(provider, "slow_down")
    now = wait_and_poll(flow, provider)
    assert isinstance(now, Pending)
    assert now.next_poll_at == provider.time.steady() + 10


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        ("expired_token", Expired),
        ("access_denied", Refused),
        ("invalid_grant", Refused),
        ("unauthorized_client", ConfigWrong),
        ("transaction_failed", Refused),
    ],
)
def test_refusals(provider: HostileProvider, error: str, kind: type[AuthError]) -> None:
    asking(provider)
    flow = AskSignIn(provider.party(), "zhang")
    flow.start()
    answering(provider, error)
    with pytest.raises(kind):
        to_the_end(flow, provider)
    assert len(provider.requests_to(ASK)) == 1  # no phone rings again by itself


def test_time_that_runs_out_rings_no_phone_again(provider: HostileProvider) -> None:
    asking(provider)
    answering(provider, "authorization_pending")
    flow = AskSignIn(provider.party(), "zhang")
    flow.start()
    with pytest.raises(Expired):
        to_the_end(flow, provider)
    assert len(provider.requests_to(ASK)) == 1


def test_cancelled_is_cancelled(provider: HostileProvider) -> None:
    asking(provider)
    flow = AskSignIn(provider.party(), "zhang")
    flow.start()
    flow.cancel()
    with pytest.raises(Cancelled):
        flow.poll()


@pytest.mark.parametrize("hint", ["", "   ", "x" * 201])
def test_nothing_usable_is_sent_to_nobody(provider: HostileProvider, hint: str) -> None:
    asking(provider)
    with pytest.raises(Refused, match="login_hint"):
        AskSignIn(provider.party(), hint).start()
    assert not provider.requests_to(ASK)


@pytest.mark.parametrize(
    "left_out",
    ["backchannel_authentication_endpoint", "backchannel_token_delivery_modes_supported"],
)
def test_a_provider_that_asks_no_phones(provider: HostileProvider, left_out: str) -> None:
    asking(provider)
    del provider.metadata[left_out]
    with pytest.raises(ConfigWrong):
        AskSignIn(provider.party(), "zhang").start()


def test_a_provider_that_only_pushes(provider: HostileProvider) -> None:
    asking(provider)
    provider.metadata["backchannel_token_delivery_modes_supported"] = ["push", "ping"]
    with pytest.raises(ConfigWrong):
        AskSignIn(provider.party(), "zhang").start()


BAD: list[tuple[object, int, type[AuthError]]] = [
    ({"error": "unknown_user_id"}, 400, Refused),
    ({"error": "invalid_binding_message"}, 400, Refused),
    ({"error": "invalid_client"}, 401, ConfigWrong),
    ({"error": "authorization_pending"}, 400, BadAnswer),
    ({"error": 7}, 400, BadAnswer),
    ({**GOOD, "auth_req_id": ""}, 200, BadAnswer),
    ({**GOOD, "auth_req_id": 7}, 200, BadAnswer),
    ({**GOOD, "auth_req_id": "a b"}, 200, BadAnswer),
    ({**GOOD, "auth_req_id": "x" * 5000}, 200, BadAnswer),
    ({"auth_req_id": "x"}, 200, BadAnswer),
    ({**GOOD, "expires_in": -1}, 200, BadAnswer),
    ({**GOOD, "expires_in": "soon"}, 200, BadAnswer),
    ({**GOOD, "interval": []}, 200, BadAnswer),
    ({"nothing": 1}, 500, BadAnswer),
]


@pytest.mark.parametrize(("answer", "status", "kind"), BAD)
def test_bad_answers(
    provider: HostileProvider, answer: object, status: int, kind: type[AuthError]
) -> None:
    asking(provider, answer, status)
    with pytest.raises(AuthError) as caught:
        AskSignIn(provider.party(), "zhang").start()
    assert isinstance(caught.value, kind) or status == 500


def test_no_interval_is_five_seconds(provider: HostileProvider) -> None:
    asking(provider, {"auth_req_id": "request-1", "expires_in": 120})
    flow = AskSignIn(provider.party(), "zhang")
    flow.start()
    assert flow.next_poll_at == provider.time.steady() + 5


PROVISION = """
from server.identity.terminals import provision
result = provision(client_id, "3号机", "佛山市行政服务中心", jwk).client_id
"""


@pytest.fixture(scope="module")
def ours() -> Iterator[tuple[PortalServer, RelyingParty, FakeClock]]:
    with PortalServer(scale=0.02) as server:
        secret = new_key()
        server.call(PROVISION, client_id="terminal-ask", jwk=public_part(secret))
        waiting = FakeClock()
        clock = Clock(time.time, waiting.steady)
        config = ProviderConfig(f"{server.base_url}/id", "terminal-ask")
        credential = KeyAssertion("terminal-ask", config.issuer, load_key(secret), clock)
        yield server, relying_party(config, credential, clock=clock), waiting


def test_with_our_server(ours: tuple[PortalServer, RelyingParty, FakeClock]) -> None:
    server, party, waiting = ours
    flow = AskSignIn(party, "demo")
    code = flow.start()
    assert party.provider.metadata().by_asking
    waiting.advance(5)
    assert isinstance(flow.poll(), Pending)
    with Phone(server.base_url) as phone:
        phone.open("/d/asks")
        phone.submit(account="demo", password="demo-2009")
        phone.press("yes")
        phone.press("approve", number=code.binding_number)
        assert phone.page.heading == "Approved"
    waiting.advance(60)
    session = flow.poll()
    assert isinstance(session, Session)
    assert session.visitor.masked_name == "张*"


def test_nobody_and_a_no_with_our_server(
    ours: tuple[PortalServer, RelyingParty, FakeClock],
) -> None:
    server, party, waiting = ours
    flow = AskSignIn(party, "nobody.at.all")
    flow.start()
    waiting.advance(5)
    assert isinstance(flow.poll(), Pending)  # as for everybody
    refused = AskSignIn(party, "demo")
    refused.start()
    with Phone(server.base_url) as phone:
        phone.open("/d/asks")
        phone.submit(account="demo", password="demo-2009")
        phone.press("no")
    waiting.advance(60)
    with pytest.raises(Refused, match="access_denied"):
        refused.poll()
