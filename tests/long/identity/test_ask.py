"""Asking a phone at npm's certified provider (CIBA, poll mode); its phones answer by themselves."""

from __future__ import annotations

import time

import pytest

from auth.errors import AuthError, Refused
from auth.flows.ask import AskSignIn
from auth.flows.device import Pending
from auth.session import Session
from tests.harness.certified import CertifiedProvider

pytestmark = [pytest.mark.long, pytest.mark.timeout(180)]


@pytest.fixture(params=["certified", "plain"])
def provider(request: pytest.FixtureRequest) -> CertifiedProvider:
    found: CertifiedProvider = request.getfixturevalue(request.param)
    return found


def wait(flow: AskSignIn, polls: int = 4) -> Pending | Session:
    result: Pending | Session | None = None
    for _ in range(polls):
        time.sleep(max(flow.next_poll_at - time.monotonic(), 0))
        result = flow.poll()
        if isinstance(result, Session):
            return result
    assert result is not None
    return result


def test_the_phone_approves(provider: CertifiedProvider) -> None:
    assert provider.party().provider.metadata().by_asking
    flow = AskSignIn(provider.party(), "zhang")
    code = flow.start()
    session = wait(flow)
    assert isinstance(session, Session)
    assert session.visitor.masked_name == "张*"
    assert (session.proof is not None) == bool(provider.party().proof_key())
    assert provider.asked[-1] == ["zhang", code.binding_number]


def test_a_no_is_a_no(provider: CertifiedProvider) -> None:
    flow = AskSignIn(provider.party(), "li")
    flow.start()
    with pytest.raises(Refused, match="access_denied"):
        wait(flow)


def test_a_phone_that_is_silent_keeps_waiting(plain: CertifiedProvider) -> None:
    flow = AskSignIn(plain.party(), "qiu")
    flow.start()
    result = wait(flow, 2)
    assert isinstance(result, Pending)
    assert result.trouble is None
    assert [who for who, _ in plain.asked].count("qiu") == 1


def test_nobody_of_that_name(plain: CertifiedProvider) -> None:
    with pytest.raises(AuthError) as caught:
        AskSignIn(plain.party(), "nobody").start()
    assert isinstance(caught.value, Refused)
    assert caught.value.detail == "unknown_user_id"
