"""``main.py signin`` against a provider that is right until a test makes it wrong."""

from __future__ import annotations

import io
import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from typing_extensions import override

from kiosk.cli import signin
from tests.harness.hostile import FakeClock, HostileProvider


@pytest.fixture
def provider() -> Iterator[HostileProvider]:
    with HostileProvider(FakeClock(time.time())) as provider:
        provider.device_answer = {"expires_in": 120, "interval": 0.05}
        yield provider


def arguments(provider: HostileProvider, flow: str, *more: str) -> list[str]:
    return [
        *("--issuer", provider.issuer, "--client-id", provider.client_id),
        *("--flow", flow, *more),
    ]


def steps(text: str) -> dict[str, dict[str, Any]]:
    return {line["step"]: line for line in map(json.loads, text.splitlines())}


def test_a_device_sign_in_shows_code_and_qr(
    provider: HostileProvider, capsys: pytest.CaptureFixture[str]
) -> None:
    assert signin.run(arguments(provider, "device")) == 0
    shown = capsys.readouterr().out
    for part in ("/d\n", "00000001", "Number:           42", "█", "name: 张*"):
        assert part in shown
    assert "张三" not in shown


class Screen(io.StringIO):
    """Standard output with somebody who opens the address that stands there."""

    @override
    def write(self, text: str) -> int:
        if text.startswith('{"step": "open"'):
            address = json.loads(text)["address"]
            threading.Thread(target=requests.get, args=(address,)).start()
        return super().write(text)


def test_a_sign_in_by_a_page_waits_for_the_redirect(
    provider: HostileProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = Screen()
    monkeypatch.setattr("sys.stdout", screen)
    assert signin.run(arguments(provider, "code", "--json")) == 0
    found = steps(screen.getvalue())
    assert found["afterwards"]["facts"] == {"tokens": "dead"}
    assert found["metadata"]["facts"]["offers"] == "code device userinfo revocation logout"


def test_a_refusal_is_given_with_its_reason(
    provider: HostileProvider, capsys: pytest.CaptureFixture[str]
) -> None:
    provider.spoil_claims = lambda made: made.update(aud="else")
    assert signin.run(arguments(provider, "device", "--json")) == 1
    line = steps(capsys.readouterr().out)["sign-in"]
    assert (line["verdict"], line["reason"]) == ("wrong", "bad_token: aud")


def test_nobody_approves_in_time(
    provider: HostileProvider, capsys: pytest.CaptureFixture[str]
) -> None:
    provider.approved = False
    assert signin.run(arguments(provider, "device", "--json", "--wait", "0.3")) == 1
    assert steps(capsys.readouterr().out)["sign-in"]["reason"] == "expired"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (["--issuer", "http://id.example"], "--issuer"),
        (["--issuer", "https://id.example/?realm=a"], "--issuer"),
        (["--client-id", ""], "--client-id"),
        (["--scope", "profile"], "--scope must name openid"),
        (["--acr", "9"], "--acr-levels"),
        (["--client-secret-file", "/nonexistent"], "/nonexistent"),
        (["--key-file", __file__], "--key-file"),
        (["--algorithms", "HS256"], "--algorithms"),
        (["--algorithms", "none RS256"], "--algorithms"),
        (["--allow-origin", "http://192.0.2.1"], "--allow-origin"),
        (["--ca-bundle", "/nonexistent"], "--ca-bundle"),
        (["--redirect-uri", "https://127.0.0.1/callback"], "--redirect-uri"),
        (["--redirect-uri", "http://192.0.2.1/callback"], "--redirect-uri"),
    ],
)
def test_a_wrong_setting_is_told_before_anything_is_sent(
    provider: HostileProvider, capsys: pytest.CaptureFixture[str], wrong: list[str], told: str
) -> None:
    assert signin.run([*arguments(provider, "code"), *wrong]) == 2
    said = capsys.readouterr().err
    assert said.startswith("signin: ")
    assert told in said
    assert not provider.seen


def test_a_port_that_is_taken_is_told(
    provider: HostileProvider, capsys: pytest.CaptureFixture[str]
) -> None:
    port = provider.url.rpartition(":")[2]
    assert signin.run([*arguments(provider, "code"), "--redirect-port", port]) == 2
    assert "Address already in use" in capsys.readouterr().err


def test_a_secret_is_sent_as_the_standard_says(provider: HostileProvider, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("a b:ü\n", encoding="utf-8")
    more = ["--client-secret-file", str(tmp_path / "secret")]
    assert signin.run(arguments(provider, "device", *more)) == 0
    sent = provider.requests_to("/id/token")[0]
    # RFC 6749 section 2.3.1: form-encoded first, "terminal-3:a+b%3A%C3%BC"
    assert sent.headers["Authorization"] == "Basic dGVybWluYWwtMzphK2IlM0ElQzMlQkM="
    assert "client_id" not in sent.form
