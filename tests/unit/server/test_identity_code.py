"""The code flow with PKCE, by plain forms."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs

import pytest

from kiosk.tour.phone import Page, Phone
from tests.harness.code_flow import (
    BACK,
    CHALLENGE,
    VERIFIER,
    address,
    claims,
    follow,
    redeem,
    sign_in,
)
from tests.harness.identity_server import IdentityServer
from tests.harness.prover import Prover
from tests.harness.terminal import TerminalClient


@pytest.fixture
def client(make_terminal: Callable[..., TerminalClient]) -> TerminalClient:
    return make_terminal(redirect_uris=f'["{BACK}"]')


def test_a_visitor_signs_in_on_a_page(client: TerminalClient, phone: Phone) -> None:
    back = sign_in(phone, address(client))
    assert (back["state"], back["iss"]) == ("s 1", client.issuer)
    tokens = redeem(client, back["code"]).json()
    told = claims(client, tokens["id_token"])
    assert (told["nonce"], told["aud"], told["acr"]) == ("n1", client.client_id, "2")
    assert client.userinfo(tokens["access_token"]).json()["name"] == "张示例"
    assert client.refresh(tokens["refresh_token"]).status_code == 200


def test_a_request_by_post_is_the_same(client: TerminalClient, phone: Phone) -> None:
    path, _, query = address(client).partition("?")
    data = {name: one[0] for name, one in parse_qs(query).items()}
    page = Page(phone.session.post(phone.base_url + path, data=data, timeout=20))
    assert page.heading == "Sign in to your account"


def test_a_wrong_password_keeps_the_request(client: TerminalClient, phone: Phone) -> None:
    phone.open(address(client))
    phone.submit(account="demo", password="wrong")
    assert phone.page.errors == ["Error: The account or the password is not right."]
    assert client.client_id in phone.page.forms[0].action


def test_a_code_counts_once_and_its_tokens_die_with_the_second_use(
    client: TerminalClient, phone: Phone
) -> None:
    code = sign_in(phone, address(client))["code"]
    tokens = redeem(client, code).json()
    assert redeem(client, code).json()["error"] == "invalid_grant"
    assert client.userinfo(tokens["access_token"]).status_code == 401


@pytest.mark.parametrize(
    "form",
    [
        {"code_verifier": "w" * 43},
        {"code_verifier": ""},
        {"code_verifier": CHALLENGE},
        {"redirect_uri": "http://127.0.0.1:1/callback"},
        {"code": "nonsense"},
    ],
    ids=str,
)
def test_what_does_not_match_the_request_is_refused(
    client: TerminalClient, phone: Phone, form: dict[str, str]
) -> None:
    code = sign_in(phone, address(client))["code"]
    answer = redeem(client, code, **form)
    assert (answer.status_code, answer.json()["error"]) in {
        (400, "invalid_grant"),
        (400, "invalid_request"),
    }


def test_another_terminal_cannot_redeem_the_code(
    client: TerminalClient, terminal: TerminalClient, phone: Phone
) -> None:
    code = sign_in(phone, address(client))["code"]
    assert redeem(terminal, code).json()["error"] == "invalid_grant"


def test_an_old_code_is_refused(
    identity: IdentityServer, client: TerminalClient, phone: Phone
) -> None:
    code = sign_in(phone, address(client))["code"]
    identity.sql("UPDATE identity_authorizationcode SET expires_at = '2020-01-01'")
    assert redeem(client, code).json()["error"] == "invalid_grant"


def test_a_code_asked_for_with_a_key_is_redeemed_with_it_only(
    client: TerminalClient, phone: Phone
) -> None:
    prover, thief = Prover().learn(client), Prover().learn(client)
    code = sign_in(phone, address(client, dpop_jkt=prover.thumbprint))["code"]
    form = {"grant_type": "authorization_code", "redirect_uri": BACK, "code_verifier": VERIFIER}
    assert redeem(client, code).json()["error"] == "invalid_grant"
    assert thief.post(client, "/token", code=code, **form).json()["error"] == "invalid_grant"
    tokens = prover.post(client, "/token", code=code, **form).json()
    assert tokens["token_type"] == "DPoP"
    assert client.userinfo(tokens["access_token"]).status_code == 401


@pytest.mark.parametrize(
    "parameters",
    [
        {"redirect_uri": "https://example.org/"},
        {"redirect_uri": BACK + "x"},
        {"redirect_uri": "http://localhost/callback"},
        {"redirect_uri": "http://127.0.0.1@example.org/callback"},
        {"redirect_uri": "http://x@127.0.0.1/callback"},
        {"client_id": "nobody"},
        {"client_id": None},
    ],
    ids=str,
)
def test_nobody_is_sent_to_an_address_that_is_not_registered(
    client: TerminalClient, phone: Phone, parameters: dict[str, str | None]
) -> None:
    page = phone.open(address(client, **parameters))
    assert (page.status, page.heading) == (400, "Signing in is not possible")


def test_a_loopback_address_may_have_any_port(client: TerminalClient, phone: Phone) -> None:
    page = phone.open(address(client, redirect_uri="http://127.0.0.1:40404/callback"))
    assert page.heading == "Sign in to your account"
    assert "form-action 'self' http://127.0.0.1:40404;" in page.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("parameters", "error"),
    [
        ({"code_challenge": None}, "invalid_request"),
        ({"code_challenge_method": None}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge": "short"}, "invalid_request"),
        ({"nonce": "n" * 300}, "invalid_request"),
        ({"scope": "openid admin"}, "invalid_scope"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"prompt": "none"}, "login_required"),
        ({"prompt": "consent"}, "consent_required"),
        ({"prompt": "login consent"}, "consent_required"),
        ({"prompt": "select_account"}, "account_selection_required"),
        ({"prompt": "create"}, "invalid_request"),
        ({"prompt": "none login"}, "invalid_request"),
        ({"max_age": "-1"}, "invalid_request"),
        ({"max_age": "soon"}, "invalid_request"),
        ({"acr_values": "9"}, "unmet_authentication_requirements"),
        ({"dpop_jkt": "short"}, "invalid_request"),
    ],
    ids=str,
)
def test_other_errors_go_back_to_the_client(
    client: TerminalClient, phone: Phone, parameters: dict[str, str | None], error: str
) -> None:
    back = follow(phone, address(client, **parameters))
    assert (back["error"], back["iss"], back["state"]) == (error, client.issuer, "s 1")


@pytest.mark.parametrize(
    ("parameters", "asked"),
    [
        ({}, False),
        ({"prompt": "none"}, False),
        ({"prompt": "login"}, True),
        ({"max_age": "0"}, True),
        ({"max_age": "600"}, False),
    ],
    ids=str,
)
def test_who_is_signed_in_is_asked_again_only_when_the_client_wants_it(
    client: TerminalClient, phone: Phone, parameters: dict[str, str], asked: bool
) -> None:
    sign_in(phone, address(client))
    path = phone.base_url + address(client, **parameters)
    answer = phone.session.get(path, timeout=20, allow_redirects=False)
    assert answer.status_code == (200 if asked else 302)


def test_typing_the_password_again_is_a_new_sign_in(
    identity: IdentityServer, client: TerminalClient, phone: Phone
) -> None:
    before = redeem(client, sign_in(phone, address(client))["code"]).json()
    after = redeem(client, sign_in(phone, address(client, max_age="0"))["code"]).json()
    times = [claims(client, one["id_token"])["auth_time"] for one in (before, after)]
    assert times[1] >= times[0]
    assert claims(client, before["id_token"])["sid"] != claims(client, after["id_token"])["sid"]


def test_a_terminal_without_an_address_has_no_code_flow(
    terminal: TerminalClient, phone: Phone
) -> None:
    assert phone.open(address(terminal)).status == 400
