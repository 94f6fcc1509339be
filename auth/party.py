"""The terminal as relying party of one provider: what every flow and the session need."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from auth.assertion import Credential
from auth.clock import Clock
from auth.config import ProviderConfig
from auth.discovery import Provider
from auth.idtoken import IdTokenChecker
from auth.profile import hash_subject
from auth.transport import Answer, Transport


@dataclass(frozen=True, slots=True)
class RelyingParty:
    """A provider with the terminal's way to talk to it; holds nothing of any visitor."""

    config: ProviderConfig
    transport: Transport
    provider: Provider
    checker: IdTokenChecker
    credential: Credential
    clock: Clock
    salt: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    """For ``hash_subject``; kept by the terminal if visits are to be told apart for longer."""

    def request_tokens(self, form: Mapping[str, str]) -> Answer:
        """Posts ``form`` to the token endpoint as this terminal."""
        return self.post(self.provider.metadata().token_endpoint, form)

    def post(self, url: str, form: Mapping[str, str]) -> Answer:
        """Posts ``form`` to ``url`` as this terminal; raises as ``Transport.post``."""
        return self.transport.post(url, {**form, **self.credential.form()})

    def hash_subject(self, sub: str) -> str:
        """The name of a subject in the audit log."""
        return hash_subject(self.salt, self.config.issuer, sub)


def relying_party(
    config: ProviderConfig,
    credential: Credential,
    *,
    clock: Clock | None = None,
    salt: bytes = b"",
) -> RelyingParty:
    """Builds the parts for one provider; nothing is fetched yet."""
    clock = clock or Clock()
    transport = Transport(config.limits, ca_bundle=config.ca_bundle)
    provider = Provider(config, transport, clock)
    return RelyingParty(
        config=config,
        transport=transport,
        provider=provider,
        checker=IdTokenChecker(provider, clock),
        credential=credential,
        clock=clock,
        salt=salt or secrets.token_bytes(32),
    )
