"""ID tokens, refresh tokens, revocation and introspection."""

from __future__ import annotations

import base64
import hashlib
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests
from joserfc import jwt
from joserfc.jwk import KeySet

from kiosk.tour.phone import Phone
from tests.harness.identity_server import IdentityServer
from tests.harness.terminal import TerminalClient

Make = Callable[..., TerminalClient]


def decode(terminal: TerminalClient, token: str, alg: str = "ES256") -> Any:
    keys = requests.get(terminal.issuer + "/jwks", timeout=20).json()
    return jwt.decode(token, KeySet.import_key_set(keys), algorithms=[alg])


def test_the_id_token_says_who_when_where_and_how_surely(
    terminal: TerminalClient, phone: Phone
) -> None:
    tokens = terminal.visit(phone)
    claims = decode(terminal, tokens["id_token"]).claims
    now = time.time()
    assert claims["iss"] == terminal.issuer
    assert claims["aud"] == terminal.client_id
    assert abs(claims["iat"] - now) < 20
    assert claims["exp"] - claims["iat"] == 300
    assert abs(claims["auth_time"] - now) < 20
    assert (claims["acr"], claims["amr"]) == ("2", ["pwd"])
    assert (claims["name"], claims["masked_name"]) == ("张示例", "张*")
    assert claims["locale"] == "zh-Hans"


def test_the_id_token_is_bound_to_its_access_token(terminal: TerminalClient, phone: Phone) -> None:
    tokens = terminal.visit(phone)
    half = hashlib.sha256(tokens["access_token"].encode()).digest()[:16]
    at_hash = base64.urlsafe_b64encode(half).rstrip(b"=").decode()
    assert decode(terminal, tokens["id_token"]).claims["at_hash"] == at_hash


def test_the_subject_is_not_a_table_key(
    identity: IdentityServer, terminal: TerminalClient, phone: Phone
) -> None:
    sub = decode(terminal, terminal.visit(phone)["id_token"]).claims["sub"]
    assert len(sub) >= 22
    assert identity.sql("SELECT username FROM identity_user WHERE sub = ?", sub) == [("demo",)]


def test_a_terminal_registered_for_rs256_gets_rs256(make_terminal: Make, phone: Phone) -> None:
    terminal = make_terminal(id_token_signed_response_alg="RS256")
    tokens = terminal.visit(phone)
    assert decode(terminal, tokens["id_token"], "RS256").header["alg"] == "RS256"


def test_no_token_is_kept_in_the_clear(
    identity: IdentityServer, terminal: TerminalClient, phone: Phone
) -> None:
    started = terminal.start()
    phone.approve(started["user_code"], started["binding_number"], "demo", "demo-2009")
    tokens = terminal.poll(started["device_code"]).json()
    secrets = [tokens["access_token"], tokens["refresh_token"], started["device_code"]]
    files = [path.read_bytes() for path in identity.data.iterdir() if path.is_file()]
    assert not [one for one in secrets if any(one.encode() in file for file in files)]


def test_a_refresh_gives_new_tokens_of_the_same_visit(
    terminal: TerminalClient, phone: Phone
) -> None:
    first = terminal.visit(phone)
    second = terminal.refresh(first["refresh_token"]).json()
    assert second["refresh_token"] != first["refresh_token"]
    before, after = (decode(terminal, one["id_token"]).claims for one in (first, second))
    for name in ("iss", "sub", "aud", "auth_time", "acr", "sid"):
        assert before[name] == after[name]
    assert terminal.userinfo(second["access_token"]).status_code == 200


def test_a_second_use_of_a_refresh_token_ends_the_family(
    terminal: TerminalClient, phone: Phone
) -> None:
    first = terminal.visit(phone)
    second = terminal.refresh(first["refresh_token"]).json()
    assert terminal.refresh(first["refresh_token"]).json()["error"] == "invalid_grant"
    assert terminal.refresh(second["refresh_token"]).json()["error"] == "invalid_grant"
    assert terminal.userinfo(second["access_token"]).status_code == 401
    assert terminal.userinfo(first["access_token"]).status_code == 401


@pytest.mark.parametrize("turn", range(6))
def test_of_two_refreshes_at_once_no_more_than_one_succeeds(
    terminal: TerminalClient, phone: Phone, turn: int
) -> None:
    tokens = terminal.visit(phone)
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(terminal.refresh, [tokens["refresh_token"]] * 4))
    assert sorted(answer.status_code for answer in answers) == [200, 400, 400, 400]
    new = next(answer.json() for answer in answers if answer.status_code == 200)
    for token in (tokens, new):  # one of the four was a thief, and nobody knows which
        assert terminal.userinfo(token["access_token"]).status_code == 401
    assert terminal.refresh(new["refresh_token"]).json()["error"] == "invalid_grant"


def test_another_terminal_cannot_use_or_harm_the_refresh_token(
    make_terminal: Make, phone: Phone
) -> None:
    here, there = make_terminal(), make_terminal()
    tokens = here.visit(phone)
    assert there.refresh(tokens["refresh_token"]).json()["error"] == "invalid_grant"
    assert here.refresh(tokens["refresh_token"]).status_code == 200


@pytest.mark.parametrize("kind", ["access", "refresh"])
def test_tokens_expire(
    identity: IdentityServer, terminal: TerminalClient, phone: Phone, kind: str
) -> None:
    tokens = terminal.visit(phone)
    identity.sql("UPDATE identity_token SET expires_at = '2020-01-01' WHERE kind = ?", kind)
    assert (terminal.userinfo(tokens["access_token"]).status_code == 200) == (kind == "refresh")
    assert (terminal.refresh(tokens["refresh_token"]).status_code == 200) == (kind == "access")


def test_lives_are_five_and_thirty_minutes(
    identity: IdentityServer, terminal: TerminalClient, phone: Phone
) -> None:
    terminal.visit(phone)
    rows = identity.sql(
        "SELECT kind, round((julianday(expires_at) - julianday(issued_at)) * 1440)"
        " FROM identity_token ORDER BY id DESC LIMIT 2"
    )
    assert dict(rows) == {"access": 5.0, "refresh": 30.0}


def test_no_refresh_goes_beyond_the_longest_visit(
    identity: IdentityServer, terminal: TerminalClient, phone: Phone
) -> None:
    tokens = terminal.visit(phone)
    identity.sql("UPDATE identity_visit SET started_at = '2020-01-01'")
    late = terminal.refresh(tokens["refresh_token"]).json()
    assert terminal.userinfo(late["access_token"]).status_code == 401


def test_revoking_the_refresh_token_kills_its_access_tokens(
    terminal: TerminalClient, phone: Phone
) -> None:
    tokens = terminal.visit(phone)
    assert terminal.post("/revoke", token=tokens["refresh_token"]).status_code == 200
    assert terminal.userinfo(tokens["access_token"]).status_code == 401
    assert terminal.refresh(tokens["refresh_token"]).status_code == 400


@pytest.mark.parametrize("hint", ["access_token", "refresh_token", "nonsense"])
def test_revoking_an_access_token_leaves_the_rest(
    terminal: TerminalClient, phone: Phone, hint: str
) -> None:
    tokens = terminal.visit(phone)
    answer = terminal.post("/revoke", token=tokens["access_token"], token_type_hint=hint)
    assert answer.status_code == 200
    assert terminal.userinfo(tokens["access_token"]).status_code == 401
    assert terminal.refresh(tokens["refresh_token"]).status_code == 200


def test_revoking_what_is_not_known_succeeds(terminal: TerminalClient) -> None:
    assert terminal.post("/revoke", token="nonsense").status_code == 200


def test_another_terminal_cannot_revoke(make_terminal: Make, phone: Phone) -> None:
    here, there = make_terminal(), make_terminal()
    tokens = here.visit(phone)
    assert there.post("/revoke", token=tokens["refresh_token"]).status_code == 400
    assert here.userinfo(tokens["access_token"]).status_code == 200


def test_introspection_tells_the_terminal_about_its_tokens_only(
    make_terminal: Make, phone: Phone
) -> None:
    here, there = make_terminal(), make_terminal()
    token = here.visit(phone)["access_token"]
    told = here.post("/introspect", token=token).json()
    assert (told["active"], told["client_id"], told["acr"]) == (True, here.client_id, "2")
    assert there.post("/introspect", token=token).json() == {"active": False}
    here.post("/revoke", token=token)
    assert here.post("/introspect", token=token).json() == {"active": False}
