"""``main.py signin`` as a process, at the certified provider."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.harness.certified import SECRET, Browser, CertifiedProvider

pytestmark = [pytest.mark.long, pytest.mark.timeout(180)]
ROOT = Path(__file__).resolve().parents[3]


class Command:
    """The command with a person who opens what it says."""

    def __init__(self, provider: CertifiedProvider, *arguments: str) -> None:
        self.browser = Browser(provider.issuer)
        command = [sys.executable, "main.py", "signin", "--issuer", provider.issuer]
        self._process = subprocess.Popen(
            [*command, *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )

    def run(self) -> tuple[int, dict[str, Any]]:
        """Its exit code and its lines by step."""
        lines: dict[str, Any] = {}
        with self._process as process:
            assert process.stdout
            try:
                for text in process.stdout:
                    line = json.loads(text)
                    lines[line["step"]] = line
                    self._follow(line)
            except BaseException:
                process.kill()
                raise
        return process.returncode, lines

    def _follow(self, line: dict[str, Any]) -> None:
        if line["step"] == "open":
            time.sleep(1.1)  # auth_time counts whole seconds, and no person is faster
            self.browser.session.get(self.browser.sign_in(line["address"]), timeout=10)
        elif line["step"] == "approve":
            self.browser.approve_device(line["complete"])


@pytest.fixture
def secret(tmp_path: Path) -> str:
    path = tmp_path / "secret"
    path.write_text(SECRET + "\n")
    return str(path)


def wrong(lines: dict[str, Any]) -> Sequence[str]:
    return [step for step, line in lines.items() if line.get("verdict") == "wrong"]


def test_code_with_a_secret_and_once_more(certified: CertifiedProvider, secret: str) -> None:
    arguments = ["--client-id", "secret", "--flow", "code", "--client-secret-file", secret]
    command = Command(certified, *arguments, "--json", "--once-more")
    code, lines = command.run()
    assert (code, wrong(lines)) == (0, [])
    assert lines["sign-in"]["facts"]["name"] == "张*"
    assert lines["once-more"]["facts"]["asked"] == "yes"
    assert command.browser.asked == 2
    assert lines["afterwards"]["facts"]["tokens"] == "dead"


def test_device_with_the_terminals_own_key(certified: CertifiedProvider, tmp_path: Path) -> None:
    key = tmp_path / "key"
    key.write_text(certified.key)
    arguments = ["--client-id", "terminal", "--flow", "device", "--key-file", str(key)]
    code, lines = Command(certified, *arguments, "--json").run()
    assert (code, wrong(lines)) == (0, [])
    assert lines["sign-in"]["facts"]["bound"] == "yes"


def test_a_public_client_at_a_plain_provider(plain: CertifiedProvider) -> None:
    code, lines = Command(plain, "--client-id", "public", "--flow", "code", "--json").run()
    assert (code, wrong(lines)) == (0, [])
    assert lines["sign-in"]["facts"]["bound"] == "no"


def test_a_refusal_says_why(certified: CertifiedProvider, tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.write_text("another secret")
    arguments = ["--client-id", "secret", "--flow", "code", "--client-secret-file", str(path)]
    code, lines = Command(certified, *arguments, "--json").run()
    assert code == 1
    assert lines["sign-in"]["reason"] == "config: invalid_client"
