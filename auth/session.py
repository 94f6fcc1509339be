"""The session of the visitor who is signed in: the only owner of their tokens."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from requests.auth import AuthBase

from auth.bearer import BearerAuth
from auth.config import ProviderConfig
from auth.dpop import ProofKey
from auth.errors import (
    AuthError,
    BadAnswer,
    BadToken,
    Distrusted,
    Expired,
    Refused,
    Unavailable,
)
from auth.idtoken import Expected, IdClaims
from auth.party import RelyingParty
from auth.profile import Visitor, pick, visitor_of
from auth.tokens import NotYet, Tokens, read_tokens
from auth.transport import Answer

_log = logging.getLogger(__name__)
_PATIENCE = 15.0
"""Seconds before a failed refresh is tried again: a page must not wait for it each time."""


@dataclass(frozen=True, slots=True)
class Held:
    """Tokens with the time, on the steady clock, until which the access token lives."""

    tokens: Tokens
    until: float


class Session:
    """One visitor, signed in, until ``surrender``.

    Whoever sends requests gets ``bearer()``, which holds this session and not a token, so
    that taking the tokens away here takes them away everywhere.
    """

    def __init__(
        self,
        party: RelyingParty,
        tokens: Tokens,
        claims: IdClaims,
        *,
        proof: ProofKey | None = None,
    ) -> None:
        self.party = party
        self.claims = claims
        """For a second sign-in that must be the same person's; nothing of it is for a screen."""

        self.proof = proof
        """The key that the tokens are bound to; None if they are not."""

        self.on_trouble: Callable[[AuthError], None] = lambda _error: None
        """Called when a refresh fails, once until one succeeds or fails for another reason."""

        self._state = threading.Lock()  # held for moments only, so that an ending never waits
        self._refreshing = threading.Lock()
        self._held: Held | None = Held(tokens, party.clock.steady() + tokens.life)
        self._trouble: AuthError | None = None
        self._patient_until = 0.0
        self.visitor: Visitor = self._visitor(claims.profile)

    def __repr__(self) -> str:
        """Says whether it lives; no token, no name."""
        return f"Session({self.visitor.sub_hash[:8]}, {'open' if self.open else 'ended'})"

    @property
    def config(self) -> ProviderConfig:
        """How the provider is set up, which says where a token may go."""
        return self.party.config

    @property
    def open(self) -> bool:
        """False once the tokens were surrendered or turned out to be worthless."""
        with self._state:
            return self._held is not None

    @property
    def trouble(self) -> AuthError | None:
        """Why the last refresh failed; None if it did not."""
        return self._trouble

    def bearer(self) -> AuthBase:
        """Authentication for requests: adds the access token that is valid at that moment.

        It never raises and never waits longer than one refresh. Without a valid token the
        request goes out bare, and the portal answers that one must sign in.
        """
        return BearerAuth(self)

    def current_token(self) -> str:
        """The access token, refreshed if it is about to expire; empty if there is none."""
        held = self._peek()
        if held is None:
            return ""
        if self._wants_refresh(held):
            try:
                self.refresh()
            except AuthError as error:
                _log.warning("refresh failed: %s", error.code)
            held = self._peek()
        alive = held is not None and held.until > self.party.clock.steady()
        return held.tokens.access if held is not None and alive else ""

    def refresh(self) -> None:
        """Exchanges the refresh token (OpenID Connect Core section 12).

        Raises:
            Expired: there is nothing to refresh, or the provider has ended the session.
            Distrusted: the answer is not to be believed; the session is over then.
            Unavailable: no answer; the present token goes on until it expires.

        """
        seen = self._peek()
        with self._refreshing:
            held = self._peek()
            if held is None or not held.tokens.refresh:
                raise Expired
            if held is not seen:
                return  # another thread has just done it
            try:
                fresh = self._exchange(held.tokens)
            except AuthError as error:
                before, self._trouble = self._trouble, error
                self._patient_until = self.party.clock.steady() + _PATIENCE
                if before is None or before.code != error.code:
                    self.on_trouble(error)
                if not isinstance(error, Unavailable):
                    _abandon(self)
                raise
            self._trouble = None
            self._replace(held, fresh)

    def userinfo(self) -> Mapping[str, str]:
        """What the provider's userinfo endpoint says, as far as a terminal may know it.

        Raises:
            Expired: the token is no longer accepted.
            BadToken: it is about another subject (OpenID Connect Core section 5.3.4).
            AuthError: no usable answer; an empty mapping if there is no such endpoint.

        """
        url = self.party.provider.metadata().userinfo_endpoint
        token = self.current_token()
        if not url:
            return {}
        answer = self._get(url, token)
        return pick(_checked_userinfo(answer, self))

    def learn_name(self) -> None:
        """Asks the userinfo endpoint for a name if the ID token had none.

        Raises:
            BadToken: the answer is about somebody else.

        """
        if self.visitor.name or self.visitor.masked_name:
            return
        try:
            self.visitor = self._visitor({**self.userinfo(), **self.claims.profile})
        except BadToken:
            raise
        except AuthError as error:
            _log.warning("userinfo failed: %s", error.code)

    @property
    def refreshable(self) -> bool:
        """True if there is a refresh token."""
        held = self._peek()
        return held is not None and bool(held.tokens.refresh)

    def copy(self) -> Session | None:
        """The same tokens in a session of its own, as a thief would hold them.

        For proving that an ending killed them; None if they were surrendered.
        """
        held = self._peek()
        if held is None:
            return None
        return Session(self.party, held.tokens, self.claims, proof=self.proof)

    def surrender(self) -> Tokens | None:
        """Takes the tokens out for good; None if that was done before. Never waits."""
        with self._state:
            held, self._held = self._held, None
        return held.tokens if held is not None else None

    def headers(self, method: str, url: str, token: str) -> Mapping[str, str]:
        """What presents ``token`` in one request (RFC 6750, RFC 9449 section 7)."""
        if self.proof is None:
            return {"Authorization": f"Bearer {token}"}
        proof = self.proof.headers(method, url, token=token)
        return {"Authorization": f"DPoP {token}", **proof}

    def _get(self, url: str, token: str) -> Answer:
        answer = self.party.transport.get(url, headers=self.headers("GET", url, token))
        if self.proof is not None and self.proof.learn(url, answer.nonce) and answer.status == 401:
            answer = self.party.transport.get(url, headers=self.headers("GET", url, token))
            self.proof.learn(url, answer.nonce)
        return answer

    def _visitor(self, profile: Mapping[str, str]) -> Visitor:
        sub_hash = self.party.hash_subject(self.claims.sub)
        return visitor_of(profile, sub_hash=sub_hash, acr=self.claims.acr)

    def _peek(self) -> Held | None:
        with self._state:
            return self._held

    def _wants_refresh(self, held: Held) -> bool:
        limits, now = self.party.config.limits, self.party.clock.steady()
        if not held.tokens.refresh or now < self._patient_until:
            return False
        return held.until - now < limits.refresh_before

    def _exchange(self, old: Tokens) -> Tokens:
        form = {"grant_type": "refresh_token", "refresh_token": old.refresh}
        answer = self.party.request_tokens(form, proof=self.proof)
        try:
            fresh = read_tokens(answer, id_token_required=False, bound=self.proof is not None)
        except NotYet:
            raise BadAnswer("token", "error") from None
        except Refused:
            raise Expired from None  # invalid_grant: ended at the provider
        if fresh.id_token:
            _check_refreshed(self, fresh, answer)
        return replace(
            fresh,
            refresh=fresh.refresh or old.refresh,
            id_token=fresh.id_token or old.id_token,
        )

    def _replace(self, old: Held, fresh: Tokens) -> None:
        with self._state:
            if self._held is old:
                self._held = Held(fresh, self.party.clock.steady() + fresh.life)
                return
        # ended while the answer was on its way: what came must not outlive the visit
        revoke(self.party, fresh)


def revoke(party: RelyingParty, tokens: Tokens) -> None:
    """Revokes tokens that nobody will use (RFC 7009); a failure is logged and left."""
    try:
        url = party.provider.metadata().revocation_endpoint
        if url:
            party.post(url, {"token": tokens.refresh or tokens.access})
    except AuthError as error:
        _log.warning("revocation failed: %s", error.code)


def _check_refreshed(session: Session, fresh: Tokens, answer: Answer) -> None:
    party = session.party
    expected = Expected(access_token=fresh.access, same_as=session.claims, server_date=answer.date)
    try:
        party.checker.check(fresh.id_token, expected)
    except Distrusted:
        revoke(party, fresh)  # nobody will use them, so nobody shall
        raise


def _abandon(session: Session) -> None:
    """Ends a session that went wrong; the ending of the visit will find nothing to revoke."""
    tokens = session.surrender()
    if tokens is not None:
        revoke(session.party, tokens)


def _checked_userinfo(answer: Answer, session: Session) -> Mapping[str, Any]:
    if answer.status in (401, 403):
        raise Expired
    if answer.status != 200:
        raise BadAnswer("userinfo", f"status {answer.status}")
    if answer.media_type == "application/jwt":
        body = session.party.checker.open_userinfo(answer.text("userinfo"))
    else:
        body = answer.json("userinfo")
    if body.get("sub") != session.claims.sub:
        raise BadToken("sub")
    return body
