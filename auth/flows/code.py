"""Sign-in by authorization code with PKCE (RFC 6749 section 4.1, RFC 7636, RFC 9700)."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, field
from typing import Any

from authlib.common.urls import add_params_to_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge

from auth.callback import Awaited, is_callback, read_callback
from auth.dpop import ProofKey
from auth.errors import AuthError, BadAnswer, Cancelled, ConfigWrong, Expired
from auth.idtoken import Expected, IdClaims
from auth.party import RelyingParty
from auth.session import Session, revoke
from auth.stepup import StepUp
from auth.tokens import NotYet, Tokens, raise_error, read_tokens
from auth.transport import Answer

_WHERE = "pushed_authorization_request"
_REQUEST_URI = re.compile(r"[\x21-\x7e]{1,512}")
_MAX_AGE = 60
"""Seconds, where no step-up asks for less. It makes the provider say ``auth_time``, which is
what is checked; asking anew is what ``prompt=login`` is for. With 1 some providers ask again
after each further page (a second factor, a consent), for ever; with 0 others refuse."""

_SHORTEST = 1


@dataclass(frozen=True, slots=True)
class _Attempt:
    """The secrets of one authorization request; a fresh set for each."""

    opened: float
    """When the page was opened, on the steady clock."""

    started: float
    """The same, POSIX seconds."""

    state: str = field(repr=False, default_factory=lambda: secrets.token_urlsafe(32))
    nonce: str = field(repr=False, default_factory=lambda: secrets.token_urlsafe(32))
    verifier: str = field(repr=False, default_factory=lambda: secrets.token_urlsafe(48))


class CodeSignIn:
    """One visitor's way in by a page of the provider, from its address to a session.

    1. ``start`` makes state, nonce, verifier and proof key, pushes the request to the
       provider where it takes that (RFC 9126), and returns the address to open.
    2. The caller shows the page and gives the first address for which ``is_callback`` is
       true to ``finish``, without opening it.
    3. ``finish`` checks the address, fetches the tokens and checks them. An attempt is used
       up by it, whatever it comes to.

    The provider is always told to ask anew (``prompt=login``), and ``auth_time`` is what
    proves that it did: on a shared machine the cookie of the visitor before may be alive.
    """

    def __init__(
        self,
        party: RelyingParty,
        redirect_uri: str,
        *,
        step_up: StepUp | None = None,
        same_as: IdClaims | None = None,
        languages: str = "",
    ) -> None:
        """``languages`` are those of the page, best first (``ui_locales``, BCP 47)."""
        self._party = party
        self._redirect_uri = redirect_uri
        self._languages = languages
        self._step_up = step_up or StepUp()
        self._same_as = same_as
        self._attempt: _Attempt | None = None
        self._proof: ProofKey | None = None
        self._cancelled = False

    def start(self) -> str:
        """The address to open.

        Raises:
            ConfigWrong: the provider has no such flow or does not know the terminal.
            AuthError: no usable answer.

        """
        if self._cancelled:
            raise Cancelled
        party = self._party
        metadata = party.provider.metadata()
        if not metadata.authorization_endpoint:
            raise ConfigWrong("authorization_endpoint")
        # a key that cannot be had is better known now than after the visitor's password
        party.provider.keys()
        self._proof = party.proof_key()
        attempt = _Attempt(opened=party.clock.steady(), started=party.clock.wall())
        sent = self._parameters(attempt)
        if party.config.par and metadata.pushed_authorization_request_endpoint:
            sent = {"client_id": party.config.client_id, "request_uri": self._push(sent)}
        if self._cancelled:
            raise Cancelled
        self._attempt = attempt
        return str(add_params_to_uri(metadata.authorization_endpoint, list(sent.items())))

    def is_callback(self, url: str) -> bool:
        """True if ``url`` is for ``finish`` and must not be opened."""
        return is_callback(url, self._redirect_uri)

    def finish(self, url: str) -> Session:
        """The session that the answer in ``url`` leads to.

        Raises:
            Refused: the visitor or the provider said no.
            Cancelled: ``cancel`` was called.
            Expired: there is no attempt, or it was used before.
            AuthError: an answer that must not be believed, or none.

        """
        attempt, self._attempt = self._attempt, None
        if self._cancelled:
            raise Cancelled
        if attempt is None:
            raise Expired
        metadata = self._party.provider.metadata()
        awaited = Awaited(
            self._redirect_uri,
            self._party.config.issuer,
            attempt.state,
            iss_promised=metadata.names_itself,
        )
        code = read_callback(url, awaited)
        answer = self._redeem(code, attempt)
        try:
            tokens = read_tokens(answer, id_token_required=True, bound=self._proof is not None)
        except NotYet:
            raise BadAnswer("token", "error") from None
        return self._session(tokens, answer, attempt)

    def cancel(self) -> None:
        """Forgets the attempt; tokens that are on their way are revoked when they come."""
        self._cancelled = True
        self._attempt = None

    def _parameters(self, attempt: _Attempt) -> dict[str, str]:
        age = self._step_up.max_age
        sent = {
            "response_type": "code",
            "client_id": self._party.config.client_id,
            "redirect_uri": self._redirect_uri,
            "scope": self._party.scope,
            "state": attempt.state,
            "nonce": attempt.nonce,
            "code_challenge": create_s256_code_challenge(attempt.verifier),  # type: ignore[no-untyped-call]  # authlib
            "code_challenge_method": "S256",
            "prompt": "login",
            "max_age": str(_MAX_AGE if age is None else max(age, _SHORTEST)),
        }
        if self._languages:
            sent["ui_locales"] = self._languages
        if self._step_up.acr:
            sent["acr_values"] = self._step_up.acr
        if self._proof is not None:
            sent["dpop_jkt"] = self._proof.thumbprint
        return sent

    def _push(self, sent: dict[str, str]) -> str:
        url = self._party.provider.metadata().pushed_authorization_request_endpoint
        answer = self._party.post(url, sent)
        body = answer.json(_WHERE)
        if answer.status not in (200, 201) or "error" in body:
            _raise_refusal(body)
        request_uri = body.get("request_uri")
        if not isinstance(request_uri, str) or not _REQUEST_URI.fullmatch(request_uri):
            raise BadAnswer(_WHERE, "request_uri")
        return request_uri

    def _redeem(self, code: str, attempt: _Attempt) -> Answer:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._redirect_uri,
            "code_verifier": attempt.verifier,
        }
        return self._party.request_tokens(form, proof=self._proof)

    def _session(self, tokens: Tokens, answer: Answer, attempt: _Attempt) -> Session:
        expected = Expected(
            access_token=tokens.access,
            nonce=attempt.nonce,
            issued_after=attempt.started,
            signed_in_within=self._party.clock.steady() - attempt.opened,
            auth_time_needed=self._party.config.auth_time or self._step_up.max_age is not None,
            acr=self._step_up.acr,
            same_as=self._same_as,
            server_date=answer.date,
        )
        try:
            claims = self._party.checker.check(tokens.id_token, expected)
            session = Session(self._party, tokens, claims, proof=self._proof)
            session.learn_name()
            if self._cancelled:
                raise Cancelled
        except AuthError:
            revoke(self._party, tokens)  # nobody will use them, so nobody shall
            raise
        return session


def _raise_refusal(body: dict[str, Any]) -> None:
    try:
        raise_error(body)
    except NotYet:
        raise BadAnswer(_WHERE, "error") from None
