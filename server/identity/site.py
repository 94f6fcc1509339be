"""The addresses of the provider, all below one base."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from server.base import base_url


@dataclass(frozen=True, slots=True)
class Site:
    """The public base address and what follows from it."""

    base: str

    @classmethod
    def of(cls, request: HttpRequest) -> Site:
        """The configured base; else the address the request came to (host already checked)."""
        return cls(base_url(request))

    @property
    def issuer(self) -> str:
        """The issuer identifier (OpenID Connect Discovery 1.0 §4)."""
        return self.base + "/id"

    @property
    def token(self) -> str:
        """The token endpoint, which is also an accepted audience of client assertions."""
        return self.issuer + "/token"

    @property
    def par(self) -> str:
        """Where authorization requests are pushed, an accepted audience too (RFC 9126 §2)."""
        return self.issuer + "/par"

    @property
    def phone(self) -> str:
        """The short address that is spoken and typed on a phone."""
        return self.base + "/d"
