from __future__ import annotations

import json
import logging
import stat
from pathlib import Path

import pytest

from auth.audit import AuditEvent, AuditLog
from auth.errors import Code
from tests.harness.hostile import NAME, SUB, FakeClock, HostileProvider, sign_in


def log(path: Path, time: FakeClock, **options: int) -> AuditLog:
    return AuditLog(path, "terminal-3", time.clock(), **options)


def test_a_line_has_the_facts_and_nothing_else(tmp_path: Path, time: FakeClock) -> None:
    path = tmp_path / "audit.jsonl"
    log(path, time).record(AuditEvent.SIGN_IN_FAILED, code=Code.BAD_TOKEN, subject="ab12")
    assert json.loads(path.read_text(encoding="utf-8")) == {
        "at": "2025-06-15T15:06:40.000+00:00",
        "terminal": "terminal-3",
        "event": "sign_in_failed",
        "code": "bad_token",
        "subject": "ab12",
    }


def test_only_the_owner_may_read_it(tmp_path: Path, time: FakeClock) -> None:
    path = tmp_path / "audit.jsonl"
    log(path, time).record(AuditEvent.ENDED)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("subject", [SUB, NAME, "ABC", "a b", "f" * 65])
def test_what_is_no_hash_is_not_written(tmp_path: Path, time: FakeClock, subject: str) -> None:
    path = tmp_path / "audit.jsonl"
    with pytest.raises(ValueError, match="subject"):
        log(path, time).record(AuditEvent.SIGNED_IN, subject=subject)
    assert not path.exists()


def test_a_visit_leaves_no_name_in_it(
    tmp_path: Path, time: FakeClock, provider: HostileProvider
) -> None:
    path = tmp_path / "audit.jsonl"
    session = sign_in(provider)
    log(path, time).record(AuditEvent.SIGNED_IN, subject=session.visitor.sub_hash)
    text = path.read_text(encoding="utf-8")
    assert not any(secret in text for secret in (NAME, SUB, *provider.live, *provider.codes))


def test_it_is_rotated_and_the_oldest_is_dropped(tmp_path: Path, time: FakeClock) -> None:
    path = tmp_path / "audit.jsonl"
    written = log(path, time, most_bytes=200, keep=2)
    for _ in range(12):
        written.record(AuditEvent.ENDED)
    names = sorted(each.name for each in tmp_path.iterdir())
    assert names == ["audit.jsonl", "audit.jsonl.1", "audit.jsonl.2"]
    assert all(each.stat().st_size <= 200 for each in tmp_path.iterdir())


def test_it_is_rotated_once_a_month_where_few_come(tmp_path: Path, time: FakeClock) -> None:
    path = tmp_path / "audit.jsonl"
    for days in (0, 20, 9, 2, 1):
        time.advance(days * 86_400)
        log(path, time).record(AuditEvent.ENDED)  # a visit has a process of its own
    assert len(path.read_text().splitlines()) == 2
    assert len((tmp_path / "audit.jsonl.1").read_text().splitlines()) == 3
    assert all(stat.S_IMODE(each.stat().st_mode) == 0o600 for each in tmp_path.iterdir())


@pytest.mark.parametrize("first", ["", "{}", "[]", "{", '{"at": 3}', '{"at": "soon"}', "\udcff"])
def test_a_first_line_that_says_nothing_is_no_hindrance(
    tmp_path: Path, time: FakeClock, first: str
) -> None:
    path = tmp_path / "audit.jsonl"
    path.write_text(f"{first}\n", encoding="utf-8", errors="surrogateescape")
    log(path, time).record(AuditEvent.ENDED)
    assert len(path.read_bytes().splitlines()) == 2


def test_a_disk_that_cannot_be_written_stops_nobody(
    tmp_path: Path, time: FakeClock, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        log(tmp_path / "missing" / "audit.jsonl", time).record(AuditEvent.ENDED)
    assert "cannot be written" in caplog.text
