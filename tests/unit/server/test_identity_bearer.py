"""What a resource answers to the bearer of a token (RFC 6750, RFC 9470)."""

from __future__ import annotations

import pytest
import requests

from kiosk.tour.phone import Phone
from tests.harness.identity_server import IdentityServer
from tests.harness.terminal import TerminalClient


def ask(
    identity: IdentityServer, header: str, scope: str = "cases", acr: str = ""
) -> requests.Response:
    return requests.get(
        f"{identity.base_url}/probe",
        params={"scope": scope, "acr": acr},
        headers={"Authorization": header} if header else {},
        timeout=20,
    )


@pytest.fixture
def token(terminal: TerminalClient, phone: Phone) -> str:
    return str(terminal.visit(phone, "demo.ouyang", "demo-2010")["access_token"])


def test_a_good_token_opens(identity: IdentityServer, terminal: TerminalClient, token: str) -> None:
    answer = ask(identity, f"Bearer {token}", acr="2")
    assert answer.status_code == 200
    assert answer.json()["terminal"] == terminal.client_id


@pytest.mark.parametrize("header", ["", "Basic eDp5", "Bearer", "Bearer "])
def test_no_token_is_asked_for_without_an_error(identity: IdentityServer, header: str) -> None:
    answer = ask(identity, header)
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthorized")
    assert answer.headers["WWW-Authenticate"] == (
        'Bearer realm="portal", DPoP realm="portal", algs="ES256"'
    )


@pytest.mark.parametrize("secret", ["nonsense", "%00", "a b", "x" * 4000])
def test_an_unknown_token_is_invalid(identity: IdentityServer, secret: str) -> None:
    answer = ask(identity, f"Bearer {secret}")
    assert answer.status_code == 401
    assert 'error="invalid_token"' in answer.headers["WWW-Authenticate"]


def test_a_refresh_token_opens_nothing(
    identity: IdentityServer, terminal: TerminalClient, phone: Phone
) -> None:
    refresh = terminal.visit(phone)["refresh_token"]
    assert ask(identity, f"Bearer {refresh}").status_code == 401


def test_a_missing_scope_is_forbidden(identity: IdentityServer, token: str) -> None:
    answer = ask(identity, f"Bearer {token}", scope="desk")
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
    challenge = answer.headers["WWW-Authenticate"]
    assert 'error="insufficient_scope"' in challenge
    assert 'scope="desk"' in challenge


def test_too_low_a_level_asks_for_a_stronger_sign_in(identity: IdentityServer, token: str) -> None:
    answer = ask(identity, f"Bearer {token}", acr="4")
    assert answer.status_code == 401
    assert answer.json()["code"] == "insufficient_user_authentication"
    challenge = answer.headers["WWW-Authenticate"]
    assert 'error="insufficient_user_authentication"' in challenge
    assert 'acr_values="4"' in challenge


def test_a_token_bound_to_a_key_is_no_bearer_token(identity: IdentityServer, token: str) -> None:
    identity.sql("UPDATE identity_token SET dpop_jkt = 'x'")
    assert ask(identity, f"Bearer {token}").status_code == 401


def test_a_closed_account_closes_its_tokens(identity: IdentityServer, token: str) -> None:
    identity.sql("UPDATE identity_user SET is_active = 0 WHERE username = 'demo.ouyang'")
    try:
        assert ask(identity, f"Bearer {token}").status_code == 401
    finally:
        identity.sql("UPDATE identity_user SET is_active = 1 WHERE username = 'demo.ouyang'")
