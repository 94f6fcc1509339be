"""Sign-in by device grant (RFC 8628): the terminal shows a code, a phone approves it."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from auth.dpop import ProofKey
from auth.errors import AuthError, Cancelled, ConfigWrong, Expired, Refused, Unavailable
from auth.flows.devicecode import DEFAULT_INTERVAL, SLOWEST, DeviceCode, read_code
from auth.idtoken import Expected, IdClaims
from auth.party import RelyingParty
from auth.session import Session, revoke
from auth.stepup import StepUp
from auth.tokens import NotYet, Tokens, read_tokens
from auth.transport import Answer

_FORGOTTEN = "invalid_grant"
_SLOWER = 5.0  # RFC 8628 section 3.5
_MOST_ALIVE = 3
_GRACE = 300.0


@dataclass(frozen=True, slots=True)
class Pending:
    """Not signed in yet."""

    code: DeviceCode | None
    """The code to show now; another one than before after a renewal, None if there is none."""

    next_poll_at: float
    trouble: AuthError | None = None
    """Why the last request failed; the next poll tries again."""


@dataclass(slots=True)
class _Attempt:
    """One device code on its way."""

    code: DeviceCode
    device_code: str = field(repr=False)
    started: float
    """POSIX seconds: no token for this attempt can be older."""

    opened: float
    """The same moment on the steady clock."""

    renew_at: float
    interval: float
    next_poll_at: float
    grace: float = _GRACE

    @property
    def give_up_at(self) -> float:
        """Until when it is polled: a server may give a visitor who is busy with it longer."""
        return self.code.expires_at + self.grace


class DeviceSignIn:
    """One visitor's way in, from the first code to a session.

    1. ``start`` asks for a code and returns it.
    2. The caller calls ``poll`` when the steady clock reaches ``next_poll_at``.
    3. ``Pending`` means wait on; its ``code`` is the one to show. Before a code expires a new
       one is fetched, and the old one goes on being polled until the provider calls it expired:
       somebody may have typed it and be at the next page of the phone.
    4. A ``Session`` ends it, and so does any error that waiting cannot cure.

    No thread and no sleep in here; ``cancel`` may come from any thread at any moment.
    """

    GRANT = "urn:ietf:params:oauth:grant-type:device_code"
    PARAMETER = "device_code"
    RENEWS = True
    """Whether a new code is fetched before one runs out; it disturbs nobody."""

    def __init__(
        self,
        party: RelyingParty,
        *,
        step_up: StepUp | None = None,
        same_as: IdClaims | None = None,
    ) -> None:
        self._party = party
        self._step_up = step_up or StepUp()
        self._same_as = same_as
        self._proof: ProofKey | None = None
        self._attempts: list[_Attempt] = []
        self._done = False
        self._cancelled = False
        self._patience = 0.0
        self._retry_at = 0.0

    @property
    def next_poll_at(self) -> float:
        """When ``poll`` is due, on the steady clock."""
        due = [attempt.next_poll_at for attempt in self._attempts]
        due += [attempt.renew_at for attempt in self._attempts[-1:]]
        return max(min(due, default=self._retry_at), self._retry_at)

    def start(self) -> DeviceCode:
        """Asks for a code.

        Raises:
            ConfigWrong: the provider has no device grant or does not know the terminal.
            AuthError: no usable answer.

        """
        self._raise_if_over()
        # a key that cannot be had is better known now than after the visitor's approval
        self._party.provider.keys()
        self._proof = self._proof or self._party.proof_key()
        attempt = self._request_code()
        self._raise_if_over()
        self._attempts = [*self._attempts[1 - _MOST_ALIVE :], attempt]
        return attempt.code

    def poll(self) -> Pending | Session:
        """Does what is due, at most one request for a code and one for tokens.

        Raises:
            Refused: the visitor said no on the phone.
            Cancelled: ``cancel`` was called.
            AuthError: an answer that must not be believed, or a wrong configuration.

        """
        self._raise_if_over()
        now = self._now()
        if now < self.next_poll_at:
            return self._pending()
        try:
            session = self._advance(now)
        except Unavailable as error:
            self._back_off(error)
            return self._pending(error)
        except AuthError:
            self._done = True
            self._attempts.clear()
            raise
        self._patience = self._retry_at = 0.0
        return session or self._pending()

    def cancel(self) -> None:
        """Forgets the codes; tokens that are on their way are revoked when they come."""
        self._cancelled = True
        self._attempts = []

    def _advance(self, now: float) -> Session | None:
        self._attempts = [each for each in self._attempts if each.give_up_at > now]
        if not self._attempts and not self.RENEWS:
            raise Expired
        if not self._attempts or now >= self._attempts[-1].renew_at:
            self.start()
        for attempt in self._attempts:
            if attempt.next_poll_at <= now:
                return self._ask(attempt)
        return None

    def _ask(self, attempt: _Attempt) -> Session | None:
        form = {"grant_type": self.GRANT, self.PARAMETER: attempt.device_code}
        attempt.next_poll_at = self._now() + attempt.interval
        answer = self._party.request_tokens(form, proof=self._proof)
        try:
            tokens = read_tokens(answer, id_token_required=True, bound=self._proof is not None)
        except NotYet as not_yet:
            if not_yet.slow_down:
                attempt.interval = min(attempt.interval + _SLOWER, SLOWEST)
            attempt.next_poll_at = self._now() + attempt.interval
            return None
        except (Expired, Refused) as error:
            self._drop(attempt, error)
            return None
        return self._session(tokens, answer, attempt)

    def _drop(self, attempt: _Attempt, error: Expired | Refused) -> None:
        """Forgets a code that the provider has forgotten; a visitor's no is raised."""
        replaced = attempt is not self._attempts[-1]
        if not isinstance(error, Expired) and not (replaced and error.detail == _FORGOTTEN):
            raise error
        self._attempts = [each for each in self._attempts if each is not attempt]

    def _session(self, tokens: Tokens, answer: Answer, attempt: _Attempt) -> Session:
        expected = Expected(
            access_token=tokens.access,
            issued_after=attempt.started,
            signed_in_within=self._freshness(attempt),
            acr=self._step_up.acr,
            same_as=self._same_as,
            server_date=answer.date,
        )
        try:
            claims = self._party.checker.check(tokens.id_token, expected)
            session = Session(self._party, tokens, claims, proof=self._proof)
            session.learn_name()
            self._raise_if_over()
        except AuthError:
            revoke(self._party, tokens)  # nobody will use them, so nobody shall
            raise
        self._done = True
        self._attempts = []
        return session

    def _freshness(self, attempt: _Attempt) -> float | None:
        """How old the sign-in on the phone may be; anything unless a step-up limits it.

        The time since the code was asked for is always allowed: a sign-in within it is new.
        """
        age = self._step_up.max_age
        return None if age is None else max(float(age), self._now() - attempt.opened)

    def _request(self) -> tuple[DeviceCode, str]:
        """A new code, and the secret that it is polled with."""
        url = self._party.provider.metadata().device_authorization_endpoint
        if not url:
            raise ConfigWrong("device_authorization_endpoint")
        return read_code(self._party.post(url, self._demands()), self._now())

    def _demands(self) -> dict[str, str]:
        """What is asked for: the scope, and how surely and how lately."""
        form = {"scope": self._party.scope}
        if self._step_up.acr:
            form["acr_values"] = self._step_up.acr
        if self._step_up.max_age is not None:
            form["max_age"] = str(self._step_up.max_age)
        return form

    def _request_code(self) -> _Attempt:
        started, opened = self._party.clock.wall(), self._now()
        code, device_code = self._request()
        life = code.expires_at - self._now()
        before = min(self._party.config.limits.renew_before, life / 2)
        return _Attempt(
            code=code,
            device_code=device_code,
            started=started,
            opened=opened,
            renew_at=code.expires_at - before if self.RENEWS else math.inf,
            interval=code.interval,
            next_poll_at=self._now() + code.interval,
            grace=_GRACE if self.RENEWS else code.interval,
        )

    def _back_off(self, error: Unavailable) -> None:
        # exponential, RFC 8628 section 3.5; a Retry-After of the server counts if longer
        base = self._attempts[-1].interval if self._attempts else DEFAULT_INTERVAL
        self._patience = min(max(self._patience * 2, base), SLOWEST)
        asked = getattr(error, "retry_after", None) or 0.0
        self._retry_at = self._now() + max(self._patience, min(asked, SLOWEST))

    def _pending(self, trouble: AuthError | None = None) -> Pending:
        now = self._now()
        alive = [each.code for each in self._attempts if each.code.expires_at > now]
        return Pending(alive[-1] if alive else None, self.next_poll_at, trouble)

    def _raise_if_over(self) -> None:
        if self._cancelled:
            raise Cancelled
        if self._done:
            raise Expired

    def _now(self) -> float:
        return self._party.clock.steady()
