"""Proof of possession (RFC 9449): a token that is overheard is of no use without its key."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import secrets
import threading
from collections.abc import Mapping
from urllib.parse import urlsplit

from joserfc import jws
from joserfc.jwk import ECKey

from auth.addresses import origin_of
from auth.clock import Clock

ALGORITHM = "ES256"
HEADER = "DPoP"
NONCE_HEADER = "DPoP-Nonce"
NONCE_WANTED = "use_dpop_nonce"

_NONCE = re.compile(r"[\x21\x23-\x5b\x5d-\x7e]{1,512}")  # RFC 9449 section 8.1: NQCHAR
_MOST_ORIGINS = 8


class ProofKey:
    """The key of one visit; it lives in memory and goes with the visit.

    Nonces are kept for each origin (RFC 9449 section 8.2): the provider's is not the portal's.
    Safe to use from several threads.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._key = ECKey.generate_key("P-256")
        self._lock = threading.Lock()
        self._nonces: dict[tuple[str, str, int], str] = {}

    def __repr__(self) -> str:
        """Nothing of the key."""
        return "ProofKey()"

    @property
    def thumbprint(self) -> str:
        """``dpop_jkt``: binds an authorization code to this key (RFC 9449 section 10)."""
        return self._key.thumbprint()

    def headers(self, method: str, url: str, *, token: str = "") -> Mapping[str, str]:
        """The header with a fresh proof for one request; ``token`` if one is presented."""
        claims = {
            "jti": secrets.token_urlsafe(16),
            "htm": method,
            "htu": _target(url),
            "iat": int(self._clock.wall()),
        }
        with self._lock:
            nonce = self._nonces.get(origin_of(url), "")
        if nonce:
            claims["nonce"] = nonce
        if token:
            digest = hashlib.sha256(token.encode("ascii")).digest()
            claims["ath"] = base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")
        header = {"typ": "dpop+jwt", "alg": ALGORITHM, "jwk": self._key.as_dict(private=False)}
        registry = jws.JWSRegistry(algorithms=[ALGORITHM])
        proof = jws.serialize_compact(header, json.dumps(claims), self._key, registry=registry)
        return {HEADER: proof}

    def learn(self, url: str, nonce: str) -> bool:
        """Keeps the nonce that an answer from ``url`` asks for; True if it is a new one.

        What cannot stand in a nonce is left out, and so is the ninth origin: neither is
        anything that a sound provider sends.
        """
        if not _NONCE.fullmatch(nonce):
            return False
        origin = origin_of(url)
        with self._lock:
            full = len(self._nonces) >= _MOST_ORIGINS and origin not in self._nonces
            if full or self._nonces.get(origin) == nonce:
                return False
            self._nonces[origin] = nonce
        return True


def _target(url: str) -> str:
    """The address without query and fragment (RFC 9449 section 4.2)."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}{parts.path}"
