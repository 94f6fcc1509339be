"""Who acts for whom: the visitor's token, with a member of staff named in it (RFC 8693)."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from requests.auth import AuthBase

from auth.bearer import BearerAuth
from auth.config import ProviderConfig
from auth.discovery import TOKEN_EXCHANGE
from auth.dpop import ProofKey
from auth.errors import AuthError, BadAnswer, Refused, Unavailable
from auth.party import RelyingParty
from auth.session import Session
from auth.tokens import NotYet, Tokens, read_tokens

_log = logging.getLogger(__name__)
_ACCESS = "urn:ietf:params:oauth:token-type:access_token"
_EARLY = 30.0
"""Seconds before its end at which a token is exchanged anew."""

_PATIENCE = 15.0
"""Seconds before a failed exchange is tried again: a page must not wait for it each time."""


def staff_party(party: RelyingParty) -> RelyingParty:
    """The same provider for a member of staff: their name and role, none of their matters."""
    config = replace(
        party.config,
        scopes=("openid", "profile"),
        optional_scopes=("assist",),
    )
    return replace(party, config=config)


def require_staff(session: Session) -> None:
    """Raises Refused (``not_staff``) if the provider does not say that the person is staff."""
    if session.config.staff_role not in session.claims.roles:
        raise Refused("not_staff")


@dataclass(frozen=True, slots=True)
class _Made:
    """An exchanged token and until when it lives, on the steady clock."""

    tokens: Tokens
    until: float
    subject: str
    """The token that it was made from: another visitor's sign-in needs another one."""


class Acting:
    """Authentication for the portal's requests while staff helps whoever is signed in.

    Each request carries a token that names both. Where the provider cannot make one, the
    visitor's own goes out and ``unmarked`` is called, once; the terminal's own record must do.
    """

    def __init__(
        self, session: Session, actor: Callable[[], str], unmarked: Callable[[], None]
    ) -> None:
        self._session = session
        self.proof: ProofKey | None = session.proof
        """The key of the visit."""

        self._actor = actor
        self._unmarked = unmarked
        self._lock = threading.Lock()
        self._made: _Made | None = None
        self._told = False
        self._patient_until = 0.0

    @property
    def config(self) -> ProviderConfig:
        """Where a token may go."""
        return self._session.config

    def headers(self, method: str, url: str, token: str) -> Mapping[str, str]:
        """What presents a token."""
        return self._session.headers(method, url, token)

    def auth(self) -> AuthBase:
        """For requests; as ``Session.bearer``."""
        return BearerAuth(self)

    def current_token(self) -> str:
        """The token that names both; the visitor's own where there can be none."""
        with self._lock:
            subject = self._session.current_token()
            made, now = self._made, self._session.party.clock.steady()
            if made is not None and made.subject == subject and made.until - _EARLY > now:
                return made.tokens.access
            if not subject or now < self._patient_until:
                return subject
            try:
                self._made = self._exchange(subject)
            except AuthError as error:
                self._failed(error, now)
                return subject
            return self._made.tokens.access

    def _exchange(self, subject: str) -> _Made:
        session, actor = self._session, self._actor()
        party = session.party
        if not actor or not party.provider.metadata().exchanges:
            raise Refused("unsupported_grant_type")
        form = {
            "grant_type": TOKEN_EXCHANGE,
            "subject_token": subject,
            "subject_token_type": _ACCESS,
            "actor_token": actor,
            "actor_token_type": _ACCESS,
        }
        answer = party.request_tokens(form, proof=session.proof)
        try:
            tokens = read_tokens(answer, id_token_required=False, bound=session.proof is not None)
        except NotYet:
            raise BadAnswer("token", "error") from None
        if answer.json("token").get("issued_token_type") != _ACCESS:
            raise BadAnswer("token", "issued_token_type")
        return _Made(tokens, party.clock.steady() + tokens.life, subject)

    def _failed(self, error: AuthError, now: float) -> None:
        _log.warning("token exchange failed: %s", error.code)
        self._patient_until = now + (_PATIENCE if isinstance(error, Unavailable) else 3600.0)
        self._made = None
        if not self._told:
            self._told = True
            self._unmarked()
