"""Trying a provider out, step by step, with the very code that signs visitors in.

Numbered:

1. what the provider says about itself, and its keys;
2. a sign-in, 3. userinfo, 4. a refresh;
5. revocation of both tokens, logout;
6. afterwards: a copy of the tokens must be worth nothing;
7. if asked for, another sign-in with the same cookies: does the provider ask again?

A step that fails does not keep the later ones from being tried as far as they can be.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from auth.discovery import Metadata
from auth.ending import EndReport, Outcome, Step, end
from auth.errors import AuthError
from auth.party import RelyingParty
from auth.session import Session

T = TypeVar("T")


class Verdict(StrEnum):
    """How a step went."""

    RIGHT = "right"
    WRONG = "wrong"
    UNKNOWN = "unknown"
    """Answered by a page that only a person could go on with, or not promised by anybody."""

    ABSENT = "absent"
    """The provider does not offer it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One step; ``reason`` says why it is not right, ``facts`` what was found."""

    step: str
    verdict: Verdict
    reason: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)


_VERDICTS = {
    Outcome.DONE: Verdict.RIGHT,
    Outcome.FAILED: Verdict.WRONG,
    Outcome.UNKNOWN: Verdict.UNKNOWN,
    Outcome.ABSENT: Verdict.ABSENT,
}


_UNSURE = {Outcome.UNKNOWN: "page"}


class Trial:
    """Tries one provider; ``told`` is given every line as it comes."""

    def __init__(
        self,
        party: RelyingParty,
        sign_in: Callable[[], Session],
        told: Callable[[Line], object],
    ) -> None:
        self._party = party
        self._sign_in = sign_in
        self._told = told
        self._wrong = 0

    def run(self, *, once_more: bool = False) -> bool:
        """All steps; True if none was wrong."""
        metadata = self._try("metadata", self._party.provider.metadata, _features)
        keys = metadata and self._try("keys", self._party.provider.keys, _keys)
        session = self._try("sign-in", self._sign_in, _claims) if keys else None
        if metadata is None or session is None:
            return False
        self._use(session, metadata)
        self._end(session)
        if once_more:
            self._once_more(session)
        return self._wrong == 0

    def _use(self, session: Session, metadata: Metadata) -> None:
        if metadata.userinfo_endpoint:
            self._try("userinfo", session.userinfo, lambda found: {"claims": " ".join(found)})
        else:
            self._tell(Line("userinfo", Verdict.ABSENT))
        if session.refreshable:
            self._try("refresh", session.refresh, lambda _: {})
        else:
            self._tell(Line("refresh", Verdict.ABSENT))

    def _end(self, session: Session) -> None:
        copy = session.copy()
        report = end(session)
        for step in report.steps:
            if step.step is not Step.FORGET:
                reason = (
                    f"{step.code}: {step.detail}" if step.code else _UNSURE.get(step.outcome, "")
                )
                self._tell(Line(step.step.replace("_", "-"), _VERDICTS[step.outcome], reason))
        if copy is not None:
            self._tell(_afterwards(copy, report))

    def _once_more(self, first: Session) -> None:
        again = self._try("once-more", self._sign_in, lambda new: _asked(first, new))
        if again is not None:
            end(again)

    def _try(
        self, step: str, work: Callable[[], T], facts: Callable[[T], Mapping[str, str]]
    ) -> T | None:
        try:
            found = work()
        except AuthError as error:
            self._tell(Line(step, Verdict.WRONG, str(error)))
            return None
        self._tell(Line(step, Verdict.RIGHT, facts=facts(found)))
        return found

    def _tell(self, line: Line) -> None:
        self._wrong += line.verdict is Verdict.WRONG
        self._told(line)


def _features(found: Metadata) -> Mapping[str, str]:
    offered = {
        "code": found.authorization_endpoint,
        "device": found.device_authorization_endpoint,
        "userinfo": found.userinfo_endpoint,
        "revocation": found.revocation_endpoint,
        "logout": found.end_session_endpoint,
        "par": found.pushed_authorization_request_endpoint,
        "dpop": found.binds_tokens,
        "iss": found.names_itself,
    }
    return {"offers": " ".join(name for name, there in offered.items() if there)}


def _keys(found: tuple[object, ...]) -> Mapping[str, str]:
    return {"usable": str(len(found))}


def _claims(session: Session) -> Mapping[str, str]:
    """What may be shown of a person on somebody else's screen."""
    visitor, claims = session.visitor, session.claims
    facts = {
        "name": visitor.masked_name,
        "acr": visitor.acr,
        "locale": visitor.locale,
        "subject": visitor.sub_hash[:8],
        "bound": "yes" if session.proof is not None else "no",
    }
    if claims.auth_time is not None:
        facts["signed-in-ago"] = f"{max(claims.iat - claims.auth_time, 0):.0f} s"
    return {name: value for name, value in facts.items() if value}


def _afterwards(copy: Session, report: EndReport) -> Line:
    """Whether a thief's copy of the tokens still works."""
    if all(step.outcome is Outcome.ABSENT for step in report.steps if step.step is not Step.FORGET):
        return Line("afterwards", Verdict.ABSENT)
    alive = [name for name, use in _USES.items() if _works(copy, use)]
    promised = {step.step for step in report.steps if step.outcome is Outcome.DONE}
    if alive:
        broken = any(_REVOKES[name] in promised for name in alive)
        why = "revoked all the same" if broken else "nothing here revoked them; they expire"
        verdict = Verdict.WRONG if broken else Verdict.UNKNOWN
        return Line("afterwards", verdict, f"still alive: {' '.join(alive)} ({why})")
    return Line("afterwards", Verdict.RIGHT, facts={"tokens": "dead"})


_USES: Mapping[str, Callable[[Session], object]] = {
    "access": Session.userinfo,
    "refresh": Session.refresh,
}


_REVOKES = {"access": Step.REVOKE_ACCESS, "refresh": Step.REVOKE_REFRESH}


def _works(copy: Session, use: Callable[[Session], object]) -> bool:
    try:
        return use(copy) != {}
    except AuthError:
        return False


def _asked(first: Session, again: Session) -> Mapping[str, str]:
    before, now = first.claims.auth_time, again.claims.auth_time
    if now is None:
        return {"asked": "not said"}
    return {"asked": "yes" if before is None or now > before else "no"}
