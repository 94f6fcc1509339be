"""Signing out once signs out everywhere: a second system, over real HTTP."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey

from kiosk.tour.phone import Phone
from tests.harness.code_flow import BACK, address, claims, follow, redeem, sign_in
from tests.harness.identity_server import IdentityServer
from tests.harness.logout_receiver import EVENT, LogoutReceiver, Refused, verify
from tests.harness.terminal import TerminalClient

Make = Callable[..., TerminalClient]
GRACE = 0.25
"""Seconds in which a call that must not come would have come."""


@pytest.fixture
def receiver(identity: IdentityServer) -> Iterator[LogoutReceiver]:
    with LogoutReceiver(f"{identity.base_url}/id", "") as receiver:
        yield receiver


@pytest.fixture
def system(make_terminal: Make, receiver: LogoutReceiver) -> TerminalClient:
    made = make_terminal(redirect_uris=f'["{BACK}"]', backchannel_logout_uri=receiver.uri)
    receiver.client_id = made.client_id
    return made


@pytest.fixture
def client(make_terminal: Make) -> TerminalClient:
    return make_terminal(redirect_uris=f'["{BACK}"]')


def sid(terminal: TerminalClient, tokens: Any) -> str:
    return str(claims(terminal, tokens["id_token"])["sid"])


def bring(system: TerminalClient, tokens: Any) -> Any:
    """The visitor uses the system: it looks the token up, and keeps a session."""
    return system.post("/introspect", token=tokens["access_token"]).json()


def test_a_system_that_a_visitor_used_hears_that_the_visit_ended(
    terminal: TerminalClient, system: TerminalClient, receiver: LogoutReceiver, phone: Phone
) -> None:
    tokens = terminal.visit(phone)
    assert bring(system, tokens)["sid"] == sid(terminal, tokens)
    terminal.logout(id_token_hint=tokens["id_token"])
    receiver.wait(1)
    assert (receiver.ended, receiver.refused) == ([sid(terminal, tokens)], [])
    assert bring(system, tokens) == {"active": False}


def test_another_visit_of_the_same_person_goes_on(
    make_terminal: Make, system: TerminalClient, receiver: LogoutReceiver, phone: Phone
) -> None:
    here, there = make_terminal(), make_terminal()
    mine, elsewhere = here.visit(phone), there.visit(phone)
    bring(system, mine)
    bring(system, elsewhere)
    here.logout(id_token_hint=mine["id_token"])
    receiver.wait(1)
    time.sleep(GRACE)
    assert receiver.ended == [sid(here, mine)]
    assert bring(system, elsewhere)["active"]


def test_a_system_that_was_not_used_hears_nothing(
    terminal: TerminalClient, system: TerminalClient, receiver: LogoutReceiver, phone: Phone
) -> None:
    terminal.logout(id_token_hint=terminal.visit(phone)["id_token"])
    time.sleep(GRACE)
    assert receiver.received == []


def test_a_crashed_terminal_ends_its_visits_in_the_systems_too(
    terminal: TerminalClient, system: TerminalClient, receiver: LogoutReceiver, phone: Phone
) -> None:
    tokens = terminal.visit(phone)
    bring(system, tokens)
    terminal.post("/terminal/end-visits")
    receiver.wait(1)
    assert receiver.ended == [sid(terminal, tokens)]


def test_signing_out_everywhere_ends_terminals_and_systems(
    identity: IdentityServer,
    terminal: TerminalClient,
    system: TerminalClient,
    receiver: LogoutReceiver,
    phone: Phone,
) -> None:
    tokens = terminal.visit(phone)
    bring(system, tokens)
    phone.open("/id/account/everywhere")
    phone.press("go", code=identity.app_code())
    assert phone.press("go").heading == "Signed out everywhere"
    receiver.wait(1)
    assert receiver.ended == [sid(terminal, tokens)]
    assert terminal.userinfo(tokens["access_token"]).status_code == 401
    assert phone.open("/id/account").heading == "Sign in to your account"


def test_a_browser_is_signed_in_once_and_out_once(
    client: TerminalClient, system: TerminalClient, receiver: LogoutReceiver, phone: Phone
) -> None:
    """Single sign-on through pages: the second system asks for no password."""
    first = redeem(client, sign_in(phone, address(client))["code"]).json()
    second = redeem(system, follow(phone, address(system, prompt="none"))["code"]).json()
    client.logout(id_token_hint=first["id_token"])
    receiver.wait(1)
    assert receiver.ended == [sid(system, second)]
    assert system.userinfo(second["access_token"]).status_code == 401
    assert follow(phone, address(system, prompt="none"))["error"] == "login_required"


def test_a_code_from_a_browser_that_was_signed_out_is_worthless(
    client: TerminalClient, phone: Phone
) -> None:
    first = redeem(client, sign_in(phone, address(client))["code"]).json()
    code = follow(phone, address(client))["code"]
    client.logout(id_token_hint=first["id_token"])
    assert redeem(client, code).json()["error"] == "invalid_grant"


def test_a_system_that_stumbles_is_told_again(
    terminal: TerminalClient,
    system: TerminalClient,
    receiver: LogoutReceiver,
    phone: Phone,
) -> None:
    receiver.statuses = [503]
    tokens = terminal.visit(phone)
    bring(system, tokens)
    terminal.logout(id_token_hint=tokens["id_token"])
    receiver.wait(2)
    assert receiver.ended == [sid(terminal, tokens)]


def test_tries_are_bounded(
    identity: IdentityServer,
    terminal: TerminalClient,
    system: TerminalClient,
    receiver: LogoutReceiver,
    phone: Phone,
) -> None:
    receiver.statuses = [500] * 9
    tokens = terminal.visit(phone)
    bring(system, tokens)
    identity.sql("UPDATE identity_participation SET attempts = 2 WHERE told_at IS NULL")
    identity.sql("UPDATE identity_participation SET next_at = NULL")
    identity.sql(
        "UPDATE identity_participation SET attempts = 3, next_at = datetime('now')"
        " WHERE visit_id = (SELECT id FROM identity_visit WHERE sid = ?)",
        sid(terminal, tokens),
    )
    terminal.start()  # cleaning up goes on with what is due
    receiver.wait(1)
    time.sleep(GRACE)
    rows = identity.sql(
        "SELECT p.attempts, p.next_at, p.told_at FROM identity_participation p"
        " JOIN identity_visit v ON v.id = p.visit_id WHERE v.sid = ?",
        sid(terminal, tokens),
    )
    assert (len(receiver.received), rows) == (1, [(4, None, None)])


@pytest.mark.parametrize("status", [400, 302])
def test_a_system_that_refuses_is_not_asked_again(
    identity: IdentityServer,
    terminal: TerminalClient,
    system: TerminalClient,
    receiver: LogoutReceiver,
    phone: Phone,
    status: int,
) -> None:
    receiver.statuses = [status]
    tokens = terminal.visit(phone)
    bring(system, tokens)
    terminal.logout(id_token_hint=tokens["id_token"])
    receiver.wait(1)
    time.sleep(GRACE)
    pending = identity.sql(
        "SELECT count(*) FROM identity_participation p JOIN identity_visit v ON v.id = p.visit_id"
        " WHERE v.sid = ? AND next_at IS NOT NULL",
        sid(terminal, tokens),
    )
    assert (len(receiver.received), pending) == (1, [(0,)])


def test_no_terminal_waits_for_a_system_that_hangs(
    terminal: TerminalClient, make_terminal: Make, phone: Phone
) -> None:
    hanging = make_terminal(backchannel_logout_uri="http://10.255.255.1/logout")
    tokens = terminal.visit(phone)
    bring(hanging, tokens)
    began = time.monotonic()
    assert terminal.logout(id_token_hint=tokens["id_token"]).status_code == 200
    assert time.monotonic() - began < 1.5


def test_a_system_starts_no_device_sign_in(system: TerminalClient) -> None:
    assert system.post("/device").json()["error"] == "unauthorized_client"


def test_a_system_learns_nothing_from_a_refresh_token(
    terminal: TerminalClient, system: TerminalClient, phone: Phone
) -> None:
    tokens = terminal.visit(phone)
    told = system.post("/introspect", token=tokens["refresh_token"]).json()
    assert told == {"active": False}


HOSTILE: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("aud", {}, {"aud": "another"}),
    ("iss", {}, {"iss": "https://example.org"}),
    ("typ", {"typ": "JWT"}, {}),
    ("nonce", {}, {"nonce": "n"}),
    ("events", {}, {"events": {}}),
    ("sid", {}, {"sid": None, "sub": None}),
    ("exp", {}, {"exp": 1}),
    ("iat", {}, {"iat": 1}),
]


@pytest.mark.parametrize(("reason", "header", "spoiled"), HOSTILE, ids=[one[0] for one in HOSTILE])
def test_the_receivers_check_refuses_every_wrong_token(
    identity: IdentityServer, reason: str, header: dict[str, Any], spoiled: dict[str, Any]
) -> None:
    """The check that the other tests rely on can fail: tokens signed with the real key."""
    now, issuer = int(time.time()), f"{identity.base_url}/id"
    good = {"iss": issuer, "aud": "me", "iat": now, "exp": now + 60, "jti": "1", "sid": "s"}
    key = signing_key(identity)
    alg = {"alg": "ES256", "typ": "logout+jwt", "kid": key.kid}
    whole = {**good, "events": {EVENT: {}}, **spoiled}
    token = jwt.encode({**alg, **header}, whole, key.key())
    with pytest.raises(Refused, match=reason):
        verify(token, issuer, "me", set())


def test_the_receivers_check_refuses_a_foreign_key_and_a_second_use(
    identity: IdentityServer,
) -> None:
    now, issuer = int(time.time()), f"{identity.base_url}/id"
    good = {"iss": issuer, "aud": "me", "iat": now, "exp": now + 60, "jti": "1", "sid": "s"}
    key = signing_key(identity)
    head = {"alg": "ES256", "typ": "logout+jwt", "kid": key.kid}
    whole = {**good, "events": {EVENT: {}}}
    with pytest.raises(Refused, match="signature"):
        verify(jwt.encode(head, whole, ECKey.generate_key("P-256")), issuer, "me", set())
    token, seen = jwt.encode(head, whole, key.key()), set[str]()
    verify(token, issuer, "me", seen)
    with pytest.raises(Refused, match="jti"):
        verify(token, issuer, "me", seen)


def signing_key(identity: IdentityServer) -> Any:
    from server.identity.keys import KeyStore

    return KeyStore(identity.data).signing_key("ES256")
