from __future__ import annotations

from typing import Any

import pytest

from auth.errors import (
    AuthError,
    BadAnswer,
    Cancelled,
    ConfigWrong,
    Expired,
    NetworkFailed,
    Refused,
    ServerFailed,
)
from auth.flows.device import DeviceSignIn, Pending
from auth.session import Session
from auth.stepup import StepUp
from tests.harness.hostile import HostileProvider
from tests.harness.http_server import Reply, Seen, as_json

DEVICE, TOKEN = "/id/device", "/id/token"


def wait_and_poll(flow: DeviceSignIn, provider: HostileProvider) -> Pending | Session:
    provider.time.advance(max(flow.next_poll_at - provider.time.steady(), 0))
    return flow.poll()


def pending(result: Pending | Session) -> Pending:
    assert isinstance(result, Pending)
    return result


def waiting(provider: HostileProvider) -> DeviceSignIn:
    provider.approved = False
    flow = DeviceSignIn(provider.party())
    flow.start()
    return flow


def test_the_page_gets_all_that_it_shows(provider: HostileProvider) -> None:
    code = DeviceSignIn(provider.party()).start()
    assert code.user_code == "00000001"
    assert code.verification_uri == f"{provider.url}/d"
    assert code.verification_uri_complete == f"{provider.url}/d?c=00000001"
    assert code.binding_number == "42"
    assert code.expires_at == provider.time.steady() + 120


def test_the_request_says_who_asks_for_what(provider: HostileProvider) -> None:
    DeviceSignIn(provider.party(), step_up=StepUp("4")).start()
    form = provider.requests_to(DEVICE)[0].form
    assert form == {
        "client_id": "terminal-3",
        "scope": "openid profile cases",
        "acr_values": "4",
    }


def test_nothing_is_asked_before_the_interval_is_over(provider: HostileProvider) -> None:
    flow = waiting(provider)
    provider.time.advance(4.9)
    assert pending(flow.poll()).next_poll_at == flow.next_poll_at
    assert not provider.requests_to(TOKEN)


def test_approval_gives_a_session(provider: HostileProvider) -> None:
    flow = waiting(provider)
    assert pending(wait_and_poll(flow, provider)).trouble is None
    provider.approved = True
    assert isinstance(wait_and_poll(flow, provider), Session)


def test_slow_down_adds_five_seconds_for_good(provider: HostileProvider) -> None:
    flow = waiting(provider)
    provider.overrides[TOKEN] = lambda _: as_json({"error": "slow_down"}, 400)
    now = pending(wait_and_poll(flow, provider)).next_poll_at
    assert now == provider.time.steady() + 10
    del provider.overrides[TOKEN]
    assert pending(wait_and_poll(flow, provider)).next_poll_at == provider.time.steady() + 10


def test_network_trouble_is_waited_out_ever_longer(provider: HostileProvider) -> None:
    flow = waiting(provider)
    provider.overrides[TOKEN] = lambda _: Reply(manner="drop")
    waits = []
    for _ in range(4):
        result = pending(wait_and_poll(flow, provider))
        assert isinstance(result.trouble, NetworkFailed)
        assert result.code is not None
        waits.append(result.next_poll_at - provider.time.steady())
    assert waits == [5, 10, 20, 40]
    del provider.overrides[TOKEN]
    provider.approved = True
    assert isinstance(wait_and_poll(flow, provider), Session)


def test_a_busy_provider_says_how_long_to_wait(provider: HostileProvider) -> None:
    flow = waiting(provider)
    provider.overrides[TOKEN] = lambda _: Reply(503, b"", {"Retry-After": "30"})
    result = pending(wait_and_poll(flow, provider))
    assert isinstance(result.trouble, ServerFailed)
    assert result.next_poll_at == provider.time.steady() + 30


def approve_only(provider: HostileProvider, device_code: str) -> None:
    def answer(seen: Seen) -> Reply:
        provider.approved = seen.form["device_code"] == device_code
        return provider.respond(seen)

    provider.overrides[TOKEN] = answer


def until(flow: DeviceSignIn, provider: HostileProvider, seconds: float) -> Pending:
    end = provider.time.steady() + seconds
    result = pending(flow.poll())
    while flow.next_poll_at <= end:
        result = pending(wait_and_poll(flow, provider))
    provider.time.advance(end - provider.time.steady())
    return result


def test_a_new_code_comes_ten_seconds_before_the_old_one_expires(
    provider: HostileProvider,
) -> None:
    flow = waiting(provider)
    before = until(flow, provider, 109).code
    after = until(flow, provider, 2).code
    assert before is not None
    assert after is not None
    assert (before.user_code, after.user_code) == ("00000001", "00000002")


def test_the_old_code_still_counts_after_the_new_one_is_shown(
    provider: HostileProvider,
) -> None:
    flow = waiting(provider)
    until(flow, provider, 115)
    approve_only(provider, "device-1")
    result = wait_and_poll(flow, provider)
    assert isinstance(result, Session) or isinstance(wait_and_poll(flow, provider), Session)


def test_a_provider_may_give_a_visitor_longer_than_it_said(provider: HostileProvider) -> None:
    flow = waiting(provider)
    until(flow, provider, 180)
    approve_only(provider, "device-1")
    result = wait_and_poll(flow, provider)
    assert isinstance(result, Session) or isinstance(wait_and_poll(flow, provider), Session)


def test_an_old_code_that_the_provider_forgot_is_dropped(provider: HostileProvider) -> None:
    flow = waiting(provider)
    until(flow, provider, 115)
    provider.codes.remove("device-1")
    until(flow, provider, 20)
    asked = [seen.form["device_code"] for seen in provider.requests_to(TOKEN)][-3:]
    assert asked == ["device-2"] * 3


def test_a_code_that_the_provider_calls_expired_is_replaced(provider: HostileProvider) -> None:
    flow = waiting(provider)
    provider.overrides[TOKEN] = lambda _: as_json({"error": "expired_token"}, 400)
    assert pending(wait_and_poll(flow, provider)).code is None
    shown = pending(wait_and_poll(flow, provider)).code
    assert shown is not None
    assert shown.user_code == "00000002"


def test_there_is_no_code_to_show_while_a_new_one_cannot_be_had(
    provider: HostileProvider,
) -> None:
    flow = waiting(provider)
    until(flow, provider, 100)
    provider.overrides[DEVICE] = lambda _: Reply(manner="drop")
    result = until(flow, provider, 60)
    assert result.code is None
    assert isinstance(result.trouble, NetworkFailed)
    del provider.overrides[DEVICE]
    assert until(flow, provider, 60).code is not None


def test_a_no_on_the_phone_ends_it(provider: HostileProvider) -> None:
    flow = waiting(provider)
    provider.overrides[TOKEN] = lambda _: as_json({"error": "access_denied"}, 400)
    with pytest.raises(Refused):
        wait_and_poll(flow, provider)
    with pytest.raises(Expired):
        flow.poll()


def test_after_cancelling_nothing_is_asked(provider: HostileProvider) -> None:
    flow = waiting(provider)
    flow.cancel()
    provider.time.advance(10)
    with pytest.raises(Cancelled):
        flow.poll()
    assert not provider.requests_to(TOKEN)


def test_tokens_that_come_while_cancelling_are_revoked(provider: HostileProvider) -> None:
    flow = DeviceSignIn(provider.party())
    flow.start()
    provider.spoil_answer = lambda answer: flow.cancel()
    with pytest.raises(Cancelled):
        wait_and_poll(flow, provider)
    assert len(provider.live) == 1  # revoking the refresh token takes the access token along


def test_a_provider_without_device_grant_is_a_matter_of_configuration(
    provider: HostileProvider,
) -> None:
    del provider.metadata["device_authorization_endpoint"]
    with pytest.raises(ConfigWrong):
        DeviceSignIn(provider.party()).start()


SPOILED: dict[str, dict[str, Any]] = {
    "no device code": {"device_code": None},
    "no user code": {"user_code": None},
    "user code with markup": {"user_code": "<b>1234</b>"},
    "user code without end": {"user_code": "1" * 500},
    "address elsewhere over http": {"verification_uri": "http://evil.example/d"},
    "address a script": {"verification_uri_complete": "javascript:alert(1)"},
    "address without end": {"verification_uri": "https://id.example/" + "x" * 600},
    "no life": {"expires_in": None},
    "life of two days": {"expires_in": 172_800},
    "life below zero": {"expires_in": -1},
    "interval of two days": {"interval": 172_800},
    "interval below zero": {"interval": -1},
    "interval a word": {"interval": "soon"},
    "binding number a word": {"binding_number": "forty-two"},
    "binding number true": {"binding_number": True},
}


@pytest.mark.parametrize("row", SPOILED)
def test_a_spoiled_device_answer_is_refused(provider: HostileProvider, row: str) -> None:
    provider.device_answer.update(SPOILED[row])
    with pytest.raises(BadAnswer):
        DeviceSignIn(provider.party()).start()


SOUND: dict[str, dict[str, Any]] = {
    "letters and a hyphen": {"user_code": "TMLU-O1YZ"},
    "no complete address": {"verification_uri_complete": ""},
    "address at another host": {"verification_uri": "https://short.example/d"},
    "binding number as a number": {"binding_number": 42},
    "no binding number": {"binding_number": ""},
}


@pytest.mark.parametrize("row", SOUND)
def test_a_sound_device_answer_is_accepted(provider: HostileProvider, row: str) -> None:
    provider.device_answer.update(SOUND[row])
    assert DeviceSignIn(provider.party()).start().user_code


def test_without_an_interval_five_seconds_are_kept(provider: HostileProvider) -> None:
    del provider.device_answer["interval"]
    assert DeviceSignIn(provider.party()).start().interval == 5


ERRORS: list[tuple[Reply, type[AuthError]]] = [
    (as_json({"error": "invalid_client"}, 401), ConfigWrong),
    (as_json({"error": "access_denied"}, 403), Refused),
    (as_json({"error": "slow_down"}, 400), BadAnswer),
    (as_json({}, 400), BadAnswer),
    (Reply(200, b"<html>"), BadAnswer),
    (Reply(503), ServerFailed),
]


@pytest.mark.parametrize(("reply", "error"), ERRORS)
def test_an_error_at_the_start_is_one_of_ours(
    provider: HostileProvider, reply: Reply, error: type[AuthError]
) -> None:
    provider.overrides[DEVICE] = lambda _: reply
    with pytest.raises(error):
        DeviceSignIn(provider.party()).start()


def test_keys_that_cannot_be_had_are_known_before_anybody_approves(
    provider: HostileProvider,
) -> None:
    provider.overrides["/id/jwks"] = lambda _: Reply(404)
    with pytest.raises(BadAnswer):
        DeviceSignIn(provider.party()).start()
    assert not provider.requests_to(DEVICE)
