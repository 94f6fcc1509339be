"""Staff helps where the provider exchanges no tokens: it is said, and marked in our own record."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import requests
from pytestqt.qtbot import QtBot

from auth.acting import require_staff, staff_party
from auth.audit import AuditEvent
from auth.errors import Refused
from auth.flows.device import DeviceSignIn, Pending
from auth.party import RelyingParty
from auth.session import Session
from tests.harness.certified import Browser, CertifiedProvider
from tests.harness.helped import HelpedTerminal

pytestmark = [pytest.mark.long, pytest.mark.timeout(180)]
SAID = "用户系统不能写明工作人员协助了您，本机已记录"


def signed_in(provider: CertifiedProvider, party: RelyingParty, account: str) -> Session:
    flow = DeviceSignIn(party)
    code = flow.start()
    Browser(provider.issuer).approve_device(code.verification_uri_complete, account)
    while True:
        time.sleep(max(flow.next_poll_at - time.monotonic(), 0))
        result = flow.poll()
        if not isinstance(result, Pending):
            return result


def test_it_is_said_once_and_marked(
    certified: CertifiedProvider, tmp_path: Path, qtbot: QtBot
) -> None:
    del qtbot  # the application
    party = certified.party()
    assert not party.provider.metadata().exchanges
    visitor = signed_in(certified, party, "zhang")
    staff = signed_in(certified, staff_party(party), "wen")
    require_staff(staff)
    helped = HelpedTerminal(tmp_path)
    try:
        helped.terminal._accept(visitor)
        helped.terminal.desk.help._came(staff)
        assert "工作人员文**想在旁边协助您" in " ".join(helped.said)
        assert "工作人员已加入，文**" in " ".join(helped.press("1"))
        auth = helped.terminal.desk.help.helping.auth_of(visitor)
        for _ in range(2):
            answer = requests.get(f"{certified.issuer}/me", auth=auth, timeout=10)
            assert answer.status_code == 200
            assert answer.json()["sub"] == "zhang"  # the visitor's own token, nobody else's
        assert " ".join(helped.said).count(SAID) == 1
        assert helped.audit == [AuditEvent.ASSIST_BEGAN, AuditEvent.ASSIST_UNMARKED]
        helped.press("F12")
        helped.terminal.desk.activate("screen:assist#:end")
        assert helped.audit[-1] is AuditEvent.ASSIST_ENDED
        assert helped.ended == [staff]
    finally:
        helped.close()


def test_who_is_no_staff_there_is_none_here(certified: CertifiedProvider) -> None:
    session = signed_in(certified, staff_party(certified.party()), "qiu")
    with pytest.raises(Refused, match="not_staff"):
        require_staff(session)
