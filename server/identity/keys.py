"""The provider's signing keys: made once, kept in the data folder, rotated without a gap."""

from __future__ import annotations

import json
import os
import secrets
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from joserfc.jwk import ECKey, KeySet, RSAKey, import_key

ALGORITHMS = ("ES256", "RS256")
RETIRED_LIFE = 86_400
"""Seconds a replaced key still verifies; longer than any visit may last."""


@dataclass(frozen=True, slots=True)
class SigningKey:
    """One private key. ``retired_at`` is 0 while it signs (seconds since 1970)."""

    alg: str
    private: dict[str, Any]
    public: dict[str, Any]
    retired_at: float = 0.0

    @property
    def kid(self) -> str:
        """The RFC 7638 thumbprint."""
        return str(self.public["kid"])

    def key(self) -> ECKey | RSAKey:
        """The private key, ready to sign."""
        key = import_key(self.private)
        assert isinstance(key, ECKey | RSAKey)  # noqa: S101 - the file holds only what _make put there
        return key


def _make(alg: str) -> SigningKey:
    key = ECKey.generate_key("P-256") if alg == "ES256" else RSAKey.generate_key(2048)
    marks = {"kid": key.thumbprint(), "alg": alg, "use": "sig"}
    private, public = key.as_dict(private=True), key.as_dict(private=False)
    return SigningKey(alg, {**private, **marks}, {**public, **marks})


class KeyStore:
    """The keys in ``folder`` (file mode 0600), one signing key an algorithm.

    The file is read at every use: a rotation by another process counts at once.
    """

    def __init__(
        self,
        folder: Path,
        name: str = "signing_keys.json",
        algorithms: tuple[str, ...] = ALGORITHMS,
    ) -> None:
        self._path = folder / name
        self._algorithms = algorithms

    def signing_key(self, alg: str) -> SigningKey:
        """The key that signs with ``alg`` now; KeyError for an unknown algorithm."""
        for key in self._load():
            if key.alg == alg and not key.retired_at:
                return key
        raise KeyError(alg)

    def public(self) -> dict[str, Any]:
        """The JWK set (RFC 7517 §5): the signing keys and those not long retired."""
        return {"keys": [key.public for key in self._load()]}

    def key_set(self) -> KeySet:
        """The same for checking signatures."""
        return KeySet([import_key(key) for key in self.public()["keys"]])

    def rotate(self) -> None:
        """New keys sign from now on; the old ones verify for RETIRED_LIFE more seconds."""
        now = time.time()
        old = [
            key if key.retired_at else SigningKey(key.alg, key.private, key.public, now)
            for key in self._load()
            if not key.retired_at or now - key.retired_at < RETIRED_LIFE
        ]
        self._write([_make(alg) for alg in self._algorithms] + old, self._path)

    def _load(self) -> list[SigningKey]:
        try:
            text = self._path.read_text(encoding="ascii")
        except FileNotFoundError:
            self._create()
            text = self._path.read_text(encoding="ascii")
        return [SigningKey(**entry) for entry in json.loads(text)]

    def _create(self) -> None:
        """First keys. Two processes may both try: the link lets only one of them win."""
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        own = self._path.with_suffix("." + secrets.token_hex(8))
        self._write([_make(alg) for alg in self._algorithms], own)
        try:
            os.link(own, self._path)
        except FileExistsError:
            pass
        finally:
            own.unlink()

    @staticmethod
    def _write(keys: list[SigningKey], path: Path) -> None:
        draft = path.with_name(path.name + ".new")
        draft.unlink(missing_ok=True)
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            json.dump([asdict(key) for key in keys], file)
        draft.replace(path)
