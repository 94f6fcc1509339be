"""Staff beside a visitor against the real user system: two sign-ins, one token that says both."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from auth.acting import Acting, require_staff, staff_party
from auth.assertion import KeyAssertion
from auth.clock import Clock
from auth.config import ProviderConfig
from auth.ending import end
from auth.errors import Refused
from auth.flows.device import DeviceSignIn
from auth.party import RelyingParty, relying_party
from auth.session import Session
from tests.harness.hostile import FakeClock
from tests.harness.identity_server import IdentityServer
from tests.harness.terminal import TerminalClient

STAFF = """
from server.identity.models import User
result = User.objects.create_user("staff.one", password="staff-2009", display_name="陈示例",
    is_staff=True, is_superuser=True).sub
"""


@dataclass
class Place:
    server: IdentityServer
    terminal: TerminalClient
    party: RelyingParty
    waiting: FakeClock
    staff_sub: str

    def sign_in(self, party: RelyingParty, account: str, password: str) -> Session:
        flow = DeviceSignIn(party)
        code = flow.start()
        with self.server.phone() as phone:
            phone.approve(code.user_code, code.binding_number, account, password)
        self.waiting.advance(max(flow.next_poll_at - self.waiting.steady(), 0))
        session = flow.poll()
        assert isinstance(session, Session)
        return session

    def visitor(self) -> Session:
        return self.sign_in(self.party, "demo", "demo-2009")

    def staff(self) -> Session:
        return self.sign_in(staff_party(self.party), "staff.one", "staff-2009")

    def introspected(self, token: str) -> Any:
        return self.terminal.post("/introspect", token=token).json()


@pytest.fixture(scope="module")
def place() -> Iterator[Place]:
    with IdentityServer() as server:
        terminal = server.terminal("terminal-acting")
        waiting = FakeClock()
        clock = Clock(time.time, waiting.steady)
        config = ProviderConfig(f"{server.base_url}/id", terminal.client_id)
        credential = KeyAssertion(terminal.client_id, config.issuer, terminal.key, clock)
        party = relying_party(config, credential, clock=clock)
        yield Place(server, terminal, party, waiting, str(server.call(STAFF)))


def test_what_goes_out_names_both_and_dies_with_either(place: Place) -> None:
    visitor, staff = place.visitor(), place.staff()
    require_staff(staff)
    told: list[str] = []
    acting = Acting(visitor, staff.current_token, lambda: told.append("unmarked"))
    token = acting.current_token()
    assert token not in (visitor.current_token(), staff.current_token(), "")
    found = place.introspected(token)
    assert found["active"]
    assert found["sub"] == visitor.claims.sub
    assert found["act"]["sub"] == place.staff_sub
    assert told == []
    end(staff)
    assert not place.introspected(token)["active"]
    assert place.introspected(visitor.current_token())["active"]
    end(visitor)


def test_it_lives_on_with_the_visit(place: Place) -> None:
    visitor, staff = place.visitor(), place.staff()
    told: list[str] = []
    acting = Acting(visitor, staff.current_token, lambda: told.append("unmarked"))
    seen = set()
    for _ in range(4):
        seen.add(acting.current_token())
        assert place.introspected(acting.current_token())["act"]["sub"] == place.staff_sub
        place.waiting.advance(250)
    assert len(seen) == 4
    assert told == []
    end(staff)
    end(visitor)


def test_a_visitor_cannot_sign_in_as_staff(place: Place) -> None:
    flow = DeviceSignIn(staff_party(place.party))
    code = flow.start()
    with place.server.phone() as phone:
        with pytest.raises(LookupError):  # there is nothing to approve
            phone.approve(code.user_code, code.binding_number, "demo.ouyang", "demo-2010")
        assert phone.page.heading == "This account is not staff"
    place.waiting.advance(max(flow.next_poll_at - place.waiting.steady(), 0))
    with pytest.raises(Refused):
        flow.poll()
    visitor = place.visitor()
    with pytest.raises(Refused, match="not_staff"):
        require_staff(visitor)
    end(visitor)


def test_nobody_acts_for_themselves(place: Place) -> None:
    staff = place.staff()
    told: list[str] = []
    own = place.sign_in(place.party, "staff.one", "staff-2009")
    acting = Acting(own, staff.current_token, lambda: told.append("unmarked"))
    assert acting.current_token() == own.current_token()
    assert told == ["unmarked"]
