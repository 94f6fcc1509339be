"""The staff's board: terminals call, staff answer, nothing of a visitor is on it."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
import requests

from auth.assertion import KeyAssertion, load_key, new_key, public_part
from auth.assistance import Call, Report, report
from auth.clock import Clock
from auth.config import ProviderConfig
from auth.errors import ConfigWrong
from auth.party import RelyingParty, relying_party
from tests.harness.portal_desk import Officer, plain
from tests.harness.portal_server import PortalServer

PROVISION = """
from server.identity.terminals import provision
result = provision(client_id, name, "佛山市行政服务中心", jwk).client_id
"""
VISITING = Report("visiting", "zh-Hans", voice=True)


class Terminal:
    def __init__(self, portal: PortalServer, client_id: str, name: str) -> None:
        self.portal = portal
        self.name = name
        secret = new_key()
        portal.call(PROVISION, client_id=client_id, name=name, jwk=public_part(secret))
        config = ProviderConfig(f"{portal.base_url}/id", client_id)
        credential = KeyAssertion(client_id, config.issuer, load_key(secret), Clock(time.time))
        self.party: RelyingParty = relying_party(config, credential)

    def tells(self, state: str = "visiting", call: str = "") -> Call:
        url = f"{self.portal.base_url}/assist/terminal"
        return report(self.party, url, Report(state, "en", voice=True, call=call)).call


@pytest.fixture(scope="module")
def terminal(portal: PortalServer) -> Terminal:
    return Terminal(portal, "terminal-board", "7号机")


@pytest.fixture(scope="module")
def officer(portal: PortalServer) -> Iterator[Officer]:
    with Officer(portal, "desk") as officer:
        yield officer


def key_of(portal: PortalServer) -> str:
    code = "from server.assist.models import Call; result = Call.objects.get(over_at=None).pk"
    return str(portal.call(code))


def test_a_call_is_seen_answered_and_heard_of(
    portal: PortalServer, terminal: Terminal, officer: Officer
) -> None:
    assert terminal.tells() is Call.NONE
    assert terminal.tells(call="ask") is Call.WAITING
    assert terminal.tells(call="ask") is Call.WAITING  # one terminal, one call

    queue = officer.look("assist/call/")
    assert "7号机" in plain(queue)
    assert "已等候 0 分钟" in plain(queue)
    assert queue.headers["Refresh"] == "15"

    key = key_of(portal)
    officer.fill("assist/call/", {"action": "go_there", "_selected_action": key})
    assert terminal.tells() is Call.COMING
    assert "有人前往" in plain(officer.look("assist/call/"))
    again = officer.fill("assist/call/", {"action": "go_there", "_selected_action": key})
    assert "已有人前往" in plain(again)

    officer.fill("assist/call/", {"action": "close", "_selected_action": key})
    assert terminal.tells() is Call.NONE


@pytest.mark.parametrize(("state", "call"), [("visiting", "withdraw"), ("attract", "")])
def test_a_call_ends_when_taken_back_or_with_the_visit(
    terminal: Terminal, state: str, call: str
) -> None:
    assert terminal.tells(call="ask") is Call.WAITING
    assert terminal.tells(state, call) is Call.NONE


def test_every_terminal_s_state_is_on_the_board(terminal: Terminal, officer: Officer) -> None:
    terminal.tells("signed_in")
    board = plain(officer.look("assist/standing/"))
    assert "使用中，已登录" in board
    terminal.tells("attract")
    assert "无人" in plain(officer.look("assist/standing/"))


def test_only_a_terminal_that_proves_itself_is_heard(portal: PortalServer) -> None:
    url = f"{portal.base_url}/assist/terminal"
    form = {"state": "visiting", "language": "en", "call": "ask"}
    assert requests.post(url, data=form, timeout=20).status_code in (400, 401)
    assert requests.get(url, timeout=20).status_code == 405


@pytest.mark.parametrize("state", ["", "张三", "visiting\n"])
def test_nothing_else_can_be_told(terminal: Terminal, state: str) -> None:
    with pytest.raises(ConfigWrong):
        terminal.tells(state)


def test_the_proof_goes_to_no_other_host(terminal: Terminal) -> None:
    with pytest.raises(ConfigWrong):
        report(terminal.party, "http://127.0.0.2:1/assist/terminal", VISITING)


def test_the_board_has_no_column_for_a_person(portal: PortalServer) -> None:
    code = """
    from server.assist.models import Call, Standing
    result = sorted({f.name for m in (Call, Standing) for f in m._meta.fields})
    """
    assert portal.call(code) == [
        *("answered_at", "asked_at", "id", "language", "officer", "over_at"),
        *("seen_at", "state", "terminal", "voice"),
    ]
