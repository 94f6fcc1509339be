"""Sign-in and ending with a line in the audit log for each."""

from __future__ import annotations

from typing_extensions import override

from auth.audit import AuditEvent, AuditLog
from auth.ending import EndReport, end
from auth.errors import AuthError, Cancelled
from auth.flows.ask import AskSignIn
from auth.flows.code import CodeSignIn
from auth.flows.device import DeviceSignIn, Pending
from auth.flows.devicecode import DeviceCode
from auth.idtoken import IdClaims
from auth.party import RelyingParty
from auth.session import Session
from auth.stepup import StepUp
from auth.terminal import end_visits


class AuditedDeviceSignIn(DeviceSignIn):
    """A device grant whose start and outcome are recorded once each."""

    def __init__(
        self,
        party: RelyingParty,
        audit: AuditLog,
        *,
        step_up: StepUp | None = None,
        same_as: IdClaims | None = None,
        signed_in: AuditEvent | None = None,
    ) -> None:
        super().__init__(party, step_up=step_up, same_as=same_as)
        self._audit = audit
        self._started = False
        event = AuditEvent.STEPPED_UP if same_as else AuditEvent.SIGNED_IN
        self._signed_in = signed_in or event

    @override
    def start(self) -> DeviceCode:
        """As in DeviceSignIn; a renewal of the code is no new start."""
        if self._started:
            return super().start()
        self._started = True
        self._audit.record(AuditEvent.SIGN_IN_STARTED)
        try:
            return super().start()
        except AuthError as error:
            _failed(self._audit, error)
            raise

    @override
    def poll(self) -> Pending | Session:
        """As in DeviceSignIn."""
        try:
            result = super().poll()
        except AuthError as error:
            _failed(self._audit, error)
            raise
        if isinstance(result, Session):
            _signed_in(self._audit, self._signed_in, result)
        return result


class AuditedAskSignIn(AuditedDeviceSignIn, AskSignIn):
    """A question to a phone whose start and outcome are recorded once each."""


class AuditedCodeSignIn(CodeSignIn):
    """A sign-in on a page of the provider; its start and outcome are recorded once each."""

    def __init__(
        self,
        party: RelyingParty,
        redirect_uri: str,
        audit: AuditLog,
        *,
        step_up: StepUp | None = None,
        same_as: IdClaims | None = None,
        languages: str = "",
    ) -> None:
        super().__init__(party, redirect_uri, step_up=step_up, same_as=same_as, languages=languages)
        self._audit = audit
        self._signed_in = AuditEvent.STEPPED_UP if same_as else AuditEvent.SIGNED_IN

    @override
    def start(self) -> str:
        """As in CodeSignIn."""
        self._audit.record(AuditEvent.SIGN_IN_STARTED)
        try:
            return super().start()
        except AuthError as error:
            _failed(self._audit, error)
            raise

    @override
    def finish(self, url: str) -> Session:
        """As in CodeSignIn."""
        try:
            session = super().finish(url)
        except AuthError as error:
            _failed(self._audit, error)
            raise
        _signed_in(self._audit, self._signed_in, session)
        return session


def _signed_in(audit: AuditLog, event: AuditEvent, session: Session) -> None:
    """Recorded, as will be what keeps the session from being refreshed."""
    subject = session.visitor.sub_hash
    audit.record(event, subject=subject)
    session.on_trouble = lambda error: audit.record(
        AuditEvent.REFRESH_FAILED, code=error.code, subject=subject
    )


def _failed(audit: AuditLog, error: AuthError) -> None:
    if not isinstance(error, Cancelled):  # leaving is no failure
        audit.record(AuditEvent.SIGN_IN_FAILED, code=error.code)


def end_audited(session: Session, audit: AuditLog) -> EndReport:
    """As ``ending.end``, recorded with the first reason if something failed."""
    report = end(session)
    if report.already:
        return report
    event = AuditEvent.ENDED if report.clean else AuditEvent.END_INCOMPLETE
    code = next((step.code for step in report.steps if step.code is not None), None)
    audit.record(event, code=code, subject=session.visitor.sub_hash)
    return report


def end_visits_audited(party: RelyingParty, audit: AuditLog) -> int:
    """As ``terminal.end_visits``; recorded if there were any, or if it failed."""
    try:
        ended = end_visits(party)
    except AuthError as error:
        audit.record(AuditEvent.END_INCOMPLETE, code=error.code)
        raise
    if ended:
        audit.record(AuditEvent.VISITS_ENDED)
    return ended
