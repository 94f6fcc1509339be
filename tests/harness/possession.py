"""The provider's and the resource's side of proofs of possession (RFC 9449), checked strictly."""

from __future__ import annotations

import base64
import hashlib
import json

from joserfc import jws
from joserfc.jwk import ECKey

from tests.harness.http_server import Reply, Seen, as_json


class Possession:
    """Off until ``on``; tokens are then bound, and proofs without the ``nonces`` refused."""

    def __init__(self) -> None:
        self.on = False
        self.nonces = False
        self.always = False
        """Asks for another nonce whatever the proof holds."""

        self.count = 0
        self.bound: dict[str, str] = {}
        """By token: the thumbprint of its key."""

        self.used: set[str] = set()

    def refusal(self, seen: Seen, origin: str) -> Reply | None:
        """What is answered to a request whose proof is wrong; None if it is right."""
        if not self.on:
            return None
        try:
            self._check(seen, origin)
        except KeyError:
            self.count += 1
            kind = f'DPoP error="use_dpop_nonce", nonce_count="{self.count}"'
            status = 400 if seen.method == "POST" else 401
            named = {"DPoP_Nonce": f"nonce-{self.count}", "WWW_Authenticate": kind}
            return as_json({"error": "use_dpop_nonce"}, status, **named)
        except (AssertionError, ValueError):
            return as_json({"error": "invalid_dpop_proof"}, 400)
        return None

    def bind(self, seen: Seen, token: str) -> str:
        """Remembers whose the token is; its type."""
        if not self.on:
            return "Bearer"
        self.bound[token] = self._open(seen)[1].thumbprint()
        return "DPoP"

    def _open(self, seen: Seen) -> tuple[dict[str, object], ECKey]:
        proof = seen.headers.get("DPoP", "")
        assert proof, "no proof"
        found = jws.extract_compact(proof.encode())
        header = found.headers()
        assert (header["typ"], header["alg"]) == ("dpop+jwt", "ES256")
        assert "d" not in header["jwk"], "the private half"
        key = ECKey.import_key(header["jwk"])
        assert jws.validate_compact(found, key, algorithms=["ES256"])
        return json.loads(found.payload), key

    def _check(self, seen: Seen, origin: str) -> None:
        claims, key = self._open(seen)
        assert claims["htm"] == seen.method
        assert claims["htu"] == f"{origin}{seen.path}"
        assert claims["jti"] not in self.used
        self.used.add(str(claims["jti"]))
        if self.nonces and (self.always or claims.get("nonce") != f"nonce-{self.count}"):
            raise KeyError("nonce")
        token = seen.headers.get("Authorization", "").removeprefix("DPoP ")
        if token and seen.method == "GET":
            digest = hashlib.sha256(token.encode()).digest()
            assert claims["ath"] == base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
            assert self.bound[token] == key.thumbprint()
