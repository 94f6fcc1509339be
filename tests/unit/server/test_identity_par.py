"""Pushed authorization requests (RFC 9126)."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

import pytest
import requests

from kiosk.tour.phone import Phone
from tests.harness.code_flow import BACK, VERIFIER, claims, follow, redeem, request, sign_in
from tests.harness.identity_server import IdentityServer
from tests.harness.prover import Prover
from tests.harness.terminal import TerminalClient

Make = Callable[..., TerminalClient]


@pytest.fixture
def client(make_terminal: Make) -> TerminalClient:
    return make_terminal(redirect_uris=f'["{BACK}"]')


def push(client: TerminalClient, **parameters: str | None) -> requests.Response:
    return client.post("/par", **request(client, **parameters))


def reference(client: TerminalClient, **parameters: str | None) -> str:
    answer = push(client, **parameters)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["request_uri"])


def path(client: TerminalClient, request_uri: str, **more: str) -> str:
    query = {"client_id": client.client_id, "request_uri": request_uri, **more}
    return f"/id/authorize?{urlencode(query)}"


def test_a_visitor_signs_in_by_a_pushed_request(client: TerminalClient, phone: Phone) -> None:
    answer = push(client).json()
    assert answer["request_uri"].startswith("urn:ietf:params:oauth:request_uri:")
    assert answer["expires_in"] == 60
    back = sign_in(phone, path(client, answer["request_uri"]))
    assert (back["state"], back["iss"]) == ("s 1", client.issuer)
    told = claims(client, redeem(client, back["code"]).json()["id_token"])
    assert told["nonce"] == "n1"


def test_what_the_browser_adds_does_not_count(client: TerminalClient, phone: Phone) -> None:
    found = reference(client)
    extra = {"scope": "openid cases", "state": "other", "redirect_uri": "https://example.org/"}
    back = sign_in(phone, path(client, found, **extra))
    assert back["state"] == "s 1"
    assert redeem(client, back["code"]).json()["scope"] == "openid profile"


def test_the_page_may_be_reloaded_but_serves_one_sign_in(
    client: TerminalClient, phone: Phone
) -> None:
    address = path(client, reference(client))
    assert phone.open(address).status == 200
    sign_in(phone, address)
    assert phone.open(address).status == 400


def test_another_browser_cannot_go_on_with_it(
    identity: IdentityServer, client: TerminalClient, phone: Phone
) -> None:
    address = path(client, reference(client))
    phone.open(address)
    with identity.phone() as thief:
        page = thief.open(address)
    assert (page.status, page.heading) == (400, "Signing in is not possible")


def test_another_client_cannot_use_it(
    client: TerminalClient, make_terminal: Make, phone: Phone
) -> None:
    other = make_terminal(redirect_uris=f'["{BACK}"]')
    assert phone.open(path(other, reference(client))).status == 400


def test_it_is_good_for_a_minute(
    identity: IdentityServer, client: TerminalClient, phone: Phone
) -> None:
    address = path(client, reference(client))
    identity.sql("UPDATE identity_pushedrequest SET expires_at = '2020-01-01'")
    assert phone.open(address).status == 400


@pytest.mark.parametrize(
    "wrong", ["", "https://example.org/r", "urn:ietf:params:oauth:request_uri:x"]
)
def test_an_unknown_reference_leads_nowhere(
    client: TerminalClient, phone: Phone, wrong: str
) -> None:
    assert phone.open(path(client, wrong, **request(client))).status == 400


@pytest.mark.parametrize(
    ("parameters", "error"),
    [
        ({"redirect_uri": "https://example.org/"}, "invalid_request"),
        ({"scope": "openid admin"}, "invalid_scope"),
        ({"code_challenge": None}, "invalid_request"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"prompt": "consent"}, "consent_required"),
        ({"request_uri": "urn:ietf:params:oauth:request_uri:x"}, "invalid_request"),
        ({"request": "e30.e30."}, "invalid_request"),
        ({"acr_values": "7"}, "unmet_authentication_requirements"),
    ],
    ids=str,
)
def test_a_wrong_request_is_refused_at_once(
    client: TerminalClient, parameters: dict[str, str | None], error: str
) -> None:
    answer = push(client, **parameters)
    assert (answer.status_code, answer.json()["error"]) == (400, error)
    assert "Location" not in answer.headers


def test_only_who_proves_itself_may_push(client: TerminalClient, make_terminal: Make) -> None:
    assert client.post("/par", {}, **request(client)).json()["error"] == "invalid_client"
    other = make_terminal(redirect_uris=f'["{BACK}"]')
    assert other.post("/par", **request(client)).status_code == 400


def test_the_endpoint_itself_is_an_audience(client: TerminalClient) -> None:
    proof = client.assertion(aud=client.issuer + "/par")
    assert client.post("/par", proof, **request(client)).status_code == 201


def test_a_proof_binds_the_code(client: TerminalClient, phone: Phone) -> None:
    prover = Prover().learn(client)
    found = prover.post(client, "/par", **request(client)).json()["request_uri"]
    code = sign_in(phone, path(client, found))["code"]
    form = {"grant_type": "authorization_code", "redirect_uri": BACK, "code_verifier": VERIFIER}
    assert redeem(client, code).json()["error"] == "invalid_grant"
    assert prover.post(client, "/token", code=code, **form).status_code == 200


def test_a_proof_that_contradicts_is_refused(client: TerminalClient) -> None:
    prover = Prover().learn(client)
    form = request(client, dpop_jkt=Prover().thumbprint)
    assert prover.post(client, "/par", **form).json()["error"] == "invalid_request"


def test_errors_of_the_sign_in_go_back_to_the_client(client: TerminalClient, phone: Phone) -> None:
    back = follow(phone, path(client, reference(client, prompt="none")))
    assert (back["error"], back["state"]) == ("login_required", "s 1")
