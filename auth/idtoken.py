"""Checks of an ID token (OpenID Connect Core 1.0 section 3.1.3.7, and stricter).

The provider's metadata has no say in any of them: issuer, audience and algorithms are the
configured ones. authlib's claim classes are not used because by default they accept an empty
audience, a foreign one with our ``azp``, an empty subject and a token a day old.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from auth.clock import Clock
from auth.config import ProviderConfig
from auth.discovery import Provider
from auth.errors import BadToken, ClockWrong
from auth.jws import NoKeyFits, Signed, open_signed
from auth.preferences import CLAIM
from auth.profile import pick

_MOST_SUB = 255  # OpenID Connect Core section 2
_ACR = re.compile(r"[\x21-\x7e]{1,255}")  # words or addresses; shown to whoever tries a provider
_SLACK = 2.0
"""Seconds between a provider's writing ``auth_time`` and our opening its page."""


@dataclass(frozen=True, slots=True)
class IdClaims:
    """The checked claims of an ID token, and of the rest only what a terminal may know."""

    iss: str
    sub: str
    aud: str
    iat: float
    exp: float
    auth_time: float | None
    acr: str
    profile: Mapping[str, str]
    """``name``, ``masked_name`` and ``locale`` as far as the provider gave them."""

    preferences: object = None
    """The claim of that name as it came; ``auth.preferences`` reads it."""

    roles: tuple[str, ...] = ()
    """What the person is besides a visitor, as far as the provider says it to a terminal."""

    def __repr__(self) -> str:
        """Says nothing about the person."""
        return f"IdClaims(iss={self.iss!r}, acr={self.acr!r})"


@dataclass(frozen=True, slots=True)
class Expected:
    """What this very sign-in asked for, beside what every token must be."""

    access_token: str = ""
    nonce: str = ""
    issued_after: float | None = None
    """POSIX seconds; a device grant has no nonce and is bound by time instead."""

    signed_in_within: float | None = None
    """Seconds; set after ``prompt=login``, ``max_age`` or a step-up (RFC 9470)."""

    auth_time_needed: bool = True
    """False: a token that does not say when the person signed in will do as well."""

    acr: str = ""
    """The weakest level of assurance that will do."""

    same_as: IdClaims | None = None
    """The claims of the sign-in that is being refreshed (Core section 12.2)."""

    server_date: float | None = None
    """The ``Date`` of the answer, which tells a wrong clock from a wrong token."""


class IdTokenChecker:
    """Turns ID tokens of one provider into claims that can be relied on."""

    def __init__(self, provider: Provider, clock: Clock) -> None:
        self._provider = provider
        self._config = provider.config
        self._clock = clock

    def check(self, token: str, expected: Expected) -> IdClaims:
        """The claims of ``token``.

        Raises:
            BadToken: a check failed; ``detail`` names the claim.
            ClockWrong: it failed because the terminal's clock is wrong.
            AuthError: the provider's keys cannot be had.

        """
        signed = self._open(token)
        claims = signed.claims
        subject = _identity(claims, self._config)
        self._check_times(claims, expected)
        _check_binding(signed, expected)
        found = IdClaims(
            iss=self._config.issuer,
            sub=subject,
            aud=self._config.client_id,
            iat=_number(claims, "iat"),
            exp=_number(claims, "exp"),
            # 0 is what glewlwyd writes where it does not know; nobody signed in in 1970
            auth_time=(_number(claims, "auth_time") or None) if "auth_time" in claims else None,
            acr=_level(claims.get("acr")),
            profile=pick(claims),
            roles=_roles(claims.get("roles")),
            preferences=claims.get(CLAIM),
        )
        _check_request(found, expected, self._config)
        return found

    def open_userinfo(self, token: str) -> Mapping[str, Any]:
        """The claims of a signed userinfo answer (Core section 5.3.2); raises as ``check``."""
        claims = self._open(token).claims
        if claims.get("iss", self._config.issuer) != self._config.issuer:
            raise BadToken("iss")
        if "aud" in claims and not _for_us(claims["aud"], self._config):
            raise BadToken("aud")
        return claims

    def _open(self, token: str) -> Signed:
        algorithms = self._config.algorithms
        try:
            return open_signed(token, self._provider.keys(), algorithms)
        except NoKeyFits:
            fresher = self._provider.fresher_keys()
            if fresher is None:
                raise
            return open_signed(token, fresher, algorithms)

    def _check_times(self, claims: dict[str, Any], expected: Expected) -> None:
        failed = _wrong_time(claims, expected, self._config, self._clock.wall())
        if not failed:
            return
        if expected.server_date is not None:
            skew = self._clock.wall() - expected.server_date
            after = expected.issued_after
            theirs = replace(expected, issued_after=None if after is None else after - skew)
            still = _wrong_time(claims, theirs, self._config, expected.server_date)
            if abs(skew) > self._config.limits.leeway and not still:
                raise ClockWrong(skew)
        raise BadToken(failed)


def _identity(claims: dict[str, Any], config: ProviderConfig) -> str:
    if claims.get("iss") != config.issuer:
        raise BadToken("iss")
    if not _for_us(claims.get("aud"), config):
        raise BadToken("aud")
    if claims.get("azp", config.client_id) != config.client_id:
        raise BadToken("azp")
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 1 <= len(subject) <= _MOST_SUB:
        raise BadToken("sub")
    return subject


def _for_us(audience: object, config: ProviderConfig) -> bool:
    """A first party: what is for us and for someone who is not configured is not for us."""
    names = [audience] if isinstance(audience, str) else audience
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        return False
    return config.client_id in names and {*names} <= {config.client_id, *config.audiences}


def _wrong_time(
    claims: dict[str, Any], expected: Expected, config: ProviderConfig, now: float
) -> str:
    """The claim that is wrong at the time ``now``, or nothing."""
    limits = config.limits
    issued, expires = _number(claims, "iat"), _number(claims, "exp")
    starts = _number(claims, "nbf") if "nbf" in claims else issued
    if not issued < expires <= issued + limits.token_life or expires <= now - limits.leeway:
        return "exp"
    if not now - limits.token_age - limits.leeway <= issued <= now + limits.leeway:
        return "iat"
    if expected.issued_after is not None and issued < expected.issued_after - limits.leeway:
        return "iat"
    return "nbf" if starts > now + limits.leeway else ""


def _check_binding(signed: Signed, expected: Expected) -> None:
    claims = signed.claims
    if expected.nonce and not _equal(claims.get("nonce"), expected.nonce):
        raise BadToken("nonce")
    if not expected.access_token or "at_hash" not in claims:
        return
    if not _equal(claims["at_hash"], _half_hash(expected.access_token, signed.algorithm)):
        raise BadToken("at_hash")


def _check_request(found: IdClaims, expected: Expected, config: ProviderConfig) -> None:
    if expected.signed_in_within is not None:
        _check_freshness(found, expected.signed_in_within, needed=expected.auth_time_needed)
    if expected.acr and not config.reaches(found.acr, expected.acr):
        raise BadToken("acr")
    before = expected.same_as
    if before is not None and (found.iss, found.sub, found.aud) != (
        before.iss,
        before.sub,
        before.aud,
    ):
        raise BadToken("sub")


def _check_freshness(found: IdClaims, within: float, *, needed: bool) -> None:
    if found.auth_time is None:
        if needed:
            raise BadToken("auth_time")
    # both times are the provider's, so that the terminal's clock does not matter
    elif not -_SLACK <= found.iat - found.auth_time <= within + _SLACK:
        raise BadToken("auth_time")


def _level(value: object) -> str:
    """A level that is not one that a provider could have been asked for is none."""
    return value if isinstance(value, str) and _ACR.fullmatch(value) else ""


def _roles(value: object) -> tuple[str, ...]:
    """Only a list of texts is one: a text by itself would be searched for letters."""
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, list) else ()


def _number(claims: dict[str, Any], name: str) -> float:
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadToken(name)
    try:
        number = float(value)
    except OverflowError:
        raise BadToken(name) from None
    if not math.isfinite(number):
        raise BadToken(name)
    return number


def _half_hash(token: str, algorithm: str) -> str:
    """``at_hash`` (Core section 3.1.3.6); Ed25519 signs with SHA-512 inside.

    authlib's own knows the name EdDSA and not Ed25519.
    """
    bits = "512" if algorithm.startswith("Ed") else algorithm[2:]
    digest = hashlib.new(f"sha{bits}", token.encode("ascii")).digest()
    return base64.urlsafe_b64encode(digest[: len(digest) // 2]).rstrip(b"=").decode("ascii")


def _equal(given: object, wanted: str) -> bool:
    return isinstance(given, str) and hmac.compare_digest(given.encode(), wanted.encode())
