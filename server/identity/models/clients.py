"""Terminals: the confidential clients of the provider."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from authlib.oauth2.rfc6749 import ClientMixin, scope_to_list
from django.db import models

DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code"
TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange"  # noqa: S105 - a name
CIBA = "urn:openid:params:grant-type:ciba"
GRANT_TYPES = (DEVICE_CODE, "refresh_token", "authorization_code", TOKEN_EXCHANGE, CIBA)
SCOPES = ("openid", "profile", "cases", "accessibility", "assist")
DEFAULT_SCOPES = ("openid", "profile")


def _is_loopback(uri: str) -> bool:
    """Whether it is plain HTTP to this very machine, by number."""
    parts = urlsplit(uri)
    return parts.scheme == "http" and parts.hostname in {"127.0.0.1", "::1"}


def _without_port(uri: str) -> str:
    """A loopback address without its port; others stay as they are."""
    if not _is_loopback(uri):
        return uri
    parts = urlsplit(uri)
    if parts.username is not None:
        return uri
    host = f"[{parts.hostname}]" if parts.hostname == "::1" else str(parts.hostname)
    return urlunsplit(parts._replace(netloc=host))


class Terminal(ClientMixin, models.Model):
    """A machine in a service centre, known by its public key (RFC 7523, private_key_jwt).

    With a ``backchannel_logout_uri`` it is another of the city's systems: it may look up the
    tokens that visitors bring and is told when their visits end, but starts no device sign-in.
    """

    client_id = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=100)
    place = models.CharField(max_length=200)
    lang = models.CharField(max_length=16, default="zh-Hans")
    jwks = models.JSONField()
    active = models.BooleanField(default=True)
    id_token_signed_response_alg = models.CharField(max_length=8, default="ES256")
    redirect_uris = models.JSONField(default=list, blank=True)
    post_logout_redirect_uris = models.JSONField(default=list, blank=True)
    backchannel_logout_uri = models.CharField(max_length=500, blank=True, default="")

    def __str__(self) -> str:
        return self.client_id

    def get_client_id(self) -> str:
        """The identifier in every message of the protocol."""
        return self.client_id

    def get_default_redirect_uri(self) -> str:
        """Empty unless exactly one is registered (RFC 6749 §3.1.2.3)."""
        return str(self.redirect_uris[0]) if len(self.redirect_uris) == 1 else ""

    def get_allowed_scope(self, scope: Collection[str] | str | None) -> str:
        """What it may have of what it asks; unknown scopes were refused before."""
        asked = scope_to_list(scope) or DEFAULT_SCOPES
        return " ".join(one for one in dict.fromkeys(asked) if one in SCOPES)

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        """Exact comparison (RFC 9700 §2.1), but for the port on loopback (RFC 8252 §7.3)."""
        return redirect_uri in self.redirect_uris or _without_port(redirect_uri) in {
            _without_port(known) for known in self.redirect_uris if _is_loopback(known)
        }

    def check_client_secret(self, client_secret: str) -> bool:
        """No terminal has a secret: a shared secret could be copied from one machine."""
        return False

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        """Only a signature of the terminal's own key, at every endpoint."""
        return self.active and method == "private_key_jwt"

    def check_grant_type(self, grant_type: str) -> bool:
        """Every terminal may use every grant of the provider."""
        of_terminals = (DEVICE_CODE, TOKEN_EXCHANGE, CIBA)
        return grant_type in GRANT_TYPES and not (self.is_system and grant_type in of_terminals)

    def check_response_type(self, response_type: str) -> bool:
        """The code flow, where a redirect address is registered."""
        return response_type == "code" and bool(self.redirect_uris)

    @property
    def is_system(self) -> bool:
        """Whether it is a system that visitors reach rather than the terminal they stand at."""
        return bool(self.backchannel_logout_uri)

    @property
    def client_metadata(self) -> dict[str, Any]:
        """The registration as the logout endpoint reads it."""
        return {"post_logout_redirect_uris": self.post_logout_redirect_uris}


class SpentAssertion(models.Model):
    """A client assertion or DPoP proof that was used: its ``jti`` never counts again.

    RFC 7523 §3; for proofs (RFC 9449 §11.1) ``client_id`` is ``dpop:`` and the key's thumbprint.
    """

    client_id = models.CharField(max_length=64)
    jti = models.CharField(max_length=64)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        """The constraint is what makes single use hold between two processes."""

        constraints = (models.UniqueConstraint(fields=("client_id", "jti"), name="identity_jti"),)

    def __str__(self) -> str:
        return f"{self.client_id} {self.expires_at:%H:%M:%S}"
