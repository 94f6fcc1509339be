"""Discovery tells the truth: what it names works, what it leaves out does not."""

from __future__ import annotations

from typing import Any

import pytest
import requests
from authlib.oidc.discovery import OpenIDProviderMetadata
from joserfc.jwk import KeySet

from tests.harness.identity_server import IdentityServer
from tests.harness.terminal import TerminalClient


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
    browsed = {"jwks_uri": 200, "end_session_endpoint": 200, "authorization_endpoint": 400}
    for name, status in browsed.items():
        assert requests.get(metadata[name], timeout=20).status_code == status, name
    assert requests.get(metadata["userinfo_endpoint"], timeout=20).status_code == 401
    posted = names - set(browsed) - {"userinfo_endpoint"}
    assert len(posted) == 4
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
