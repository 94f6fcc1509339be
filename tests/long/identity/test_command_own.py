"""``main.py signin`` at our own server: code and device grant, every step right."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest

from auth.assertion import new_key, public_part
from kiosk.tour.phone import Page, Phone
from tests.harness.command import Ran, signin
from tests.harness.portal_server import PortalServer
from tests.long.identity.test_own_server import PROVISION

pytestmark = [pytest.mark.long, pytest.mark.timeout(120)]
ALL = (
    "metadata keys sign-in userinfo refresh revoke-refresh revoke-access logout afterwards"
).split()


@pytest.fixture(scope="module")
def server() -> Iterator[PortalServer]:
    with PortalServer(scale=0.02) as server:
        yield server


def terminal(server: PortalServer, folder: Path, name: str) -> tuple[str, ...]:
    """A terminal that the server knows, as arguments of the command."""
    secret = new_key()
    server.call(PROVISION, client_id=name, jwk=public_part(secret))
    (folder / "key").write_text(secret, encoding="utf-8")
    return ("--client-id", name, "--key-file", str(folder / "key"))


def sign_in(browser: Phone, address: str) -> None:
    """Through the provider's pages, to where the command listens."""
    answer = browser.session.get(address, allow_redirects=False, timeout=20)
    while "/callback?" not in answer.headers.get("Location", ""):
        if answer.is_redirect:
            target = urljoin(answer.url, answer.headers["Location"])
            answer = browser.session.get(target, allow_redirects=False, timeout=20)
            continue
        form = Page(answer).forms[0]
        typed = {**form.values, "account": "demo", "password": "demo-2009"}
        referer = {"Referer": answer.url}
        answer = browser.session.post(
            form.action, data=typed, headers=referer, allow_redirects=False, timeout=20
        )
    browser.session.get(answer.headers["Location"], timeout=20)


def run(server: PortalServer, *arguments: str) -> Ran:
    with Phone(server.base_url) as browser, Phone(server.base_url) as phone:
        return signin(
            f"{server.base_url}/id",
            *arguments,
            open_page=lambda address: sign_in(browser, address),
            approve=lambda line: phone.approve(line["code"], line["number"], "demo", "demo-2009"),
            pause=1.1,
        )


@pytest.mark.parametrize("flow", ["code", "device"])
def test_every_step_is_right(server: PortalServer, tmp_path: Path, flow: str) -> None:
    known = terminal(server, tmp_path, f"terminal-{flow}")
    scopes = ("--scope", "openid profile cases")
    ran = run(server, *known, "--flow", flow, *scopes, "--acr", "2", "--once-more")
    assert (ran.code, ran.errors) == (0, "")
    told = {step: line for step, line in ran.steps.items() if "verdict" in line}
    assert list(told) == [*ALL, "once-more"]
    # its logout answers with a page, which nobody sees here; that the tokens are dead is tried
    verdicts = {step: line["verdict"] for step, line in told.items()}
    assert verdicts == {**dict.fromkeys(verdicts, "right"), "logout": "unknown"}
    facts = told["sign-in"]["facts"]
    assert (facts["name"], facts["acr"], facts["bound"]) == ("张*", "2", "yes")
    assert told["once-more"]["facts"] == {"asked": "yes" if flow == "code" else "no"}


@pytest.mark.parametrize("flow", ["code", "device"])
def test_a_terminal_that_is_not_known(server: PortalServer, tmp_path: Path, flow: str) -> None:
    (tmp_path / "key").write_text(new_key(), encoding="utf-8")
    who = ("--client-id", "terminal-unknown", "--key-file", str(tmp_path / "key"))
    ran = run(server, *who, "--flow", flow)
    assert (ran.code, ran.wrong) == (1, ["sign-in"])
    assert ran.steps["sign-in"]["reason"] == "config: invalid_client"
