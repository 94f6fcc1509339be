"""Code and device grant at our own server; the next visitor is nobody's heir."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
import requests

from auth.assertion import KeyAssertion, load_key, new_key, public_part
from auth.clock import Clock
from auth.config import ProviderConfig
from auth.ending import end
from auth.errors import AuthError, BadToken
from auth.flows.code import CodeSignIn
from auth.flows.device import DeviceSignIn, Pending
from auth.party import RelyingParty, relying_party
from auth.session import Session
from kiosk.tour.phone import Page, Phone
from portal.client import PortalClient
from portal.errors import Unauthorized
from tests.harness.portal_server import PortalServer

pytestmark = [pytest.mark.long, pytest.mark.timeout(60)]
TERMINAL = "terminal-code-1"
CALLBACK = "http://127.0.0.1:5555/callback"
PASSWORDS = {"demo": "demo-2009", "demo.ouyang": "demo-2010"}
PROVISION = """
from server.identity.terminals import provision
made = provision(client_id, "3号机", "佛山市行政服务中心", jwk, ["http://127.0.0.1/callback"])
result = made.client_id
"""


@dataclass
class Place:
    """The real server, a terminal that it knows, and the terminal's one browser."""

    server: PortalServer
    party: RelyingParty
    browser: Phone
    asked: int = 0

    def by_code(self, account: str) -> Session:
        flow = CodeSignIn(self.party, CALLBACK)
        return flow.finish(self.follow(flow.start(), account))

    def follow(self, address: str, account: str) -> str:
        """Through the provider's pages to the address that leads back."""
        answer = self.browser.session.get(address, allow_redirects=False, timeout=20)
        for _ in range(10):
            if answer.headers.get("Location", "").startswith(CALLBACK):
                break
            if answer.is_redirect:
                target = requests.compat.urljoin(answer.url, answer.headers["Location"])
                answer = self.browser.session.get(target, allow_redirects=False, timeout=20)
                continue
            form = Page(answer).forms[0]
            data = dict(form.values)
            if "password" in data:
                self.asked += 1
                data |= {"account": account, "password": PASSWORDS[account]}
            answer = self.browser.session.post(
                form.action,
                data=data,
                headers={"Referer": answer.url},
                allow_redirects=False,
                timeout=20,
            )
        return answer.headers["Location"]

    def by_device(self, account: str) -> Session:
        flow = DeviceSignIn(self.party)
        code = flow.start()
        with Phone(self.server.base_url) as phone:
            phone.approve(code.user_code, code.binding_number, account, PASSWORDS[account])
        while True:
            time.sleep(max(flow.next_poll_at - time.monotonic(), 0))
            result = flow.poll()
            if not isinstance(result, Pending):
                return result

    def my_cases(self, session: Session) -> object:
        return PortalClient(self.server.base_url, session.bearer()).page("/my/cases", "zh-Hans")


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[PortalServer, RelyingParty]]:
    with PortalServer(scale=0.02) as server:
        secret = new_key()
        server.call(PROVISION, client_id=TERMINAL, jwk=public_part(secret))
        config = ProviderConfig(f"{server.base_url}/id", TERMINAL)
        credential = KeyAssertion(TERMINAL, config.issuer, load_key(secret), Clock())
        yield server, relying_party(config, credential)


@pytest.fixture
def place(server: tuple[PortalServer, RelyingParty]) -> Iterator[Place]:
    with Phone(server[0].base_url) as browser:
        yield Place(*server, browser)


def test_code_with_pkce_opens_the_portal_and_its_end_closes_it(place: Place) -> None:
    session = place.by_code("demo")
    assert session.visitor.masked_name.endswith("*")
    assert place.my_cases(session)
    session.refresh()
    copy = session.copy()
    report = end(session)
    assert report.clean
    assert copy is not None
    with pytest.raises(Unauthorized):
        place.my_cases(copy)
    for use in (copy.userinfo, copy.refresh):
        with pytest.raises(AuthError):
            use()


def test_the_next_visitor_at_the_same_browser_is_asked_again(place: Place) -> None:
    first = place.by_code("demo")
    end(first)
    second = place.by_code("demo.ouyang")
    assert place.asked == 2
    assert second.claims.sub != first.claims.sub
    assert second.visitor.masked_name != first.visitor.masked_name
    end(second)


def test_a_visitor_who_left_without_logging_out_is_not_the_next(place: Place) -> None:
    first = place.by_code("demo")  # its process dies: nothing is revoked, the cookie stays
    second = place.by_code("demo.ouyang")
    assert place.asked == 2
    assert second.claims.sub != first.claims.sub


def test_a_cookie_that_signs_in_silently_is_found_out(place: Place) -> None:
    place.by_code("demo")
    time.sleep(4)
    # pushed demands could not be taken out of the address
    config = replace(place.party.config, par=False)
    flow = CodeSignIn(relying_party(config, place.party.credential), CALLBACK)
    address = flow.start()
    assert "prompt=login" in address
    address = address.replace("prompt=login&", "").replace("&prompt=login", "")
    address = address.replace("&max_age=60", "")
    with pytest.raises(BadToken, match="auth_time"):
        flow.finish(place.follow(address, "demo.ouyang"))


def test_each_way_in_and_the_next_visitor_by_phone(place: Place) -> None:
    first, second = place.by_device("demo"), place.by_device("demo.ouyang")
    assert first.claims.sub != second.claims.sub
    assert all(end(session).clean for session in (first, second))
