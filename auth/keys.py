"""Public keys of a provider: which are fit to check a signature, and for which algorithm."""

from __future__ import annotations

from base64 import urlsafe_b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from joserfc.errors import JoseError
from joserfc.jwk import ECKey, OKPKey, RSAKey

_MOST_ENTRIES = 20
_RSA_BITS = range(2048, 8193)  # below: breakable (RFC 7518 section 3.3); above: a way to stall us
_PUBLIC = {"RSA": ("kty", "n", "e"), "EC": ("kty", "crv", "x", "y"), "OKP": ("kty", "crv", "x")}
_RSA = ("RS256", "PS256", "RS384", "PS384", "RS512", "PS512")
_CURVES = {
    "P-256": ("ES256",),
    "P-384": ("ES384",),
    "P-521": ("ES512",),
    "Ed25519": ("EdDSA", "Ed25519"),
}


@dataclass(frozen=True, slots=True)
class VerifyingKey:
    """A key that may have signed, and the algorithms that it may have signed with."""

    kid: str
    algorithms: tuple[str, ...]
    key: RSAKey | ECKey | OKPKey


def import_keys(jwks: Mapping[str, Any]) -> tuple[VerifyingKey, ...]:
    """The usable keys of a JWK set (RFC 7517), imported one by one.

    An entry that is broken, secret (``oct``), too small or not for signatures is left out and
    does not cost the others; OpenID's conformance suite asks for that.
    """
    entries = jwks.get("keys")
    if not isinstance(entries, list):
        return ()
    found = [_import(entry) for entry in entries[:_MOST_ENTRIES] if isinstance(entry, dict)]
    return tuple(key for key in found if key is not None)


def _import(entry: Mapping[str, Any]) -> VerifyingKey | None:
    kty, kid = entry.get("kty"), entry.get("kid", "")
    if not isinstance(kty, str) or kty not in _PUBLIC or not isinstance(kid, str):
        return None
    if not _for_signatures(entry):
        return None
    # only the public members: a set that leaks its private half must not give us one
    public = {name: entry[name] for name in _PUBLIC[kty] if isinstance(entry.get(name), str)}
    try:
        key = _fit_rsa(public) if kty == "RSA" else _fit_curve(public)
    except (JoseError, ValueError, TypeError, KeyError):
        return None
    fit = _RSA if kty == "RSA" else _CURVES.get(public["crv"], ())
    named = entry.get("alg")
    if kty == "OKP" and named in fit:
        named = None  # EdDSA and Ed25519 are two names of one algorithm (RFC 9864)
    algorithms = tuple(alg for alg in fit if named in (None, alg))
    return VerifyingKey(kid, algorithms, key) if key is not None and algorithms else None


def _for_signatures(entry: Mapping[str, Any]) -> bool:
    operations, use = entry.get("key_ops", ["verify"]), entry.get("use", "sig")
    return isinstance(operations, list) and "verify" in operations and bool(use == "sig")


def _fit_rsa(public: dict[str, str]) -> RSAKey | None:
    # measured before importing, where a small key is only worth a warning
    bits = int.from_bytes(urlsafe_b64decode(public["n"] + "==")).bit_length()
    return RSAKey.import_key({**public}) if bits in _RSA_BITS else None


def _fit_curve(public: dict[str, str]) -> ECKey | OKPKey | None:
    if public["crv"] not in _CURVES:
        return None
    kind = OKPKey if public["kty"] == "OKP" else ECKey
    return kind.import_key({**public})
