"""What a deployment says about its provider; nothing here is ever taken from the provider."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from auth.addresses import origin_of, require_safe
from auth.errors import ConfigWrong

ALGORITHMS = ("RS256", "PS256", "ES256")
"""The signature algorithms that are accepted unless a deployment names others."""

FURTHER = ("RS384", "RS512", "PS384", "PS512", "ES384", "ES512", "EdDSA", "Ed25519")
"""What a deployment may name besides: asymmetric all of them."""


WAYS = ("device", "ask", "page")
"""With a code for a phone (RFC 8628), by asking a phone (CIBA), on a page of the provider."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on what a provider may send and how long it may take; seconds and bytes."""

    connect: float = 3.0
    read: float = 3.0
    total: float = 8.0
    """For a whole request, also against a server that drips."""

    answer_bytes: int = 256 * 1024
    leeway: float = 60.0
    """How far the clocks of terminal and provider may differ."""

    token_age: float = 300.0
    """How old an ID token may be when it arrives."""

    token_life: float = 86_400.0
    metadata_age: float = 3600.0
    refetch_interval: float = 60.0
    """At least this long between two fetches of the keys, however many bad tokens come."""

    refresh_before: float = 60.0
    renew_before: float = 10.0
    """A device code is replaced this long before it expires (RFC 8628 section 3.2)."""


@dataclass(frozen=True, slots=True)
class ProviderConfig:
    """One provider as the deployment pins it.

    Raises:
        ConfigWrong: a value that could not be safe; ``detail`` is the field's name.

    """

    issuer: str
    client_id: str
    scopes: tuple[str, ...] = ("openid", "profile", "cases")
    optional_scopes: tuple[str, ...] = ("accessibility",)
    """Asked for where the provider names them; others might refuse the sign-in for one."""

    staff_role: str = "staff"
    """The value in the claim ``roles`` of those who may help at a terminal."""

    algorithms: tuple[str, ...] = ALGORITHMS
    audiences: tuple[str, ...] = ()
    """Who else an ID token may be for beside this terminal (OpenID Connect Core 3.1.3.7)."""

    allowed_origins: tuple[str, ...] = ()
    """Origins beside the issuer's own where endpoints may lie, ``https://keys.example``."""

    token_origins: tuple[str, ...] = ()
    """Origins beside the issuer's own that the access token may be sent to."""

    acr_levels: tuple[str, ...] = ("2", "3", "4", "5")
    """Levels of assurance, weakest first."""

    dpop: bool = True
    """Tokens are bound to a key of the visit (RFC 9449) where the provider says it can; False
    for one that says so and does not do it. A portal must know such tokens as well."""

    par: bool = True
    """Requests are pushed (RFC 9126) where the provider says it takes them; False for one that
    does not take them from this client."""

    auth_time: bool = True
    """A sign-in by a page must say when the person was asked. False for a provider that never
    says it: then only the fresh profile tells a visitor from the one before."""

    ways: frozenset[str] = frozenset(WAYS)
    """Which ways of signing in this client may go; some providers name all they know, whatever
    a client may."""

    ca_bundle: str = ""
    """A file of CA certificates; empty: those that requests brings along."""

    limits: Limits = field(default_factory=Limits)

    def __post_init__(self) -> None:
        """Refuses what would weaken every later check."""
        require_safe(self.issuer, "issuer")
        if urlsplit(self.issuer).query or urlsplit(self.issuer).fragment:
            raise ConfigWrong("issuer")
        if not self.client_id:
            raise ConfigWrong("client_id")
        if "openid" not in self.scopes:
            raise ConfigWrong("scopes")
        if not self.algorithms or not set(self.algorithms) <= set(ALGORITHMS + FURTHER):
            raise ConfigWrong("algorithms")
        if self.ca_bundle and not Path(self.ca_bundle).is_file():
            raise ConfigWrong("ca_bundle")
        for origin in self.allowed_origins + self.token_origins:
            require_safe(origin, "origins")

    def may_hold_endpoint(self, url: str) -> bool:
        """True if an endpoint may lie at ``url``: the issuer's origin or the allow-list."""
        own = {origin_of(self.issuer), *map(origin_of, self.allowed_origins)}
        return origin_of(url) in own

    def may_receive_token(self, url: str) -> bool:
        """True if the access token may be sent to ``url``."""
        own = {origin_of(self.issuer), *map(origin_of, self.token_origins)}
        return origin_of(url) in own

    def reaches(self, acr: str, wanted: str) -> bool:
        """True if ``acr`` is one of the levels ``wanted``, separated by blanks, or stronger.

        Unknown levels reach nothing.
        """
        levels = self.acr_levels
        if acr not in levels:
            return False
        own = levels.index(acr)
        return any(own >= levels.index(each) for each in wanted.split() if each in levels)
