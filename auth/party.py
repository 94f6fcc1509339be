"""The terminal as relying party of one provider: what every flow and the session need."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from auth.assertion import Credential
from auth.clock import Clock
from auth.config import ProviderConfig
from auth.discovery import Provider
from auth.dpop import NONCE_WANTED, ProofKey
from auth.errors import BadAnswer
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

    @property
    def scope(self) -> str:
        """What a sign-in asks for; raises AuthError as ``Provider.metadata`` does."""
        named = self.provider.metadata().scopes
        optional = (scope for scope in self.config.optional_scopes if scope in named)
        return " ".join(dict.fromkeys((*self.config.scopes, *optional)))

    def proof_key(self) -> ProofKey | None:
        """A fresh key for one visit; None where tokens are not bound to one."""
        if self.config.dpop and self.provider.metadata().binds_tokens:
            return ProofKey(self.clock)
        return None

    def request_tokens(self, form: Mapping[str, str], *, proof: ProofKey | None = None) -> Answer:
        """Posts ``form`` to the token endpoint as this terminal, with a proof if there is a key.

        A provider that wants its nonce in the proof is answered once (RFC 9449 section 8).
        """
        url = self.provider.metadata().token_endpoint
        if proof is None:
            return self.post(url, form)
        answer = self.post(url, form, headers=proof.headers("POST", url))
        if proof.learn(url, answer.nonce) and _wants_nonce(answer):
            answer = self.post(url, form, headers=proof.headers("POST", url))
            proof.learn(url, answer.nonce)
        return answer

    def post(
        self,
        url: str,
        form: Mapping[str, str],
        *,
        headers: Mapping[str, str] | None = None,
        transport: Transport | None = None,
    ) -> Answer:
        """Posts ``form`` to ``url`` as this terminal; raises as ``Transport.post``."""
        sent = {**form, **self.credential.form()}
        proven = {**(headers or {}), **self.credential.headers()}
        return (transport or self.transport).post(url, sent, headers=proven)

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


def _wants_nonce(answer: Answer) -> bool:
    if answer.status not in (400, 401):
        return False
    try:
        return answer.json("token").get("error") == NONCE_WANTED
    except BadAnswer:
        return False
