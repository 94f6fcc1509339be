from __future__ import annotations

import time as real_time

import pytest
import requests

from auth.ending import EndReport, Outcome, Step, end
from auth.errors import Code
from auth.terminal import end_visits
from tests.harness.hostile import HostileProvider, sign_in
from tests.harness.http_server import Reply, Seen

ENDPOINTS = ("/id/revoke", "/id/logout")


def outcomes(report: EndReport) -> dict[Step, Outcome]:
    return {step.step: step.outcome for step in report.steps}


def test_the_end_revokes_logs_out_and_forgets(provider: HostileProvider) -> None:
    session = sign_in(provider)
    report = end(session)
    assert set(outcomes(report).values()) == {Outcome.DONE}
    assert list(outcomes(report)) == list(Step)
    assert report.clean
    assert provider.live == set()
    assert provider.logouts == 1
    assert not session.open


def test_logging_out_names_the_terminal_and_keeps_the_token_out_of_the_address(
    provider: HostileProvider,
) -> None:
    end(sign_in(provider))
    (seen,) = provider.requests_to("/id/logout")
    assert seen.form["client_id"] == provider.client_id
    assert not seen.query


@pytest.mark.parametrize("status", [404, 405])
def test_a_provider_that_logs_out_by_get_only_is_asked_so(
    provider: HostileProvider, status: int
) -> None:
    def by_get(seen: Seen) -> Reply:
        return provider.respond(seen) if seen.method == "GET" else Reply(status)

    provider.overrides["/id/logout"] = by_get
    assert end(sign_in(provider)).clean
    assert provider.logouts == 1


def test_a_second_end_does_nothing(provider: HostileProvider) -> None:
    session = sign_in(provider)
    end(session)
    before = len(provider.seen)
    assert end(session) == EndReport((), already=True)
    assert len(provider.seen) == before


def test_afterwards_no_request_is_signed(provider: HostileProvider) -> None:
    session = sign_in(provider)
    bearer = session.bearer()
    end(session)
    request = requests.Request("GET", f"{provider.url}/v1/en/", auth=bearer).prepare()
    assert "Authorization" not in request.headers


@pytest.mark.parametrize("manner", ["hang", "drip", "drip_head"])
def test_it_keeps_its_time_when_every_step_hangs(provider: HostileProvider, manner: str) -> None:
    session = sign_in(provider, read=3.0, total=8.0)
    for path in ENDPOINTS:
        provider.overrides[path] = lambda _: Reply(manner=manner)
    began = real_time.monotonic()
    report = end(session, budget=0.9)
    assert real_time.monotonic() - began < 1.4
    assert [step.code for step in report.steps] == [Code.TIMEOUT] * 3 + [None]
    assert not session.open


@pytest.mark.timeout(20)
def test_its_own_limit_is_five_seconds(provider: HostileProvider) -> None:
    session = sign_in(provider, read=3.0, total=8.0)
    for path in ENDPOINTS:
        provider.overrides[path] = lambda _: Reply(manner="hang")
    began = real_time.monotonic()
    end(session)
    assert real_time.monotonic() - began < 5


@pytest.mark.parametrize("failing", ENDPOINTS)
@pytest.mark.parametrize("reply", [Reply(500), Reply(401), Reply(manner="drop")])
def test_a_step_that_fails_does_not_stop_the_next(
    provider: HostileProvider, failing: str, reply: Reply
) -> None:
    session = sign_in(provider)
    provider.overrides[failing] = lambda _: reply
    report = end(session)
    assert not report.clean
    assert {seen.path for seen in provider.seen} >= set(ENDPOINTS)
    assert outcomes(report)[Step.FORGET] is Outcome.DONE


def test_a_provider_that_is_gone_is_no_obstacle(provider: HostileProvider) -> None:
    session = sign_in(provider)
    provider.close()
    assert not end(session).clean
    assert not session.open


def test_what_a_provider_does_not_offer_is_left_out(provider: HostileProvider) -> None:
    for name in ("revocation_endpoint", "end_session_endpoint"):
        del provider.metadata[name]
    report = end(sign_in(provider))
    assert outcomes(report)[Step.LOGOUT] is Outcome.ABSENT
    assert report.clean


def test_a_page_that_nobody_can_confirm_counts_as_unknown(provider: HostileProvider) -> None:
    page = Reply(200, b"<form>", {"Content-Type": "text/html; charset=utf-8"})
    provider.overrides["/id/logout"] = lambda _: page
    assert outcomes(end(sign_in(provider)))[Step.LOGOUT] is Outcome.UNKNOWN


def test_after_a_crash_the_terminal_ends_its_visits(provider: HostileProvider) -> None:
    assert end_visits(provider.party()) == 2
    assert provider.requests_to("/id/terminal/end-visits")[0].form["client_id"] == "terminal-3"
