"""Signatures of compact tokens (RFC 7515), with pinned algorithms and sane limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from joserfc import jws
from joserfc.errors import JoseError
from typing_extensions import override

from auth.errors import BadToken
from auth.keys import VerifyingKey
from auth.strictjson import parse_object

_MOST_TRIES = 5
_TYPES = ("jwt", "application/jwt")


class _Registry(jws.JWSRegistry):
    """joserfc's header rules with room for a certificate chain.

    Its own limit of 512 bytes refuses legitimate ``x5c`` headers; the members of such a
    header are ignored either way, a key is never taken from a token.
    """

    max_header_length = 8 * 1024
    max_payload_length = 64 * 1024
    max_signature_length = 2 * 1024

    @override
    def get_alg(self, name: str) -> Any:  # its class is not public
        """Keys here are of Ed25519 only, for which EdDSA is the older name (RFC 9864)."""
        known = name == "EdDSA" and name in (self.allowed or ())
        return self.algorithms["Ed25519"] if known else super().get_alg(name)


@dataclass(frozen=True, slots=True)
class Signed:
    """The content of a token whose signature was found good."""

    algorithm: str
    claims: dict[str, Any]


class NoKeyFits(BadToken):
    """No known key made the signature: forged, or the provider has changed its keys."""


def open_signed(token: str, keys: Sequence[VerifyingKey], algorithms: Sequence[str]) -> Signed:
    """The claims of ``token`` if one of ``keys`` made its signature.

    Raises:
        NoKeyFits: the form is right, the signature is not, or its key is unknown.
        BadToken: not a signed token of an accepted type and algorithm.

    """
    registry = _Registry(algorithms=list(algorithms), strict_check_header=False)
    try:
        found = jws.extract_compact(token.encode("ascii"), None, registry)
        header = found.headers()
        registry.check_header(header)
        algorithm = _accepted(header, algorithms)
        _verify(found, _candidates(header, keys), registry)
    except NoKeyFits:
        raise
    except (JoseError, ValueError, TypeError, AttributeError, RecursionError):
        raise BadToken("form") from None
    try:
        return Signed(algorithm, parse_object(found.payload))
    except ValueError:
        raise BadToken("payload") from None


def _accepted(header: dict[str, Any], algorithms: Sequence[str]) -> str:
    if "crit" in header or "b64" in header:
        raise BadToken("crit")
    typ = header.get("typ", "JWT")
    if not isinstance(typ, str) or typ.lower() not in _TYPES:
        raise BadToken("typ")  # an access token (at+jwt) must not pass for an ID token
    algorithm = header.get("alg")
    if algorithm not in algorithms:
        raise BadToken("alg")
    return str(algorithm)


def _candidates(header: dict[str, Any], keys: Sequence[VerifyingKey]) -> list[VerifyingKey]:
    fit = [key for key in keys if header["alg"] in key.algorithms]
    kid = header.get("kid")
    if kid is not None:
        fit = [key for key in fit if key.kid == kid]
    return fit[:_MOST_TRIES]


def _verify(
    found: jws.CompactSignature, candidates: Sequence[VerifyingKey], registry: jws.JWSRegistry
) -> None:
    for candidate in candidates:
        try:
            if jws.validate_compact(found, candidate.key, registry=registry):
                return
        except (JoseError, ValueError):
            continue
    raise NoKeyFits("signature")
