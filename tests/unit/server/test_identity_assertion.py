"""Terminals must prove themselves (RFC 7523); every way of failing to."""

from __future__ import annotations

import hmac
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, RSAKey

from tests.harness.identity_server import IdentityServer
from tests.harness.terminal import ASSERTION, TerminalClient

Make = Callable[..., TerminalClient]
NOW = time.time
NONE = urlsafe_b64encode(b'{"alg":"none"}').decode().rstrip("=")


def refused(terminal: TerminalClient, proof: dict[str, str]) -> bool:
    answer = terminal.post("/device", proof)
    return answer.status_code == 400 and answer.json()["error"] == "invalid_client"


def signed_by(key: Any, header: dict[str, Any], terminal: TerminalClient) -> dict[str, str]:
    now = int(NOW())
    claims = {
        "iss": terminal.client_id,
        "sub": terminal.client_id,
        "aud": terminal.issuer,
        "exp": now + 60,
        "jti": str(time.time_ns()),
    }
    made = jwt.encode(header, claims, key, algorithms=[header["alg"]])
    return {"client_assertion_type": ASSERTION, "client_assertion": made}


@pytest.mark.parametrize("audience", ["issuer", "token", "list"])
def test_the_issuer_or_the_token_endpoint_is_the_audience(
    terminal: TerminalClient, audience: str
) -> None:
    issuer = terminal.issuer
    given = {"issuer": issuer, "token": issuer + "/token", "list": [issuer]}[audience]
    assert terminal.post("/device", terminal.assertion(aud=given)).status_code == 200


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "https://example.org"},
        {"aud": []},
        {"aud": None},
        {"aud": {"a": 1}},
        {"iss": "somebody"},
        {"sub": "nobody", "iss": "nobody"},
        {"sub": None},
        {"sub": ["a"]},
        {"exp": 1},
        {"exp": "soon"},
        {"exp": None},
        {"exp": NOW() + 3600},
        {"exp": 1e99},
        {"iat": NOW() + 3600},
        {"nbf": NOW() + 3600},
        {"jti": None},
        {"jti": 7},
        {"sub": 'quote"back\\slash'},
    ],
    ids=lambda claims: next(iter(claims)),  # the times in them differ from process to process
)
def test_a_wrong_claim_is_refused(terminal: TerminalClient, claims: dict[str, Any]) -> None:
    assert refused(terminal, terminal.assertion(**claims))


def test_an_audience_beside_ours_is_refused(terminal: TerminalClient) -> None:
    both = [terminal.issuer, "https://example.org"]
    assert refused(terminal, terminal.assertion(aud=both))


def test_an_assertion_counts_once(terminal: TerminalClient) -> None:
    proof = terminal.assertion()
    assert terminal.post("/device", proof).status_code == 200
    assert refused(terminal, proof)


def test_an_assertion_sent_many_times_at_once_counts_once(terminal: TerminalClient) -> None:
    proof = terminal.assertion()
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: terminal.post("/device", proof), range(4)))
    assert sorted(answer.status_code for answer in answers) == [200, 400, 400, 400]


def test_another_key_is_refused(terminal: TerminalClient) -> None:
    other = ECKey.generate_key("P-256")
    assert refused(terminal, signed_by(other, {"alg": "ES256"}, terminal))


def test_another_terminals_key_is_refused(make_terminal: Make) -> None:
    one, two = make_terminal(), make_terminal()
    assert refused(one, signed_by(two.key, {"alg": "ES256"}, one))


@pytest.mark.parametrize("alg", ["HS256", "RS256"])
def test_another_algorithm_is_refused(terminal: TerminalClient, alg: str) -> None:
    key = OctKey.generate_key(256) if alg == "HS256" else RSAKey.generate_key(2048)
    assert refused(terminal, signed_by(key, {"alg": alg}, terminal))


def test_the_public_key_is_no_shared_secret(terminal: TerminalClient) -> None:
    """The classic confusion: HS256 keyed with the public key, which everybody has."""
    claims = terminal.assertion()["client_assertion"].split(".")[1]
    head = urlsafe_b64encode(b'{"alg":"HS256"}').decode().rstrip("=")
    made = hmac.digest(terminal.key.as_pem(private=False), f"{head}.{claims}".encode(), "sha256")
    signature = urlsafe_b64encode(made).decode().rstrip("=")
    proof = {"client_assertion": f"{head}.{claims}.{signature}"}
    assert refused(terminal, {"client_assertion_type": ASSERTION, **proof})


def test_an_unsigned_assertion_is_refused(terminal: TerminalClient) -> None:
    proof = terminal.assertion()
    claims = proof["client_assertion"].split(".")[1]
    proof["client_assertion"] = f"{NONE}.{claims}."
    assert refused(terminal, proof)


@pytest.mark.parametrize("rubbish", ["", "a.b.c", "....", "e30.e30.", "x" * 20_000, "\x00"])
def test_rubbish_is_refused(terminal: TerminalClient, rubbish: str) -> None:
    proof = {"client_assertion_type": ASSERTION, "client_assertion": rubbish}
    assert refused(terminal, proof)


def test_a_client_id_alone_proves_nothing(terminal: TerminalClient) -> None:
    assert refused(terminal, {"client_id": terminal.client_id})


def test_a_client_id_that_contradicts_is_refused(terminal: TerminalClient) -> None:
    assert refused(terminal, {**terminal.assertion(), "client_id": "other"})


def test_a_terminal_out_of_service_is_refused(
    identity: IdentityServer, terminal: TerminalClient
) -> None:
    identity.sql("UPDATE identity_terminal SET active = 0 WHERE client_id = ?", terminal.client_id)
    assert refused(terminal, terminal.assertion())


@pytest.mark.parametrize("path", ["/token", "/revoke", "/introspect", "/terminal/end-visits"])
def test_every_endpoint_asks_for_the_proof(terminal: TerminalClient, path: str) -> None:
    form = {"grant_type": "refresh_token", "refresh_token": "x", "token": "x"}
    assert terminal.post(path, {}, **form).json()["error"] == "invalid_client"
