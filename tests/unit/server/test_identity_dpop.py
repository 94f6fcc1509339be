"""Tokens bound to a key (RFC 9449): at the token endpoint, at resources, at every hostile turn."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

from kiosk.tour.phone import Phone
from tests.harness.identity_server import IdentityServer
from tests.harness.prover import Prover, token_hash
from tests.harness.terminal import DEVICE_CODE, TerminalClient


def bound(terminal: TerminalClient, phone: Phone, prover: Prover, **form: str) -> Any:
    started = terminal.start(**form)
    phone.approve(started["user_code"], started["binding_number"], "demo", "demo-2009")
    answer = prover.post(
        terminal, "/token", grant_type=DEVICE_CODE, device_code=started["device_code"]
    )
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.fixture(scope="module")
def terminal(identity: IdentityServer) -> Iterator[TerminalClient]:
    client = identity.terminal("dpop-terminal")
    yield client
    client.close()


@pytest.fixture(scope="module")
def prover(terminal: TerminalClient) -> Prover:
    return Prover().learn(terminal)


@pytest.fixture(scope="module")
def token(identity: IdentityServer, terminal: TerminalClient, prover: Prover) -> str:
    identity.sql("DELETE FROM identity_attempt")
    with identity.phone() as phone:
        return str(bound(terminal, phone, prover)["access_token"])


def probe(identity: IdentityServer) -> str:
    return f"{identity.base_url}/probe"


def test_a_proof_binds_the_tokens(
    identity: IdentityServer, terminal: TerminalClient, phone: Phone, prover: Prover
) -> None:
    tokens = bound(terminal, phone, prover)
    assert tokens["token_type"] == "DPoP"
    told = terminal.post("/introspect", token=tokens["access_token"]).json()
    assert (told["token_type"], told["cnf"]) == ("DPoP", {"jkt": prover.thumbprint})
    assert prover.get(probe(identity), tokens["access_token"]).status_code == 200
    userinfo = prover.get(terminal.issuer + "/userinfo", tokens["access_token"])
    assert userinfo.json()["masked_name"] == "张*"


def test_the_first_proof_is_answered_with_a_nonce(terminal: TerminalClient) -> None:
    first = Prover()
    form = {"grant_type": "refresh_token", "refresh_token": "x"}
    answer = first.post(terminal, "/token", **form)
    assert (answer.status_code, answer.json()["error"]) == (400, "use_dpop_nonce")
    assert first.nonce
    assert first.post(terminal, "/token", **form).json()["error"] == "invalid_grant"


def test_a_bound_token_is_no_bearer_token(terminal: TerminalClient, token: str) -> None:
    answer = terminal.userinfo(token)
    assert answer.status_code == 401
    assert 'Bearer realm="portal", error="invalid_token"' in answer.headers["WWW-Authenticate"]


def test_a_bearer_token_is_not_taken_with_a_proof(
    identity: IdentityServer, terminal: TerminalClient, phone: Phone
) -> None:
    plain = terminal.visit(phone)["access_token"]
    answer = Prover().get(probe(identity), plain)
    assert answer.status_code == 401
    assert 'error="invalid_token"' in answer.headers["WWW-Authenticate"]
    assert terminal.userinfo(plain).status_code == 200


@pytest.mark.parametrize(
    "claims",
    [
        {"htu": "https://example.org/probe"},
        {"htu": "{}x"},
        {"htu": None},
        {"htu": ["{}"]},
        {"htu": "http://[x"},
        {"htm": "POST"},
        {"htm": "get"},
        {"htm": None},
        {"iat": -61},
        {"iat": 61},
        {"iat": "now"},
        {"iat": None},
        {"ath": None},
        {"ath": token_hash("another")},
        {"ath": 7},
        {"jti": None},
        {"jti": ""},
        {"jti": "x" * 300},
        {"nonce": "old"},
    ],
    ids=str,
)
def test_a_wrong_claim_is_refused_and_the_right_one_is_not(
    identity: IdentityServer, token: str, prover: Prover, claims: dict[str, Any]
) -> None:
    address = probe(identity)
    wrong = dict(claims)
    if isinstance(claims.get("htu"), str):
        wrong["htu"] = claims["htu"].format(address)
    if isinstance(claims.get("iat"), int):
        wrong["iat"] = int(time.time()) + claims["iat"] + (1 if claims["iat"] > 0 else -1)
    proof = prover.proof("GET", address, **{"ath": token_hash(token), **wrong})
    answer = prover.get(address, token, proof)
    error = "use_dpop_nonce" if "nonce" in claims else "invalid_dpop_proof"
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith(f'DPoP realm="portal", error="{error}"')
    assert answer.headers["DPoP-Nonce"]
    assert prover.get(address, token).status_code == 200


def test_query_and_fragment_do_not_belong_to_the_address(
    identity: IdentityServer, token: str, prover: Prover
) -> None:
    address = probe(identity)
    proof = prover.proof("GET", address + "?a=b#c", ath=token_hash(token))
    assert prover.get(address + "?scope=cases", token, proof).status_code == 200


def test_a_proof_counts_once(identity: IdentityServer, token: str, prover: Prover) -> None:
    proof = prover.proof("GET", probe(identity), ath=token_hash(token))
    codes = [prover.get(probe(identity), token, proof).status_code for _ in range(2)]
    assert codes == [200, 401]


def test_the_proof_of_another_key_is_refused(
    identity: IdentityServer, token: str, prover: Prover
) -> None:
    thief = Prover()
    answer = thief.get(probe(identity), token)
    assert answer.status_code == 401
    assert 'error="invalid_token"' in answer.headers["WWW-Authenticate"]


def signed_by_another(prover: Prover, address: str, token: str) -> str:
    return Prover().proof(
        "GET", address, {"jwk": prover.key.as_dict(private=False)}, ath=token_hash(token)
    )


def with_private_key(prover: Prover, address: str, token: str) -> str:
    head = {"jwk": prover.key.as_dict(private=True)}
    return prover.proof("GET", address, head, ath=token_hash(token))


def of_another_kind(prover: Prover, address: str, token: str) -> str:
    return prover.proof("GET", address, {"typ": "JWT"}, ath=token_hash(token))


def without_key(prover: Prover, address: str, token: str) -> str:
    return prover.proof("GET", address, {"jwk": None}, ath=token_hash(token))


def by_rsa(prover: Prover, address: str, token: str) -> str:
    key = RSAKey.generate_key(2048)
    head = {"typ": "dpop+jwt", "alg": "RS256", "jwk": key.as_dict(private=False)}
    return jwt.encode(head, {"htm": "GET", "htu": address}, key, algorithms=["RS256"])


def by_another_curve(prover: Prover, address: str, token: str) -> str:
    key = ECKey.generate_key("P-384")
    head = {"typ": "dpop+jwt", "alg": "ES384", "jwk": key.as_dict(private=False)}
    return jwt.encode(head, {"htm": "GET", "htu": address}, key, algorithms=["ES384"])


def unsigned(prover: Prover, address: str, token: str) -> str:
    return prover.proof("GET", address, ath=token_hash(token)).rsplit(".", 1)[0] + "."


def rubbish(prover: Prover, address: str, token: str) -> str:
    return "a.b.c"


def two_at_once(prover: Prover, address: str, token: str) -> str:
    one = prover.proof("GET", address, ath=token_hash(token))
    return f"{one}, {prover.proof('GET', address, ath=token_hash(token))}"


@pytest.mark.parametrize(
    "forge",
    [
        *(signed_by_another, with_private_key, of_another_kind, without_key, by_rsa),
        *(by_another_curve, unsigned, rubbish, two_at_once),
    ],
)
def test_a_forged_proof_is_refused(
    identity: IdentityServer,
    token: str,
    prover: Prover,
    forge: Callable[[Prover, str, str], str],
) -> None:
    answer = prover.get(probe(identity), token, forge(prover, probe(identity), token))
    assert answer.status_code == 401
    assert 'error="invalid_dpop_proof"' in answer.headers["WWW-Authenticate"]


def test_a_refresh_needs_the_same_key(
    terminal: TerminalClient, phone: Phone, prover: Prover
) -> None:
    old = bound(terminal, phone, prover)["refresh_token"]
    form = {"grant_type": "refresh_token", "refresh_token": old}
    assert terminal.refresh(old).json()["error"] == "invalid_grant"
    thief = Prover().learn(terminal)
    assert thief.post(terminal, "/token", **form).json()["error"] == "invalid_grant"
    fresh = prover.post(terminal, "/token", **form)
    assert (fresh.status_code, fresh.json()["token_type"]) == (200, "DPoP")
    assert terminal.userinfo(fresh.json()["access_token"]).status_code == 401


def test_a_bearer_visit_is_not_bound_later(
    terminal: TerminalClient, phone: Phone, prover: Prover
) -> None:
    plain = terminal.visit(phone)["refresh_token"]
    form = {"grant_type": "refresh_token", "refresh_token": plain}
    assert prover.post(terminal, "/token", **form).json()["error"] == "invalid_grant"
    assert terminal.refresh(plain).status_code == 200


def test_a_device_code_asked_for_with_a_key_is_redeemed_with_it_only(
    terminal: TerminalClient, phone: Phone, prover: Prover
) -> None:
    started = terminal.start(dpop_jkt=prover.thumbprint)
    phone.approve(started["user_code"], started["binding_number"], "demo", "demo-2009")
    form = {"grant_type": DEVICE_CODE, "device_code": started["device_code"]}
    thief = Prover().learn(terminal)
    assert terminal.post("/token", **form).json()["error"] == "invalid_grant"
    assert thief.post(terminal, "/token", **form).json()["error"] == "invalid_grant"
    assert prover.post(terminal, "/token", **form).status_code == 200


@pytest.mark.parametrize("jkt", ["short", "x" * 44, "ö" * 43])
def test_what_is_no_thumbprint_is_refused(terminal: TerminalClient, jkt: str) -> None:
    assert terminal.post("/device", dpop_jkt=jkt).json()["error"] == "invalid_request"


def test_proofs_leave_nothing_for_long(identity: IdentityServer, token: str) -> None:
    ((last,),) = identity.sql(
        "SELECT max(expires_at) FROM identity_spentassertion WHERE client_id LIKE 'dpop:%'"
    )
    moment = datetime.fromisoformat(str(last))
    left = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - datetime.now(UTC)
    assert 0 < left.total_seconds() <= 121
