"""A whole visit against the real server: sign-in by phone, pages, a form, the end."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from auth.assertion import KeyAssertion, load_key, new_key, public_part
from auth.clock import Clock
from auth.config import ProviderConfig
from auth.ending import Outcome, Step, end
from auth.errors import ConfigWrong, Expired, Refused
from auth.flows.device import DeviceSignIn, Pending
from auth.flows.devicecode import DeviceCode
from auth.party import RelyingParty, relying_party
from auth.session import Session
from auth.terminal import end_visits
from kiosk.tour.phone import Phone
from portal.client import PortalClient
from portal.errors import Invalid, Unauthorized
from portal.models import Case, Form
from tests.harness.hostile import FakeClock
from tests.harness.portal_server import PortalServer

TERMINAL = "terminal-auth-1"
ACCOUNT, PASSWORD = "demo", "demo-2009"
PROVISION = """
from server.identity.terminals import provision
result = provision(client_id, "3号机", "佛山市行政服务中心", jwk).client_id
"""


@dataclass
class Place:
    """The real server with one terminal that it knows."""

    server: PortalServer
    party: RelyingParty
    waiting: FakeClock
    """The steady clock: what is waited for in earnest elsewhere is skipped here."""

    def client(self, session: Session | None) -> PortalClient:
        return PortalClient(self.server.base_url, session.bearer() if session else None)

    def start(self) -> tuple[DeviceSignIn, DeviceCode]:
        flow = DeviceSignIn(self.party)
        return flow, flow.start()

    def poll(self, flow: DeviceSignIn) -> Pending | Session:
        self.waiting.advance(max(flow.next_poll_at - self.waiting.steady(), 0))
        return flow.poll()

    def sign_in(self) -> Session:
        flow, code = self.start()
        with Phone(self.server.base_url) as phone:
            phone.approve(code.user_code, code.binding_number, ACCOUNT, PASSWORD)
        session = self.poll(flow)
        assert isinstance(session, Session)
        return session


@pytest.fixture(scope="module")
def place() -> Iterator[Place]:
    with PortalServer(scale=0.02) as server:
        secret = new_key()
        server.call(PROVISION, client_id=TERMINAL, jwk=public_part(secret))
        waiting = FakeClock()
        clock = Clock(time.time, waiting.steady)
        config = ProviderConfig(f"{server.base_url}/id", TERMINAL)
        credential = KeyAssertion(TERMINAL, config.issuer, load_key(secret), clock)
        yield Place(server, relying_party(config, credential, clock=clock), waiting)


def test_the_code_is_fit_to_be_spoken(place: Place) -> None:
    _, code = place.start()
    assert len(code.user_code) == 8
    assert code.user_code.isdecimal()
    assert code.verification_uri == f"{place.server.base_url}/d"
    assert code.verification_uri_complete.endswith(code.user_code)
    assert len(code.binding_number) == 2


def test_until_the_phone_approves_it_is_pending(place: Place) -> None:
    flow, _ = place.start()
    result = place.poll(flow)
    assert isinstance(result, Pending)
    assert result.trouble is None


def test_a_no_on_the_phone_is_a_refusal(place: Place) -> None:
    flow, code = place.start()
    with Phone(place.server.base_url) as phone:
        phone.open(code.verification_uri_complete)
        phone.press("no")
    with pytest.raises(Refused):
        place.poll(flow)


def test_a_terminal_that_the_server_does_not_know_cannot_start(place: Place) -> None:
    clock = Clock()
    config = ProviderConfig(f"{place.server.base_url}/id", "terminal-unknown")
    credential = KeyAssertion(config.client_id, config.issuer, load_key(new_key()), clock)
    with pytest.raises(ConfigWrong):
        DeviceSignIn(relying_party(config, credential)).start()


def question(form: Form) -> dict[str, object]:
    organ = next(field for field in form.fields if field.name == "organ").options[0].value
    text = "请问办理居住证需要带哪些材料？需要预约吗？"
    return {
        "organ": organ,
        "subject": "居住证办理材料",
        "text": text,
        "reply_wanted": form.schema["properties"]["reply_wanted"]["enum"][0],
    }


def test_a_whole_visit_leaves_a_case_and_no_living_token(place: Place) -> None:
    session = place.sign_in()
    assert session.visitor.masked_name.endswith("*")
    client = place.client(session)
    assert client.page("/", "zh-Hans").page.kind == "home"
    form = client.page("/consultations/new", "zh-Hans").page
    assert isinstance(form, Form)
    key = client.new_key()
    first = client.submit(form.submit.href, "zh-Hans", question(form), key)
    again = client.submit(form.submit.href, "zh-Hans", question(form), key)
    assert isinstance(first, Case)
    assert again == first
    assert [case["no"] for case in place.server.cases()].count(first.no) == 1
    assert client.page(first.address, "zh-Hans").page.personal
    assert_it_ends(place, session, first.address)


def assert_it_ends(place: Place, session: Session, address: str) -> None:
    """Ends the session and tries everything that a thief could have kept."""
    stolen = Thief(session)
    report = end(session)
    assert report.clean, report
    outcomes = {step.step: step.outcome for step in report.steps}
    assert outcomes[Step.REVOKE_REFRESH] is outcomes[Step.REVOKE_ACCESS] is Outcome.DONE
    with pytest.raises(Unauthorized):
        place.client(session).page(address, "zh-Hans")
    with pytest.raises(Unauthorized):
        PortalClient(place.server.base_url, stolen.bearer()).page(address, "zh-Hans")
    with pytest.raises(Expired):
        stolen.refresh()


class Thief(Session):
    """A session that kept the tokens of another one."""

    def __init__(self, victim: Session) -> None:
        held = victim._peek()
        assert held is not None
        super().__init__(victim.party, held.tokens, victim.claims, proof=victim.proof)


def test_logging_out_alone_kills_the_tokens(place: Place) -> None:
    session = place.sign_in()
    stolen = Thief(session)
    held = stolen._peek()
    assert held is not None
    logout = place.party.provider.metadata().end_session_endpoint
    answer = place.party.transport.post(logout, {"id_token_hint": held.tokens.id_token})
    assert answer.status < 400
    with pytest.raises(Unauthorized):
        place.client(stolen).page("/my/cases", "zh-Hans")


def test_wrong_fields_are_named_and_nothing_is_stored(place: Place) -> None:
    session = place.sign_in()
    client = place.client(session)
    form = client.page("/consultations/new", "zh-Hans").page
    assert isinstance(form, Form)
    before = len(place.server.cases())
    with pytest.raises(Invalid) as caught:
        client.submit(form.submit.href, "zh-Hans", {"subject": "短"}, client.new_key())
    assert {"organ", "subject", "text"} <= {each.field for each in caught.value.fields}
    assert len(place.server.cases()) == before
    end(session)


def test_nobody_signed_in_is_told_to_sign_in(place: Place) -> None:
    with pytest.raises(Unauthorized) as caught:
        place.client(None).page("/my/cases", "zh-Hans")
    assert not caught.value.stronger


def test_the_session_is_refreshed_and_the_name_stays(place: Place) -> None:
    session = place.sign_in()
    first = session.current_token()
    place.waiting.advance(250)
    assert session.current_token() not in ("", first)
    assert session.userinfo()["masked_name"] == session.visitor.masked_name
    end(session)


def test_after_a_crash_the_next_process_ends_the_visit(place: Place) -> None:
    session = place.sign_in()
    assert end_visits(place.party) >= 1
    with pytest.raises(Unauthorized):
        place.client(session).page("/my/cases", "zh-Hans")
    assert end_visits(place.party) == 0
