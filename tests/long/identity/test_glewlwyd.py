"""``main.py signin`` at Debian's glewlwyd: code and device grant, pushed, bound; its peculiarities.

docs/identity.md says what a deployment must set for it; each of that is a test here. The
package is not in scripts/apt-test.txt: where services start when they are installed, it would
open one with an administrator's password that all know.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.harness.command import Ran, signin
from tests.harness.glewlwyd import PROGRAM, SECRET, Browser, Glewlwyd

pytestmark = [
    pytest.mark.long,
    pytest.mark.timeout(60),
    pytest.mark.skipif(PROGRAM is None, reason="needs Debian's glewlwyd, installed by hand"),
]
CODE = ("--flow", "code", "--redirect-port", "5555", "--wait", "20")
DEVICE = ("--flow", "device", "--wait", "20")
NEVER_SAYS = "--no-auth-time"


@pytest.fixture(scope="module")
def glewlwyd() -> Iterator[Glewlwyd]:
    with Glewlwyd() as server:
        yield server


@pytest.fixture
def secret(tmp_path: Path) -> tuple[str, ...]:
    (tmp_path / "secret").write_text(SECRET)
    return ("--client-id", "secret", "--client-secret-file", str(tmp_path / "secret"))


def run(server: Glewlwyd, client: str, *arguments: str) -> tuple[Ran, int]:
    """How it went, and how often a password was asked for."""
    with closing(Browser(server, client)) as browser:
        ran = signin(
            server.issuer,
            *arguments,
            open_page=browser.sign_in,
            approve=lambda line: browser.approve(line["complete"]),
            pause=1.1,
        )
        return ran, browser.asked


def test_code_pushed_and_bound_and_the_next_visitor_is_asked(
    glewlwyd: Glewlwyd, secret: tuple[str, ...]
) -> None:
    ran, asked = run(glewlwyd, "secret", *secret, *CODE, NEVER_SAYS, "--once-more")
    assert (ran.code, ran.wrong, asked) == (0, [], 2)
    assert ran.steps["sign-in"]["facts"]["name"] == "张*"
    assert ran.steps["sign-in"]["facts"]["bound"] == "yes"
    assert "request_uri" in ran.steps["open"]["address"]
    assert ran.steps["afterwards"]["facts"] == {"tokens": "dead"}


def test_device_grant_bound(glewlwyd: Glewlwyd, secret: tuple[str, ...]) -> None:
    ran, _ = run(glewlwyd, "secret", *secret, *DEVICE)
    assert (ran.code, ran.wrong) == (0, [])
    assert ran.steps["sign-in"]["facts"]["bound"] == "yes"
    assert ran.steps["afterwards"]["facts"] == {"tokens": "dead"}


def test_its_page_never_says_when_it_asked(glewlwyd: Glewlwyd, secret: tuple[str, ...]) -> None:
    """``auth_time`` is 0 in the ID token of a code: nothing proves that somebody was asked."""
    ran, _ = run(glewlwyd, "secret", *secret, *CODE)
    assert (ran.code, ran.steps["sign-in"]["reason"]) == (1, "bad_token: auth_time")


def test_a_public_client_cannot_revoke(glewlwyd: Glewlwyd) -> None:
    ran, _ = run(glewlwyd, "public", "--client-id", "public", *DEVICE)
    assert (ran.code, ran.wrong) == (1, ["revoke-refresh", "revoke-access"])
    assert "still alive" in ran.steps["afterwards"]["reason"]


def test_an_assertion_for_the_issuer_is_refused_there(glewlwyd: Glewlwyd, tmp_path: Path) -> None:
    """It wants the endpoint's address as ``aud``, which another provider could make use of."""
    (tmp_path / "key").write_text(glewlwyd.key)
    arguments = ("--client-id", "terminal", "--key-file", str(tmp_path / "key"), *DEVICE)
    ran, _ = run(glewlwyd, "terminal", *arguments)
    assert (ran.code, ran.steps["sign-in"]["reason"]) == (1, "config: unauthorized_client")


def test_a_wrong_secret(glewlwyd: Glewlwyd, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("another")
    arguments = ("--client-id", "secret", "--client-secret-file", str(tmp_path / "secret"))
    ran, _ = run(glewlwyd, "secret", *arguments, *DEVICE)
    assert (ran.code, ran.wrong) == (1, ["sign-in"])
    assert ran.steps["sign-in"]["reason"].startswith("config: ")
