"""A key that proves its possession (RFC 9449), and every way of proving wrongly."""

from __future__ import annotations

import base64
import hashlib
import time
import uuid
from typing import Any

import requests
from joserfc import jwt
from joserfc.jwk import ECKey

from tests.harness.terminal import TerminalClient


def token_hash(token: str) -> str:
    """``ath`` (RFC 9449 §4.2)."""
    made = hashlib.sha256(token.encode()).digest()
    return base64.urlsafe_b64encode(made).rstrip(b"=").decode()


class Prover:
    """The key of one visit. ``nonce`` is the last one that the server gave."""

    def __init__(self, key: ECKey | None = None) -> None:
        self.key = key or ECKey.generate_key("P-256")
        self.nonce = ""

    @property
    def thumbprint(self) -> str:
        """What tokens are bound to."""
        return str(self.key.thumbprint())

    def proof(
        self, method: str, address: str, header: dict[str, Any] | None = None, **claims: Any
    ) -> str:
        """A right proof, but for what ``header`` and ``claims`` replace (None takes away)."""
        right = {
            "htm": method,
            "htu": address,
            "iat": int(time.time()),
            "jti": uuid.uuid4().hex,
            **({"nonce": self.nonce} if self.nonce else {}),
            **claims,
        }
        head = {
            "typ": "dpop+jwt",
            "alg": "ES256",
            "jwk": self.key.as_dict(private=False),
            **(header or {}),
        }
        kept = {name: value for name, value in right.items() if value is not None}
        head = {name: value for name, value in head.items() if value is not None}
        return jwt.encode(head, kept, self.key)

    def post(
        self, terminal: TerminalClient, path: str, proof: str | None = None, **form: str
    ) -> requests.Response:
        """A POST below the issuer with a proof; the nonce of the answer is kept."""
        address = terminal.issuer + path
        answer = terminal.session.post(
            address,
            data={**terminal.assertion(), **form},
            headers={"DPoP": proof or self.proof("POST", address)},
            timeout=20,
        )
        self.nonce = answer.headers.get("DPoP-Nonce", self.nonce)
        return answer

    def learn(self, terminal: TerminalClient) -> Prover:
        """Gets a nonce, as a first request does."""
        self.post(terminal, "/token", grant_type="refresh_token", refresh_token="x")
        return self

    def get(
        self, address: str, token: str, proof: str | None = None, scheme: str = "DPoP"
    ) -> requests.Response:
        """A resource, asked for with the token and a proof."""
        made = proof or self.proof("GET", address, ath=token_hash(token))
        headers = {"Authorization": f"{scheme} {token}", "DPoP": made}
        return requests.get(address, headers=headers, timeout=20)
