"""A terminal asks a person's phone (CIBA, poll mode), and everything that must not work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import requests

from kiosk.tour.phone import Phone
from tests.harness.code_flow import claims
from tests.harness.identity_server import IdentityServer
from tests.harness.terminal import TerminalClient

CIBA = "urn:openid:params:grant-type:ciba"
NUMBER = "47"
Make = Callable[..., TerminalClient]
CARD = """
from server.identity.models import User
result = User.objects.filter(username=name).update(card=card)
"""
SENT = """
import json
from django.conf import settings
folder = settings.DATA / "outbox"
files = sorted(folder.glob("*.json")) if folder.exists() else []
result = [json.loads(file.read_text(encoding="utf-8")) for file in files]
"""


@pytest.fixture(autouse=True)
def nothing_is_asked(identity: IdentityServer) -> None:
    identity.sql("UPDATE identity_devicecode SET expires_at = '2020-01-01' WHERE by_asking")
    identity.sql("DELETE FROM identity_attempt")


def ask(terminal: TerminalClient, hint: str, **form: str) -> requests.Response:
    right = {"scope": "openid profile", "login_hint": hint, "binding_message": NUMBER}
    given = {name: value for name, value in {**right, **form}.items() if value}
    return terminal.post("/ask", **given)


def asked(terminal: TerminalClient, hint: str, **form: str) -> str:
    answer = ask(terminal, hint, **form)
    assert answer.status_code == 200, answer.text
    return str(answer.json()["auth_req_id"])


def poll(terminal: TerminalClient, request: str) -> requests.Response:
    return terminal.post("/token", grant_type=CIBA, auth_req_id=request)


def error(answer: requests.Response) -> str:
    assert answer.status_code == 400
    return str(answer.json()["error"])


def open_asks(phone: Phone, account: str = "demo", password: str = "demo-2009") -> None:
    phone.open("/d/asks")
    if "password" in phone.page.forms[0].values:
        phone.submit(account=account, password=password)


def approve(phone: Phone, number: str = NUMBER) -> None:
    open_asks(phone)
    phone.press("yes")
    phone.press("approve", number=number)


def test_the_phone_approves(terminal: TerminalClient, phone: Phone) -> None:
    answer = ask(terminal, "demo")
    told = answer.json()
    assert (told["expires_in"], told["interval"]) == (120, 2)
    assert len(told["auth_req_id"]) >= 43
    assert answer.headers["Cache-Control"] == "no-store"
    assert error(poll(terminal, told["auth_req_id"])) == "authorization_pending"
    open_asks(phone)
    assert phone.page.heading == "Are you standing at this terminal?"
    phone.press("yes")
    phone.press("approve", number=NUMBER)
    assert phone.page.heading == "Approved"
    tokens = poll(terminal, told["auth_req_id"])
    assert tokens.status_code == 200
    found = claims(terminal, tokens.json()["id_token"])
    assert found["masked_name"] == "张*"
    assert error(poll(terminal, told["auth_req_id"])) == "invalid_grant"


@pytest.mark.parametrize("hint", ["DEMO", "demo@example.org", "Demo@Example.ORG", "6217 0044"])
def test_by_name_contact_or_card(
    identity: IdentityServer, terminal: TerminalClient, phone: Phone, hint: str
) -> None:
    identity.call(CARD, name="demo", card="6217 0044")
    request = asked(terminal, hint)
    approve(phone)
    assert poll(terminal, request).status_code == 200


def test_the_message_names_place_and_address(
    identity: IdentityServer, terminal: TerminalClient
) -> None:
    identity.sql("DELETE FROM identity_attempt")
    before = len(identity.call(SENT))
    asked(terminal, "demo")
    [message] = identity.call(SENT)[before:]
    assert message["to"] == "demo@example.org"
    assert f"{terminal.base_url}/d/asks" in message["text"]
    assert NUMBER not in message["text"]  # who does not see the terminal cannot approve it


def test_nobodys_name_is_answered_the_same(
    identity: IdentityServer, terminal: TerminalClient, phone: Phone
) -> None:
    known, unknown = ask(terminal, "demo"), ask(terminal, "nobody.at.all")
    assert known.status_code == unknown.status_code
    assert set(known.json()) == set(unknown.json())
    assert known.json()["expires_in"] == unknown.json()["expires_in"]
    request = unknown.json()["auth_req_id"]
    assert error(poll(terminal, request)) == "authorization_pending"
    assert error(poll(terminal, request)) == "slow_down"
    open_asks(phone)
    assert phone.page.heading == "Requests from terminals"
    identity.sql("UPDATE identity_devicecode SET expires_at = '2020-01-01'")
    assert error(poll(terminal, request)) == "expired_token"


def test_a_no_is_access_denied(terminal: TerminalClient, phone: Phone) -> None:
    request = asked(terminal, "demo")
    open_asks(phone)
    phone.press("no")
    assert error(poll(terminal, request)) == "access_denied"


def test_three_wrong_numbers_end_it(terminal: TerminalClient, phone: Phone) -> None:
    request = asked(terminal, "demo")
    open_asks(phone)
    phone.press("yes")
    for _ in range(3):
        phone.press("approve", number="99")
    assert error(poll(terminal, request)) == "access_denied"


def test_polling_too_fast_makes_the_interval_longer(terminal: TerminalClient) -> None:
    request = asked(terminal, "demo")
    errors = [error(poll(terminal, request)) for _ in range(3)]
    assert errors == ["authorization_pending", "slow_down", "slow_down"]


def test_another_person_can_neither_see_nor_approve_it(
    terminal: TerminalClient, phone: Phone, identity: IdentityServer
) -> None:
    request = asked(terminal, "demo")
    with identity.phone() as other:
        open_asks(other, "demo.en", "demo-2011")
        assert other.page.heading == "Requests from terminals"
    open_asks(phone)
    phone.press("yes")
    phone.press("This is not my account, sign out")
    phone.submit(account="demo.en", password="demo-2011")
    assert phone.page.heading == "Sign in to your account"  # only who was asked
    assert error(poll(terminal, request)) == "authorization_pending"


def test_a_code_cannot_be_redeemed_as_a_question_nor_the_other_way(
    terminal: TerminalClient,
) -> None:
    assert error(poll(terminal, terminal.start()["device_code"])) == "invalid_grant"
    assert error(terminal.poll(asked(terminal, "demo"))) == "invalid_grant"


def test_another_terminal_cannot_redeem_it(make_terminal: Make, phone: Phone) -> None:
    here, there = make_terminal(), make_terminal()
    request = asked(here, "demo")
    approve(phone)
    assert error(poll(there, request)) == "unauthorized_client"
    assert poll(here, request).status_code == 200


def test_a_second_question_at_a_terminal_ends_the_first(terminal: TerminalClient) -> None:
    first, second = asked(terminal, "demo"), asked(terminal, "demo")
    assert error(poll(terminal, first)) == "expired_token"
    assert error(poll(terminal, second)) == "authorization_pending"


def test_a_code_on_the_screen_goes_on(terminal: TerminalClient) -> None:
    code = terminal.start()["device_code"]
    request = asked(terminal, "demo")
    for _ in range(2):
        terminal.start()
    assert error(poll(terminal, request)) == "authorization_pending"
    assert error(terminal.poll(code)) == "expired_token"


BAD: list[tuple[dict[str, str], str]] = [
    ({"login_hint": ""}, "invalid_request"),
    ({"login_hint": "x" * 201}, "invalid_request"),
    ({"login_hint_token": "x"}, "invalid_request"),
    ({"id_token_hint": "x"}, "invalid_request"),
    ({"binding_message": ""}, "invalid_binding_message"),
    ({"binding_message": "4"}, "invalid_binding_message"),
    ({"binding_message": "四七"}, "invalid_binding_message"),
    ({"binding_message": "471"}, "invalid_binding_message"),
    ({"scope": ""}, "invalid_scope"),
    ({"scope": "profile"}, "invalid_scope"),
    ({"scope": "openid email"}, "invalid_scope"),
    ({"requested_expiry": "soon"}, "invalid_request"),
    ({"requested_expiry": "0"}, "invalid_request"),
    ({"acr_values": "9"}, "unmet_authentication_requirements"),
]


@pytest.mark.parametrize(("form", "wanted"), BAD)
def test_a_bad_question_is_refused(
    terminal: TerminalClient, form: dict[str, str], wanted: str
) -> None:
    assert error(ask(terminal, "demo", **form)) == wanted


def test_less_time_can_be_asked_for_and_not_more(terminal: TerminalClient) -> None:
    for asked_for, given in (("30", 30), ("100000", 120)):
        told: dict[str, Any] = ask(terminal, "demo", requested_expiry=asked_for).json()
        assert told["expires_in"] == given


def test_it_needs_the_terminals_key(terminal: TerminalClient) -> None:
    form = {"scope": "openid", "login_hint": "demo", "binding_message": NUMBER}
    answer = terminal.session.post(terminal.issuer + "/ask", data=form, timeout=20)
    assert answer.json()["error"] == "invalid_client"


def test_a_stronger_sign_in_is_asked_for_on_the_phone(
    terminal: TerminalClient, phone: Phone
) -> None:
    asked(terminal, "demo.en", acr_values="4")
    phone.open("/d/asks")
    phone.submit(account="demo.en", password="demo-2011")
    phone.press("yes")
    assert phone.page.heading == "This account is not enough"


def test_staff_is_asked_as_staff_only(terminal: TerminalClient, phone: Phone) -> None:
    request = asked(terminal, "demo", scope="openid profile assist")
    open_asks(phone)
    phone.press("yes")
    assert phone.page.heading == "This account is not staff"
    assert error(poll(terminal, request)) == "access_denied"


def test_a_terminal_that_asks_too_much_waits(identity: IdentityServer, make_terminal: Make) -> None:
    terminal = make_terminal()
    identity.sql("DELETE FROM identity_attempt")
    for _ in range(60):
        asked(terminal, "demo")
    assert error(ask(terminal, "demo")) == "access_denied"
    assert ask(make_terminal(), "demo").status_code == 200


def test_one_telephone_does_not_ring_all_night(
    identity: IdentityServer, terminal: TerminalClient
) -> None:
    identity.sql("DELETE FROM identity_attempt")
    before = len(identity.call(SENT))
    for _ in range(5):
        asked(terminal, "demo")
    assert len(identity.call(SENT)) - before == 3
