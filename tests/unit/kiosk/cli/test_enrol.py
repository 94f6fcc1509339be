"""``main.py enrol`` without a keyring; with one it is the vault's tests that count."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from auth.assertion import public_part
from kiosk.cli import enrol


@pytest.fixture(autouse=True)
def no_store(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)


def test_without_a_store_it_says_which_were_tried(capsys: pytest.CaptureFixture[str]) -> None:
    assert enrol.run(["new"]) == 2
    assert "secretservice no session bus, credentials not set" in capsys.readouterr().err


def test_a_key_for_a_read_only_store_goes_to_a_file_of_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "key"
    assert enrol.run(["new", "--to", str(path), "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert shown["jwks"] == {"keys": [public_part(path.read_text())]}
    assert "d" not in shown["jwks"]["keys"][0]
    assert enrol.run(["new", "--to", str(path)]) == 1  # it is not overwritten


def test_what_systemd_hands_over_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    enrol.run(["new", "--to", str(tmp_path / "terminal-key"), "--json"])
    made = json.loads(capsys.readouterr().out)["jwks"]
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    assert enrol.run(["show", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"store": "credentials", "jwks": made}
    assert enrol.run(["rotate"]) == 2
    assert "read-only" in capsys.readouterr().err
