"""What a provider says about itself (OpenID Connect Discovery 1.0), believed sparingly."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Any

from auth.addresses import is_safe
from auth.clock import Clock
from auth.config import ProviderConfig
from auth.dpop import ALGORITHM
from auth.errors import BadAnswer
from auth.keys import VerifyingKey, import_keys
from auth.transport import Answer, Transport

_WHERE = "discovery"
TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange"  # noqa: S105 - a name


@dataclass(frozen=True, slots=True)
class Metadata:
    """The members that are used; every other one is ignored, whatever it says.

    An endpoint that the provider does not have is the empty string.
    """

    jwks_uri: str
    token_endpoint: str
    authorization_endpoint: str = ""
    device_authorization_endpoint: str = ""
    userinfo_endpoint: str = ""
    revocation_endpoint: str = ""
    end_session_endpoint: str = ""
    pushed_authorization_request_endpoint: str = ""
    backchannel_authentication_endpoint: str = ""
    accessibility_preferences_endpoint: str = ""
    settings_code_endpoint: str = ""
    settings_keys_uri: str = ""
    names_itself: bool = False
    """``iss`` stands in every authorization answer (RFC 9207)."""

    binds_tokens: bool = False
    """Proofs of possession by ES256 are understood (RFC 9449)."""

    exchanges: bool = False
    """A token can be had that says who acts for whom (RFC 8693)."""

    asks_by_poll: bool = False
    """The answer of a phone that was asked can be fetched (CIBA Core section 4)."""

    scopes: tuple[str, ...] = ()
    """The scopes that the provider names; it may know others."""

    @property
    def by_phone(self) -> bool:
        """Whether a phone can approve a code (RFC 8628)."""
        return bool(self.device_authorization_endpoint)

    @property
    def by_asking(self) -> bool:
        """Whether a person's phone can be asked, if it is known who it is (CIBA)."""
        return bool(self.backchannel_authentication_endpoint) and self.asks_by_poll

    @property
    def by_page(self) -> bool:
        """Whether a visitor can sign in on a page of the provider (RFC 6749 section 4.1)."""
        return bool(self.authorization_endpoint)


_REQUIRED = ("jwks_uri", "token_endpoint")
_OPTIONAL = (
    "authorization_endpoint",
    "device_authorization_endpoint",
    "userinfo_endpoint",
    "revocation_endpoint",
    "end_session_endpoint",
    "pushed_authorization_request_endpoint",
    "backchannel_authentication_endpoint",
    "accessibility_preferences_endpoint",
    "settings_code_endpoint",
    "settings_keys_uri",
)
_WAY_OF = {
    "authorization_endpoint": "page",
    "device_authorization_endpoint": "device",
    "backchannel_authentication_endpoint": "ask",
}
"""What is of no use where the client may not go that way."""


class Provider:
    """A provider's addresses and keys, fetched when first needed and kept for an hour."""

    def __init__(self, config: ProviderConfig, transport: Transport, clock: Clock) -> None:
        self.config = config
        self._transport = transport
        self._clock = clock
        self._lock = threading.RLock()
        self._metadata: tuple[float, Metadata] | None = None
        self._keys: tuple[float, tuple[VerifyingKey, ...]] | None = None
        self._last_fetch: float | None = None

    def metadata(self) -> Metadata:
        """The provider's addresses.

        Raises:
            AuthError: the document cannot be had, or it is not this issuer's.

        """
        with self._lock:
            if self._metadata is None or self._is_old(self._metadata[0]):
                base = self.config.issuer.rstrip("/")
                answer = self._transport.get(f"{base}/.well-known/openid-configuration")
                found = _read(_object(answer, _WHERE), self.config)
                self._metadata = (self._clock.steady(), found)
            return self._metadata[1]

    def known(self) -> Metadata:
        """The addresses as last fetched, however old, without asking; empty if never fetched.

        For an ending, which has no time to fetch anything.
        """
        fetched = self._metadata
        return fetched[1] if fetched is not None else Metadata("", "")

    def keys(self) -> tuple[VerifyingKey, ...]:
        """The keys that sign for the provider; raises AuthError as ``metadata`` does."""
        with self._lock:
            if self._keys is None or self._is_old(self._keys[0]):
                self._fetch_keys()
            return self._keys[1] if self._keys is not None else ()

    def fresher_keys(self) -> tuple[VerifyingKey, ...] | None:
        """The keys fetched once more after a signature that none of them made.

        None if that was done less than the minimum interval ago: keys rotate rarely, and bad
        tokens must not make the terminal hammer the provider.
        """
        with self._lock:
            interval = self.config.limits.refetch_interval
            now = self._clock.steady()
            if self._last_fetch is not None and now - self._last_fetch < interval:
                return None
            self._last_fetch = now
            self._fetch_keys()
            return self._keys[1] if self._keys is not None else ()

    def _fetch_keys(self) -> None:
        answer = self._transport.get(self.metadata().jwks_uri)
        keys = import_keys(_object(answer, "jwks"))
        if not keys:
            raise BadAnswer("jwks", "no usable key")
        self._keys = (self._clock.steady(), keys)

    def _is_old(self, fetched: float) -> bool:
        return self._clock.steady() - fetched > self.config.limits.metadata_age


def _object(answer: Answer, where: str) -> dict[str, Any]:
    if answer.status != 200:
        raise BadAnswer(where, f"status {answer.status}")
    return answer.json(where)


def _read(document: dict[str, Any], config: ProviderConfig) -> Metadata:
    # exact equality with the configured issuer, OpenID Connect Discovery section 4.3
    if document.get("issuer") != config.issuer:
        raise BadAnswer(_WHERE, "issuer")
    found: dict[str, str] = {}
    for name in _REQUIRED + _OPTIONAL:
        url = document.get(name)
        url = "" if url is None else url  # some write null for what they do not have
        if not isinstance(url, str) or (not url and name in _REQUIRED):
            raise BadAnswer(_WHERE, name)
        if url and not (is_safe(url) and config.may_hold_endpoint(url)):
            raise BadAnswer(_WHERE, name)
        way = _WAY_OF.get(name)
        found[name] = url if way is None or way in config.ways else ""
    # a provider without S256 leaves a code that is overheard open to anyone (RFC 9700, 2.1.1)
    if "S256" not in _texts(document, "code_challenge_methods_supported", ["S256"]):
        raise BadAnswer(_WHERE, "code_challenge_methods_supported")
    return Metadata(
        **found,
        names_itself=document.get("authorization_response_iss_parameter_supported") is True,
        scopes=tuple(_texts(document, "scopes_supported", [])),
        exchanges=TOKEN_EXCHANGE in _texts(document, "grant_types_supported", []),
        asks_by_poll="poll" in _texts(document, "backchannel_token_delivery_modes_supported", []),
        binds_tokens=ALGORITHM in _texts(document, "dpop_signing_alg_values_supported", []),
    )


def _texts(document: dict[str, Any], name: str, default: list[str]) -> list[str]:
    value = document.get(name)
    value = default if value is None else value
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise BadAnswer(_WHERE, name)
    return value
