"""Device authorization and its grant, as a terminal sees them."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from kiosk.tour.phone import Phone
from tests.harness.identity_server import IdentityServer
from tests.harness.terminal import DEVICE_CODE, TerminalClient

Make = Callable[..., TerminalClient]


def expire(identity: IdentityServer, user_code: str) -> None:
    identity.sql(
        "UPDATE identity_devicecode SET expires_at = '2020-01-01' WHERE user_code = ?", user_code
    )


def let_time_pass(identity: IdentityServer) -> None:
    """The last poll was long ago."""
    identity.sql("UPDATE identity_devicecode SET polled_at = '2020-01-01'")


def test_a_started_sign_in_says_all_the_terminal_shows(terminal: TerminalClient) -> None:
    started = terminal.start()
    base = terminal.base_url
    assert started["user_code"].isascii()
    assert started["user_code"].isdigit()
    assert len(started["user_code"]) == 8
    assert started["verification_uri"] == f"{base}/d"
    assert started["verification_uri_complete"] == f"{base}/d?c={started['user_code']}"
    assert (started["expires_in"], started["interval"]) == (120, 2)
    assert len(started["binding_number"]) == 2
    assert len(started["device_code"]) >= 43


def test_a_visitor_signs_in(terminal: TerminalClient, phone: Phone) -> None:
    tokens = terminal.visit(phone)
    assert phone.page.heading == "Approved"
    assert tokens["token_type"] == "Bearer"
    assert tokens["expires_in"] == 300
    assert terminal.userinfo(tokens["access_token"]).json()["masked_name"] == "张*"


def test_an_answer_with_tokens_is_never_stored(terminal: TerminalClient) -> None:
    answer = terminal.post("/device")
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_terminal_waits_while_nobody_has_decided(terminal: TerminalClient) -> None:
    assert terminal.poll(terminal.start()["device_code"]).json()["error"] == "authorization_pending"


def test_polling_too_fast_makes_the_interval_longer(
    identity: IdentityServer, terminal: TerminalClient
) -> None:
    started = terminal.start()
    errors = [terminal.poll(started["device_code"]).json()["error"] for _ in range(3)]
    assert errors == ["authorization_pending", "slow_down", "slow_down"]
    row = identity.sql(
        "SELECT interval FROM identity_devicecode WHERE user_code = ?", started["user_code"]
    )
    assert row == [(12,)]


def test_polling_in_time_is_not_slowed(identity: IdentityServer, terminal: TerminalClient) -> None:
    code = terminal.start()["device_code"]
    terminal.poll(code)
    let_time_pass(identity)
    assert terminal.poll(code).json()["error"] == "authorization_pending"


def test_a_code_is_redeemed_once(terminal: TerminalClient, phone: Phone) -> None:
    started = terminal.start()
    phone.approve(started["user_code"], started["binding_number"], "demo", "demo-2009")
    assert terminal.poll(started["device_code"]).status_code == 200
    again = terminal.poll(started["device_code"])
    assert (again.status_code, again.json()["error"]) == (400, "invalid_grant")


def test_of_two_polls_at_once_one_gets_tokens(terminal: TerminalClient, phone: Phone) -> None:
    started = terminal.start()
    phone.approve(started["user_code"], started["binding_number"], "demo", "demo-2009")
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(terminal.poll, [started["device_code"]] * 4))
    assert sorted(answer.status_code for answer in answers) == [200, 400, 400, 400]


def test_a_user_code_is_used_once(terminal: TerminalClient, phone: Phone) -> None:
    started = terminal.start()
    phone.approve(started["user_code"], started["binding_number"], "demo", "demo-2009")
    phone.open(f"/d?c={started['user_code']}")
    assert phone.page.errors


def test_an_expired_code_is_expired_for_both(
    identity: IdentityServer, terminal: TerminalClient, phone: Phone
) -> None:
    started = terminal.start()
    expire(identity, started["user_code"])
    assert terminal.poll(started["device_code"]).json()["error"] == "expired_token"
    phone.open(f"/d?c={started['user_code']}")
    assert phone.page.errors


def test_a_refused_sign_in_is_denied(terminal: TerminalClient, phone: Phone) -> None:
    started = terminal.start()
    phone.open(f"/d?c={started['user_code']}")
    phone.press("no")
    assert terminal.poll(started["device_code"]).json()["error"] == "access_denied"


def test_an_unknown_code_is_no_grant(terminal: TerminalClient) -> None:
    assert terminal.poll("nonsense").json()["error"] == "invalid_grant"


def test_another_terminal_cannot_redeem_the_code(make_terminal: Make, phone: Phone) -> None:
    here, there = make_terminal(), make_terminal()
    started = here.start()
    phone.approve(started["user_code"], started["binding_number"], "demo", "demo-2009")
    assert there.poll(started["device_code"]).json()["error"] == "unauthorized_client"
    assert here.poll(started["device_code"]).status_code == 200


def test_two_codes_live_at_once_and_a_third_retires_the_first(terminal: TerminalClient) -> None:
    codes = [terminal.start()["device_code"] for _ in range(3)]
    errors = [terminal.poll(code).json()["error"] for code in codes]
    assert errors == ["expired_token", "authorization_pending", "authorization_pending"]


def test_a_code_that_a_visitor_is_busy_with_is_not_retired(
    terminal: TerminalClient, phone: Phone
) -> None:
    first = terminal.start()
    phone.open(f"/d?c={first['user_code']}")
    phone.press("yes")
    for _ in range(3):
        terminal.start()
    phone.submit(account="demo", password="demo-2009")
    phone.press("approve", number=first["binding_number"])
    assert terminal.poll(first["device_code"]).status_code == 200


def test_an_unknown_scope_is_refused(terminal: TerminalClient) -> None:
    assert terminal.post("/device", scope="openid admin").json()["error"] == "invalid_scope"


def test_without_openid_there_is_no_id_token(terminal: TerminalClient, phone: Phone) -> None:
    started = terminal.start(scope="cases")
    phone.approve(started["user_code"], started["binding_number"], "demo", "demo-2009")
    tokens = terminal.poll(started["device_code"]).json()
    assert tokens["scope"] == "cases"
    assert "id_token" not in tokens


def test_a_repeated_parameter_is_refused(terminal: TerminalClient) -> None:
    data = [*terminal.assertion().items(), ("scope", "openid"), ("scope", "cases")]
    answer = terminal.session.post(terminal.issuer + "/device", data=data, timeout=20)
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")


def test_parameters_in_the_address_do_not_count(terminal: TerminalClient) -> None:
    answer = terminal.session.post(
        terminal.issuer + "/device", params=terminal.assertion(), timeout=20
    )
    assert answer.json()["error"] == "invalid_client"


@pytest.mark.parametrize("grant", ["password", "client_credentials", "", DEVICE_CODE + "x"])
def test_another_grant_is_not_offered(terminal: TerminalClient, grant: str) -> None:
    answer: Any = terminal.post("/token", grant_type=grant).json()
    assert answer["error"] == "unsupported_grant_type"


def test_an_account_that_was_closed_gets_no_tokens(
    identity: IdentityServer, terminal: TerminalClient, phone: Phone
) -> None:
    started = terminal.start()
    phone.approve(started["user_code"], started["binding_number"], "demo.en", "demo-2011")
    identity.sql("UPDATE identity_user SET is_active = 0 WHERE username = 'demo.en'")
    try:
        assert terminal.poll(started["device_code"]).json()["error"] == "access_denied"
    finally:
        identity.sql("UPDATE identity_user SET is_active = 1 WHERE username = 'demo.en'")
