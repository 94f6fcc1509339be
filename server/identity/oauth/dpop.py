"""Proof of possession (RFC 9449): tokens that only their key's owner can use."""

from __future__ import annotations

import base64
import hashlib
import hmac
import time
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import urlsplit, urlunsplit

from authlib.oauth2 import OAuth2Error
from django.utils.crypto import salted_hmac
from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from server.identity.models import SpentAssertion

ALGORITHMS: Final = ("ES256",)
WINDOW: Final = 60
"""Seconds a proof may be old, or early by the terminal's clock."""
NONCE_LIFE: Final = 150
"""Seconds; a nonce counts for one to two of these."""
LONGEST: Final = 4096


class DpopError(OAuth2Error):
    """``invalid_dpop_proof``; as UseNonce, ``use_dpop_nonce`` with a nonce to use."""

    error = "invalid_dpop_proof"
    status_code = 400


class UseNonce(DpopError):
    """The proof lacks a nonce of ours, or has an old one (§8)."""

    error = "use_dpop_nonce"


def nonce(ago: int = 0) -> str:
    """The server's nonce of now, or of so many windows ago; every process knows the same."""
    window = int(time.time()) // NONCE_LIFE - ago
    return salted_hmac("identity.dpop", str(window), algorithm="sha256").hexdigest()[:32]


def check(
    proof: str, method: str, address: str, *, token: str = "", nonce_needed: bool = False
) -> str:
    """The RFC 7638 thumbprint of the key that made ``proof`` for this very request (§4.3).

    ``token`` is the access token that comes along. Raises DpopError; last of all the proof's
    ``jti`` is spent, so that a request refused for another reason may be repeated.
    """
    key = _key(proof)
    try:
        claims = jwt.decode(proof, key, algorithms=list(ALGORITHMS)).claims
    except (JoseError, ValueError, TypeError, RecursionError) as error:
        raise DpopError(description="The proof is not signed by its key.") from error
    if claims.get("htm") != method or _plain(claims.get("htu")) != _plain(address):
        raise DpopError(description="The proof is for another request.")
    made = claims.get("iat")
    if not isinstance(made, int | float) or abs(time.time() - made) > WINDOW:
        raise DpopError(description="The proof is too old or too early.")
    if token and not _same(claims.get("ath"), token_hash(token)):
        raise DpopError(description="The proof is for another token.")
    _check_nonce(claims.get("nonce"), needed=nonce_needed)
    thumbprint = key.thumbprint()
    _spend(thumbprint, claims.get("jti"))
    return thumbprint


def token_hash(token: str) -> str:
    """What the claim ``ath`` must be (§4.2)."""
    made = hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
    return base64.urlsafe_b64encode(made).rstrip(b"=").decode("ascii")


def _key(proof: str) -> ECKey:
    """The public key in the header; nothing else in the header counts."""
    if len(proof) > LONGEST:
        raise DpopError(description="The proof is too long.")
    try:
        header = jws.extract_compact(proof.encode("ascii")).protected
        jwk: Any = header.get("jwk")
        if header.get("typ") != "dpop+jwt" or not isinstance(jwk, dict):
            raise DpopError(description="This is no proof.")
        if (jwk.get("kty"), jwk.get("crv")) != ("EC", "P-256") or "d" in jwk:
            raise DpopError(description="The key must be a public P-256 key.")
        return ECKey.import_key({name: jwk[name] for name in ("kty", "crv", "x", "y")})
    except (JoseError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise DpopError(description="This is no proof.") from error


def _plain(address: object) -> str:
    """An address as far as it is compared: no query, no fragment, host in small letters."""
    if not isinstance(address, str):
        return ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path, "", ""))


def _same(given: object, right: str) -> bool:
    return isinstance(given, str) and hmac.compare_digest(given.encode(), right.encode())


def _check_nonce(given: object, *, needed: bool) -> None:
    if given is None and not needed:
        return
    if not (_same(given, nonce()) or _same(given, nonce(1))):
        raise UseNonce(description="The proof needs the nonce of this answer.")


def _spend(thumbprint: str, jti: object) -> None:
    """Lets a ``jti`` count once; the database's constraint decides between two at once."""
    if not isinstance(jti, str) or not 1 <= len(jti) <= 255:
        raise DpopError(description="The proof has no jti.")
    _, fresh = SpentAssertion.objects.get_or_create(
        client_id=f"dpop:{thumbprint}",
        jti=hashlib.sha256(jti.encode("utf-8", "surrogatepass")).hexdigest(),
        defaults={"expires_at": datetime.fromtimestamp(time.time() + 2 * WINDOW, UTC)},
    )
    if not fresh:
        raise DpopError(description="The proof was used before.")
