"""The end of a session: bounded in time, step by step, none of which can stop the next.

1. The tokens are taken out of the session; from here on nothing can be done in its name.
2. The refresh token is revoked, 3. the access token is revoked (RFC 7009).
4. The provider is asked to log out (OpenID Connect RP-Initiated Logout 1.0).
5. The tokens are dropped.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlencode, urlsplit

from auth.errors import AuthError, BadAnswer, Code
from auth.party import RelyingParty
from auth.session import Session
from auth.tokens import Tokens
from auth.transport import Answer, Redirected, Transport

_log = logging.getLogger(__name__)
_GET_ONLY = (403, 404, 405)
"""Some know only GET, whatever the standard says; 403 where a POST wants a form's own token."""

_BUDGET = 4.5  # seconds for the network out of the five that an ending may take


class Step(StrEnum):
    """What an ending consists of, in order."""

    REVOKE_REFRESH = "revoke_refresh"
    REVOKE_ACCESS = "revoke_access"
    LOGOUT = "logout"
    FORGET = "forget"


class Outcome(StrEnum):
    """How a step went."""

    DONE = "done"
    FAILED = "failed"
    UNKNOWN = "unknown"
    """The provider answered with a page that nobody can see; it may want a confirmation."""

    ABSENT = "absent"
    """There was nothing to do, or the provider does not offer it."""


@dataclass(frozen=True, slots=True)
class StepReport:
    """One step with the reason if it failed."""

    step: Step
    outcome: Outcome
    code: Code | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class EndReport:
    """How an ending went; ``already`` if the session had been ended before."""

    steps: tuple[StepReport, ...]
    already: bool = False

    @property
    def clean(self) -> bool:
        """True if nothing failed, so that there is nothing to report or to try again."""
        return all(step.outcome is not Outcome.FAILED for step in self.steps)


def end(session: Session, *, budget: float = _BUDGET) -> EndReport:
    """Ends ``session``; called again it does nothing and says so. Never raises.

    ``budget`` is what all requests together may take, in seconds. Whatever they come to, the
    session is closed when this returns.
    """
    tokens = session.surrender()
    if tokens is None:
        return EndReport((), already=True)
    work = _requests(session.party, tokens)
    finish = time.monotonic() + budget
    reports = []
    for number, (step, request) in enumerate(work):
        # a step that is quick leaves its share to the next; one that hangs cannot take theirs
        share = (finish - time.monotonic()) / (len(work) - number)
        reports.append(_run(step, request, session.party.transport.hurried(share)))
    return EndReport((*reports, StepReport(Step.FORGET, Outcome.DONE)))


_Request = Callable[[Transport], Outcome]


def _requests(party: RelyingParty, tokens: Tokens) -> list[tuple[Step, _Request]]:
    metadata = party.provider.known()
    revocation, logout = metadata.revocation_endpoint, metadata.end_session_endpoint
    return [
        (Step.REVOKE_REFRESH, _revocation(party, revocation, "refresh_token", tokens.refresh)),
        (Step.REVOKE_ACCESS, _revocation(party, revocation, "access_token", tokens.access)),
        (Step.LOGOUT, _logout(party, logout, tokens.id_token)),
    ]


def _revocation(party: RelyingParty, url: str, hint: str, token: str) -> _Request:
    def send(transport: Transport) -> Outcome:
        if not url or not token:
            return Outcome.ABSENT
        form = {"token": token, "token_type_hint": hint}
        answer = party.post(url, form, transport=transport)
        if answer.status == 400 and _cannot_end(answer):
            return Outcome.ABSENT
        if answer.status != 200:
            raise BadAnswer("revocation", f"status {answer.status}")
        return Outcome.DONE

    return send


def _cannot_end(answer: Answer) -> bool:
    """Whether tokens of this kind live until they expire (RFC 7009 section 2.2.1)."""
    try:
        return answer.json("revocation").get("error") == "unsupported_token_type"
    except BadAnswer:
        return False


def _logout(party: RelyingParty, url: str, id_token: str) -> _Request:
    def send(transport: Transport) -> Outcome:
        if not url or not id_token:
            return Outcome.ABSENT
        # without client_id some providers do not know whom to answer
        hint = {"id_token_hint": id_token, "client_id": party.config.client_id}
        # by POST, so that the token with the visitor's name stays out of access logs
        try:
            answer = transport.post(url, hint)
            if answer.status in _GET_ONLY:
                query = "&" if urlsplit(url).query else "?"
                answer = transport.get(f"{url}{query}{urlencode(hint)}")
        except Redirected:
            return Outcome.UNKNOWN  # to a page of the provider, which nobody follows
        if answer.status >= 400:
            raise BadAnswer("logout", f"status {answer.status}")
        return Outcome.UNKNOWN if answer.media_type == "text/html" else Outcome.DONE

    return send


def _run(step: Step, request: _Request, transport: Transport) -> StepReport:
    try:
        return StepReport(step, request(transport))
    except AuthError as error:
        _log.warning("ending: %s failed: %s", step, error.code)
        return StepReport(step, Outcome.FAILED, error.code, error.detail)
