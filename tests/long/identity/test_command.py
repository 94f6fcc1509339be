"""``main.py signin`` at the certified provider, with a person who does what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.harness.certified import SECRET, Browser, CertifiedProvider
from tests.harness.command import Ran, signin

pytestmark = [pytest.mark.long, pytest.mark.timeout(180)]


def run(provider: CertifiedProvider, *arguments: str) -> tuple[Ran, Browser]:
    browser = Browser(provider.issuer)
    ran = signin(
        provider.issuer,
        *arguments,
        open_page=lambda address: browser.session.get(browser.sign_in(address), timeout=10),
        approve=lambda line: browser.approve_device(line["complete"]),
        pause=1.1,  # auth_time counts whole seconds, and no person is faster
    )
    return ran, browser


@pytest.fixture
def secret(tmp_path: Path) -> str:
    path = tmp_path / "secret"
    path.write_text(SECRET + "\n")
    return str(path)


def test_code_with_a_secret_and_once_more(certified: CertifiedProvider, secret: str) -> None:
    arguments = ["--client-id", "secret", "--flow", "code", "--client-secret-file", secret]
    ran, browser = run(certified, *arguments, "--once-more")
    assert (ran.code, ran.wrong) == (0, [])
    assert ran.steps["sign-in"]["facts"]["name"] == "张*"
    assert ran.steps["once-more"]["facts"]["asked"] == "yes"
    assert browser.asked == 2
    assert ran.steps["afterwards"]["facts"]["tokens"] == "dead"


def test_device_with_the_terminals_own_key(certified: CertifiedProvider, tmp_path: Path) -> None:
    key = tmp_path / "key"
    key.write_text(certified.key)
    arguments = ["--client-id", "terminal", "--flow", "device", "--key-file", str(key)]
    ran, _ = run(certified, *arguments)
    assert (ran.code, ran.wrong) == (0, [])
    assert ran.steps["sign-in"]["facts"]["bound"] == "yes"


def test_a_public_client_at_a_plain_provider(plain: CertifiedProvider) -> None:
    ran, _ = run(plain, "--client-id", "public", "--flow", "code")
    assert (ran.code, ran.wrong) == (0, [])
    assert ran.steps["sign-in"]["facts"]["bound"] == "no"


@pytest.mark.parametrize("flow", ["code", "device"])
def test_a_level_that_the_provider_does_not_reach_is_refused(
    certified: CertifiedProvider, secret: str, flow: str
) -> None:
    """It knows the levels 2 to 5 by name and gives none."""
    arguments = ["--client-id", "secret", "--flow", flow, "--client-secret-file", secret]
    ran, _ = run(certified, *arguments, "--acr", "4")
    assert ran.code == 1
    assert ran.steps["sign-in"]["reason"] == "bad_token: acr"


@pytest.mark.parametrize("flow", ["code", "device"])
def test_without_the_scope_of_the_profile_nobody_has_a_name(
    certified: CertifiedProvider, secret: str, flow: str
) -> None:
    arguments = ["--client-id", "secret", "--flow", flow, "--client-secret-file", secret]
    ran, _ = run(certified, *arguments, "--scope", "openid")
    assert (ran.code, ran.wrong) == (0, [])
    assert "name" not in ran.steps["sign-in"]["facts"]  # nobody asked for the profile


def test_a_refusal_says_why(certified: CertifiedProvider, tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.write_text("another secret")
    arguments = ["--client-id", "secret", "--flow", "code", "--client-secret-file", str(path)]
    ran, _ = run(certified, *arguments)
    assert ran.code == 1
    assert ran.steps["sign-in"]["reason"] == "config: invalid_client"
