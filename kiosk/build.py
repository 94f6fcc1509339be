"""Services of a terminal process, made from its settings."""

from __future__ import annotations

import logging
import os
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from auth.acting import staff_party
from auth.assertion import KeyAssertion, PublicClient, load_key
from auth.assistance import report
from auth.audit import AuditEvent, AuditLog
from auth.audited import (
    AuditedAskSignIn,
    AuditedCodeSignIn,
    AuditedDeviceSignIn,
    end_audited,
    end_visits_audited,
)
from auth.clock import Clock as AuthClock
from auth.errors import Locked
from auth.flows.ask import AskSignIn
from auth.helping import HelpLink
from auth.party import RelyingParty, relying_party
from auth.settings_code import make_code, read_code
from auth.vault import open_vault
from auth.wishes import save_preferences
from kiosk.assist.helper import HelpService
from kiosk.clock import Clock, QtClock
from kiosk.config import Config
from kiosk.manner.wishes import WishService
from kiosk.print_queue import printers
from kiosk.provider import portal_of, provider_of
from kiosk.provision import KEY
from kiosk.services import Identity, Services
from kiosk.sound import build_sound
from kiosk.tasks import GuiPost, Tasks
from kiosk.transcript import Transcript

log = logging.getLogger(__name__)


def build_services(config: Config, owner: QObject, clock: Clock | None = None) -> Services:
    """Everything real; ``clock`` is for tests that do not wait."""
    post = GuiPost()
    post.setParent(owner)
    clock = clock or QtClock(owner)
    party, audit = _party(config, clock), _audit(config)
    return Services(
        clock=clock,
        post=post.post,
        tasks=Tasks(post.post),
        portal=portal_of(config, clock.now),
        identity=_identity(config, party, audit),
        wishes=WishService(
            save=save_preferences, sign=partial(make_code, party), read=partial(read_code, party)
        ),
        board=partial(report, party, f"{config.portal}/assist/terminal"),
        help=_help(config, party, audit),
        sound=build_sound(config),
        transcript=Transcript(config.transcript),
        printers=printers(config, lambda: audit.record(AuditEvent.PRINTED)),
    )


def _identity(config: Config, party: RelyingParty, audit: AuditLog) -> Identity:
    return Identity(
        ways=party.provider.metadata,
        by_phone=lambda step_up, session: AuditedDeviceSignIn(
            party, audit, step_up=step_up, same_as=session.claims if session else None
        ),
        by_asking=lambda hint, step_up, session: _asking(
            AuditedAskSignIn(
                party, audit, step_up=step_up, same_as=session.claims if session else None
            ),
            hint,
        ),
        by_page=lambda step_up, session, language: AuditedCodeSignIn(
            party,
            config.redirect,
            audit,
            step_up=step_up,
            same_as=session.claims if session else None,
            languages=language.value,
        ),
        origins=(party.config.issuer, *party.config.allowed_origins),
        end=lambda session: end_audited(session, audit).clean,
        end_open_visits=lambda: end_visits_audited(party, audit),
    )


def _help(config: Config, party: RelyingParty, audit: AuditLog) -> HelpService:
    return HelpService(
        link=HelpLink(party, f"{config.portal}/assist/help"),
        sign_in=lambda: AuditedDeviceSignIn(
            staff_party(party), audit, signed_in=AuditEvent.STAFF_SIGNED_IN
        ),
        ask=lambda hint: _asking(
            AuditedAskSignIn(staff_party(party), audit, signed_in=AuditEvent.STAFF_SIGNED_IN), hint
        ),
        asks=lambda: party.provider.known().by_asking,
        end=lambda session: end_audited(session, audit).clean,
        record=lambda event, subject, actor: audit.record(event, subject=subject, actor=actor),
    )


def _asking(flow: AskSignIn, hint: str) -> AskSignIn:
    flow.hint = hint
    return flow


def _party(config: Config, clock: Clock) -> RelyingParty:
    times = AuthClock(steady=clock.now)
    provider = provider_of(config)
    credential: KeyAssertion | PublicClient
    try:
        secret = open_vault(environ=os.environ).read(KEY)
    except Locked:
        secret = None
    if secret is None:
        # Without its key the terminal is a stranger: the provider decides what that may do.
        credential = PublicClient(config.terminal_id)
    else:
        credential = KeyAssertion(config.terminal_id, provider.issuer, load_key(secret), times)
    return relying_party(provider, credential, clock=times)


def _audit(config: Config) -> AuditLog:
    """Beside the terminal's own data: it must outlive the private folder of the visit."""
    folder = Path(config.data) / "audit"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        log.exception("no folder for the audit log")
    return AuditLog(folder / "audit.jsonl", config.terminal_id, AuthClock())
