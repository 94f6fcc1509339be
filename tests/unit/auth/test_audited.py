from __future__ import annotations

import json
from pathlib import Path

import pytest

from auth.audit import AuditLog
from auth.audited import AuditedDeviceSignIn, end_audited, end_visits_audited
from auth.errors import AuthError, BadToken, Cancelled
from auth.session import Session
from tests.harness.hostile import NAME, SUB, HostileProvider
from tests.harness.http_server import Reply, Responder


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "audit.jsonl"


def audit(provider: HostileProvider, log: Path) -> AuditLog:
    return AuditLog(log, "terminal-3", provider.time.clock())


def events(log: Path) -> list[tuple[str, str]]:
    entries = [json.loads(line) for line in log.read_text().splitlines()]
    return [(entry["event"], entry.get("code", "")) for entry in entries]


def sign_in(provider: HostileProvider, log: Path) -> Session:
    flow = AuditedDeviceSignIn(provider.party(), audit(provider, log))
    flow.start()
    provider.time.advance(5)
    session = flow.poll()
    assert isinstance(session, Session)
    return session


def test_a_visit_leaves_three_lines_and_no_name(provider: HostileProvider, log: Path) -> None:
    session = sign_in(provider, log)
    tokens = session.copy()
    end_audited(session, audit(provider, log))
    assert events(log) == [("sign_in_started", ""), ("signed_in", ""), ("ended", "")]
    assert tokens is not None
    for secret in (NAME, SUB, "张*", tokens.current_token(), "device-1", "00000001"):
        assert secret not in log.read_text()


def test_an_ending_is_recorded_once(provider: HostileProvider, log: Path) -> None:
    session = sign_in(provider, log)
    for _ in range(2):
        end_audited(session, audit(provider, log))
    assert [event for event, _ in events(log)].count("ended") == 1


def test_an_ending_that_failed_says_why(provider: HostileProvider, log: Path) -> None:
    session = sign_in(provider, log)
    provider.overrides["/id/logout"] = lambda _: Reply(500)
    end_audited(session, audit(provider, log))
    assert events(log)[-1] == ("end_incomplete", "server")


def test_a_refused_sign_in_says_why(provider: HostileProvider, log: Path) -> None:
    provider.spoil_claims = lambda made: made.update(aud="else")
    with pytest.raises(BadToken):
        sign_in(provider, log)
    assert events(log) == [("sign_in_started", ""), ("sign_in_failed", "bad_token")]


def test_a_start_that_fails_says_why(provider: HostileProvider, log: Path) -> None:
    provider.overrides["/id/device"] = lambda _: Reply(503)
    with pytest.raises(AuthError):
        sign_in(provider, log)
    assert events(log) == [("sign_in_started", ""), ("sign_in_failed", "server")]


def test_a_renewed_code_is_no_new_start_and_leaving_no_failure(
    provider: HostileProvider, log: Path
) -> None:
    provider.approved = False
    flow = AuditedDeviceSignIn(provider.party(), audit(provider, log))
    flow.start()
    provider.time.advance(115)
    flow.poll()
    flow.cancel()
    with pytest.raises(Cancelled):
        flow.poll()
    assert len(provider.codes) == 2
    assert events(log) == [("sign_in_started", "")]


def test_visits_ended_after_a_crash_are_recorded(provider: HostileProvider, log: Path) -> None:
    party, written = provider.party(), audit(provider, log)
    assert end_visits_audited(party, written) == 2
    provider.ended = 0
    assert end_visits_audited(party, written) == 0
    provider.overrides["/id/terminal/end-visits"] = lambda _: Reply(500)
    with pytest.raises(AuthError):
        end_visits_audited(party, written)
    assert events(log) == [("visits_ended", ""), ("end_incomplete", "server")]


def always(reply: Reply) -> Responder:
    return lambda _seen: reply


def test_a_refresh_that_fails_is_recorded_once_for_each_reason(
    provider: HostileProvider, log: Path
) -> None:
    session = sign_in(provider, log)
    subject = session.visitor.sub_hash
    answers = provider.overrides
    for reply in (
        Reply(503),
        Reply(503),
        None,
        Reply(503),
        Reply(400, b'{"error":"invalid_grant"}'),
    ):
        answers.pop("/id/token", None)
        if reply is not None:
            answers["/id/token"] = always(reply)
        provider.time.advance(280)
        session.current_token()
    entries = [json.loads(line) for line in log.read_text().splitlines()][2:]
    assert [(one["event"], one["code"]) for one in entries] == [
        ("refresh_failed", "server"),
        ("refresh_failed", "server"),
        ("refresh_failed", "expired"),
    ]
    assert {one["subject"] for one in entries} == {subject}
