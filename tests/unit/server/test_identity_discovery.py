"""Discovery tells the truth: what it names works, what it leaves out does not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import requests
from authlib.oidc.discovery import OpenIDProviderMetadata
from joserfc.jwk import KeySet

from kiosk.tour.phone import Phone
from tests.harness.code_flow import BACK, address, claims, follow, redeem, sign_in
from tests.harness.identity_server import IdentityServer
from tests.harness.terminal import TerminalClient


@pytest.fixture
def client(make_terminal: Callable[..., TerminalClient]) -> TerminalClient:
    return make_terminal(redirect_uris=f'["{BACK}"]')


@pytest.fixture
def metadata(identity: IdentityServer) -> dict[str, Any]:
    address = f"{identity.base_url}/id/.well-known/openid-configuration"
    told: dict[str, Any] = requests.get(address, timeout=20).json()
    return told


def test_the_issuer_is_where_it_was_asked(
    identity: IdentityServer, metadata: dict[str, Any]
) -> None:
    assert metadata["issuer"] == f"{identity.base_url}/id"


def test_every_endpoint_answers(metadata: dict[str, Any]) -> None:
    names = {name for name in metadata if name.endswith(("_endpoint", "_uri"))}
    browsed = {
        "jwks_uri": 200,
        "settings_keys_uri": 200,
        "end_session_endpoint": 200,
        "authorization_endpoint": 400,
        "accessibility_preferences_endpoint": 401,
    }
    for name, status in browsed.items():
        assert requests.get(metadata[name], timeout=20).status_code == status, name
    assert requests.get(metadata["userinfo_endpoint"], timeout=20).status_code == 401
    posted = names - set(browsed) - {"userinfo_endpoint"}
    assert len(posted) == 7
    for name in posted:
        answer = requests.post(metadata[name], timeout=20)
        assert (answer.status_code, "error" in answer.json()) == (400, True), name


def test_the_keys_sign_with_what_is_told(metadata: dict[str, Any]) -> None:
    keys = requests.get(metadata["jwks_uri"], timeout=20).json()
    algorithms = {key["alg"] for key in keys["keys"]}
    assert algorithms == set(metadata["id_token_signing_alg_values_supported"])
    assert len(KeySet.import_key_set(keys).keys) == 2


def test_every_grant_told_is_known_to_the_token_endpoint(
    metadata: dict[str, Any], terminal: TerminalClient
) -> None:
    for grant in metadata["grant_types_supported"]:
        error = terminal.post("/token", grant_type=grant).json()["error"]
        assert error == "invalid_request", grant  # its own parameter is missing


def test_every_prompt_told_is_obeyed_and_no_other(
    metadata: dict[str, Any], client: TerminalClient, phone: Phone
) -> None:
    assert metadata["prompt_values_supported"] == ["none", "login"]
    assert follow(phone, address(client, prompt="none"))["error"] == "login_required"
    sign_in(phone, address(client))
    assert phone.open(address(client, prompt="login")).heading == "Sign in to your account"
    for other in ("consent", "select_account", "create"):
        assert "code" not in follow(phone, address(client, prompt=other))


def test_every_level_told_can_be_asked_for_and_no_other(
    metadata: dict[str, Any], terminal: TerminalClient
) -> None:
    assert metadata["acr_values_supported"] == ["2", "3", "4", "5"]
    for level in metadata["acr_values_supported"]:
        assert terminal.post("/device", acr_values=level).status_code == 200
    for level in ("0", "1", "6", "loa2", "-2", "²"):
        assert terminal.post("/device", acr_values=level).status_code == 400


def test_every_claim_told_is_in_a_token(
    metadata: dict[str, Any], client: TerminalClient, phone: Phone
) -> None:
    code = sign_in(phone, address(client))["code"]
    told = claims(client, redeem(client, code).json()["id_token"])
    # this person saved no preferences and is no staff; tests of their own show that both come
    assert set(metadata["claims_supported"]) == {*told, "accessibility", "roles"}


def test_every_scope_told_is_given_and_no_other(
    metadata: dict[str, Any], terminal: TerminalClient
) -> None:
    assert terminal.post("/device", scope=" ".join(metadata["scopes_supported"])).status_code == 200
    assert terminal.post("/device", scope="email").json()["error"] == "invalid_scope"


def test_what_is_told_to_be_missing_is_missing(
    metadata: dict[str, Any], client: TerminalClient, phone: Phone
) -> None:
    """Request objects by value and the claims parameter have no effect; ``request_uri`` is for
    pushed requests, which have their own endpoint.
    """
    missing = {"claims_parameter_supported", "request_parameter_supported"}
    assert {name for name in missing if metadata[name]} == set()
    assert metadata["request_uri_parameter_supported"] is False
    assert phone.open(address(client, request_uri="https://example.org/r")).status == 400
    assert follow(phone, address(client, request="e30.e30."))["error"] == "request_not_supported"
    asked = sign_in(phone, address(client, claims='{"id_token":{"email":null}}'))
    told = claims(client, redeem(client, asked["code"]).json()["id_token"])
    assert "email" not in told


def test_modes_and_types_of_answers_are_those_told(
    metadata: dict[str, Any], client: TerminalClient, phone: Phone
) -> None:
    assert metadata["response_modes_supported"] == ["query"]
    for mode in ("fragment", "form_post"):
        assert follow(phone, address(client, response_mode=mode))["error"] == "invalid_request"
    assert "code" in sign_in(phone, address(client, response_mode="query"))


def test_only_signed_assertions_are_told(metadata: dict[str, Any]) -> None:
    for name, methods in metadata.items():
        if name.endswith("_auth_methods_supported"):
            assert methods == ["private_key_jwt"]


def test_every_language_told_has_pages(identity: IdentityServer, metadata: dict[str, Any]) -> None:
    for lang in metadata["ui_locales_supported"]:
        with identity.phone(lang) as phone:
            assert phone.open("/d").lang == lang


def test_the_document_is_well_formed(metadata: dict[str, Any]) -> None:
    told = OpenIDProviderMetadata(metadata)
    # authlib insists on https, which a loopback address needs not have
    told.validate_scopes_supported()
    told.validate_subject_types_supported()
    told.validate_id_token_signing_alg_values_supported()
    told.validate_claims_parameter_supported()
    assert "openid" in metadata["scopes_supported"]


def test_the_document_may_be_kept_a_while(identity: IdentityServer) -> None:
    answer = requests.get(f"{identity.base_url}/id/jwks", timeout=20)
    assert answer.headers["Cache-Control"] == "public, max-age=300"
