"""How the terminal proves which terminal it is: ``private_key_jwt`` (OpenID Core section 9)."""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Mapping
from typing import Protocol
from urllib.parse import quote_plus

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from auth.clock import Clock
from auth.errors import ConfigWrong

_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_LIFE = 60  # seconds; an overheard assertion is soon worth nothing


class Credential(Protocol):
    """What a terminal adds to a form so that the provider knows it."""

    def form(self) -> Mapping[str, str]:
        """Form members for one request; fresh each time."""

    def headers(self) -> Mapping[str, str]:
        """Headers for one request."""


class PublicClient:
    """A terminal without a key of its own: it only says its name (RFC 6749 section 2.1)."""

    def __init__(self, client_id: str) -> None:
        self._client_id = client_id

    def form(self) -> Mapping[str, str]:
        """The client's name."""
        return {"client_id": self._client_id}

    def headers(self) -> Mapping[str, str]:
        """None."""
        return {}


class ClientSecret:
    """A client with a shared secret (RFC 6749 section 2.3.1).

    It goes in a header (``client_secret_basic``), which every provider must take, or in the
    form (``client_secret_post``), which is what some are set to. Never in both: RFC 6749
    allows one way in each request. For trying providers out; a terminal in service has a key.
    """

    def __init__(self, client_id: str, secret: str, *, in_form: bool = False) -> None:
        named = ":".join(quote_plus(part) for part in (client_id, secret))
        basic = "Basic " + base64.b64encode(named.encode()).decode("ascii")
        self._form = {"client_id": client_id, "client_secret": secret} if in_form else {}
        self._headers = {} if in_form else {"Authorization": basic}

    def form(self) -> Mapping[str, str]:
        """The name and the secret, or nothing."""
        return self._form

    def headers(self) -> Mapping[str, str]:
        """The name and the secret, or nothing."""
        return self._headers


class KeyAssertion:
    """A terminal that signs with its own key, ES256.

    The audience is the issuer and never an endpoint's address out of the provider's
    metadata: an assertion made for a hostile provider is then of no use at another one.
    """

    def __init__(self, client_id: str, issuer: str, key: ECKey, clock: Clock) -> None:
        self._client_id = client_id
        self._issuer = issuer
        self._key = key
        self._clock = clock

    def __repr__(self) -> str:
        """Names the terminal and hides the key."""
        return f"KeyAssertion({self._client_id!r})"

    def form(self) -> Mapping[str, str]:
        """The client's name with an assertion for one request (RFC 7523 section 2.2)."""
        return {
            "client_id": self._client_id,
            "client_assertion_type": _TYPE,
            "client_assertion": self._assertion(),
        }

    def headers(self) -> Mapping[str, str]:
        """None."""
        return {}

    def _assertion(self) -> str:
        now = int(self._clock.wall())
        claims = {
            "iss": self._client_id,
            "sub": self._client_id,
            "aud": self._issuer,
            "iat": now,
            "exp": now + _LIFE,
            "jti": secrets.token_urlsafe(16),
        }
        header = {"alg": "ES256", "typ": "JWT", "kid": self._key.thumbprint()}
        return jws.serialize_compact(header, json.dumps(claims), self._key, algorithms=["ES256"])


def new_key() -> str:
    """A fresh key for a terminal, as the text of a private JWK (P-256)."""
    key = ECKey.generate_key("P-256")
    return json.dumps(key.as_dict(private=True))


def public_part(secret: str) -> dict[str, str]:
    """The public JWK of a terminal's key, which is what a provider is told.

    Raises:
        ConfigWrong: not a private P-256 key.

    """
    key = load_key(secret)
    public = {name: str(value) for name, value in key.as_dict(private=False).items()}
    return {**public, "kid": key.thumbprint(), "use": "sig", "alg": "ES256"}


def load_key(secret: str) -> ECKey:
    """The key that ``new_key`` wrote.

    Raises:
        ConfigWrong: not a private P-256 key.

    """
    try:
        key = ECKey.import_key(json.loads(secret))
        if key.is_private and key.curve_name == "P-256":
            return key
    except (JoseError, ValueError, TypeError, KeyError, AttributeError):
        pass  # said below without the text, which is secret
    raise ConfigWrong("terminal key")
