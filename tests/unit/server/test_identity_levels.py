"""Trust levels: what a sign-in is worth, and never more than it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import requests
from joserfc import jwe
from joserfc.jwk import OctKey

from kiosk.tour.phone import Phone
from tests.harness.code_flow import BACK, address, claims, follow, redeem, sign_in
from tests.harness.identity_server import IdentityServer
from tests.harness.terminal import TerminalClient

Make = Callable[..., TerminalClient]
OUYANG = ("demo.ouyang", "demo-2010")
ENGLISH = ("demo.en", "demo-2011")
PASSWORD = {"account": "demo", "password": "demo-2009"}


@pytest.fixture
def client(make_terminal: Make) -> TerminalClient:
    return make_terminal(redirect_uris=f'["{BACK}"]')


@pytest.fixture(autouse=True)
def as_before(identity: IdentityServer) -> Iterator[None]:
    yield
    identity.sql("UPDATE identity_user SET level = 2, contact_spent = 0 WHERE username <> 'demo'")


def begin(terminal: TerminalClient, phone: Phone, **form: str) -> dict[str, Any]:
    """A sign-in on the phone, up to what comes after "yes, I am standing at it"."""
    started = terminal.start(**form)
    phone.open(f"/d?c={started['user_code']}")
    phone.press("yes")
    return started


def finish(terminal: TerminalClient, phone: Phone, started: dict[str, Any]) -> Any:
    phone.press("approve", number=started["binding_number"])
    answer = terminal.poll(started["device_code"])
    assert answer.status_code == 200, answer.text
    return claims(terminal, answer.json()["id_token"])


@pytest.mark.parametrize("account", [("demo", "demo-2009"), OUYANG, ENGLISH], ids=str)
def test_a_password_alone_is_level_2_whatever_the_account(
    terminal: TerminalClient, phone: Phone, account: tuple[str, str]
) -> None:
    told = claims(terminal, terminal.visit(phone, *account)["id_token"])
    assert (told["acr"], told["amr"]) == ("2", ["pwd"])


def test_an_app_raises_a_checked_account_to_its_level(
    identity: IdentityServer, terminal: TerminalClient, phone: Phone
) -> None:
    started = begin(terminal, phone, acr_values="4")
    phone.submit(**PASSWORD)
    assert phone.page.url.endswith("/d/second")
    phone.press("go", code=identity.app_code())
    told = finish(terminal, phone, started)
    assert (told["acr"], told["amr"]) == ("4", ["pwd", "otp", "mfa"])


def test_a_code_sent_to_the_contact_raises_to_3_and_not_further(
    identity: IdentityServer, terminal: TerminalClient, phone: Phone
) -> None:
    started = begin(terminal, phone, acr_values="3")
    phone.submit(account=OUYANG[0], password=OUYANG[1])
    assert "d•••@example.org" in phone.page.text
    phone.press("go", code=identity.sent("demo.ouyang@example.org"))
    assert finish(terminal, phone, started)["acr"] == "3"


@pytest.mark.parametrize(("account", "wanted"), [(OUYANG, "4"), (OUYANG, "5"), (ENGLISH, "3")])
def test_an_account_that_cannot_reach_the_level_is_told_so_and_so_is_the_terminal(
    terminal: TerminalClient, phone: Phone, account: tuple[str, str], wanted: str
) -> None:
    started = begin(terminal, phone, acr_values=wanted)
    page = phone.submit(account=account[0], password=account[1])
    assert page.heading == "This account is not enough"
    answer = terminal.poll(started["device_code"])
    assert answer.json()["error"] == "unmet_authentication_requirements"


def test_the_approval_cannot_be_reached_around_the_second_factor(
    terminal: TerminalClient, phone: Phone
) -> None:
    started = begin(terminal, phone, acr_values="3")
    page = phone.submit(**PASSWORD)
    token = page.forms[0].values["csrfmiddlewaretoken"]
    form = {"decision": "approve", "number": started["binding_number"]}
    phone.session.post(
        phone.base_url + "/d/confirm", data={**form, "csrfmiddlewaretoken": token}, timeout=20
    )
    assert terminal.poll(started["device_code"]).json()["error"] == "authorization_pending"


@pytest.mark.parametrize("wrong", ["", "000000", "12345", "abcdef", "1234567"])
def test_a_wrong_code_raises_nothing(
    identity: IdentityServer, terminal: TerminalClient, phone: Phone, wrong: str
) -> None:
    begin(terminal, phone, acr_values="3")
    phone.submit(**PASSWORD)
    page = phone.press("go", code=wrong)
    assert page.errors == ["Error: This is not the code, or it was used or is too old."]
    assert phone.open("/d/confirm").url.endswith("/d/second")


def test_an_apps_code_counts_once(
    identity: IdentityServer, terminal: TerminalClient, phone: Phone
) -> None:
    code = identity.app_code()
    for headings in ("Confirm signing in at the terminal", "Confirm that it is you"):
        with identity.phone() as fresh:
            begin(terminal, fresh, acr_values="3")
            fresh.submit(**PASSWORD)
            assert fresh.press("go", code=code).heading == headings


def test_guessing_the_second_factor_is_stopped_even_for_the_right_code(
    identity: IdentityServer, terminal: TerminalClient, phone: Phone
) -> None:
    begin(terminal, phone, acr_values="3")
    phone.submit(**PASSWORD)
    for number in range(10):
        phone.press("go", code=f"00000{number}")
    page = phone.press("go", code=identity.app_code())
    assert (page.status, page.heading) == (429, "Confirm that it is you")
    assert int(page.headers["Retry-After"]) > 0


def test_messages_to_one_contact_are_few(
    identity: IdentityServer, terminal: TerminalClient, phone: Phone
) -> None:
    begin(terminal, phone, acr_values="3")
    phone.submit(account=OUYANG[0], password=OUYANG[1])
    before = len(identity.messages("demo.ouyang@example.org"))
    statuses = [phone.press("again").status for _ in range(3)]
    assert statuses == [200, 200, 429]
    assert len(identity.messages("demo.ouyang@example.org")) == before + 2


def test_a_new_code_makes_the_old_one_useless(
    identity: IdentityServer, terminal: TerminalClient, phone: Phone
) -> None:
    begin(terminal, phone, acr_values="3")
    phone.submit(account=OUYANG[0], password=OUYANG[1])
    old = identity.sent("demo.ouyang@example.org")
    phone.press("again")
    assert phone.press("go", code=old).errors or old == identity.sent("demo.ouyang@example.org")


def test_a_contact_that_replaced_the_password_is_no_second_factor(
    identity: IdentityServer, terminal: TerminalClient, phone: Phone
) -> None:
    identity.sql("UPDATE identity_user SET contact_spent = 1 WHERE username = 'demo.ouyang'")
    begin(terminal, phone, acr_values="3")
    page = phone.submit(account=OUYANG[0], password=OUYANG[1])
    assert page.heading == "This account is not enough"


def test_a_stronger_sign_in_is_asked_for_on_the_page_of_the_code_flow(
    identity: IdentityServer, client: TerminalClient, phone: Phone
) -> None:
    forms = (PASSWORD, {"code": identity.app_code()})
    back = follow(phone, address(client, acr_values="4"), *forms)
    assert claims(client, redeem(client, back["code"]).json()["id_token"])["acr"] == "4"


def test_who_is_signed_in_is_asked_for_the_second_factor_only(
    identity: IdentityServer, client: TerminalClient, phone: Phone
) -> None:
    low = claims(client, redeem(client, sign_in(phone, address(client))["code"]).json()["id_token"])
    back = follow(phone, address(client, acr_values="3"), {"code": identity.app_code()})
    high = claims(client, redeem(client, back["code"]).json()["id_token"])
    assert (low["acr"], high["acr"]) == ("2", "4")
    assert low["auth_time"] == high["auth_time"]


@pytest.mark.parametrize("asked", [{"prompt": "login"}, {"max_age": "0"}], ids=str)
def test_password_and_second_factor_are_both_asked_for_again(
    identity: IdentityServer, client: TerminalClient, phone: Phone, asked: dict[str, str]
) -> None:
    path = address(client, acr_values="3", **asked)
    follow(phone, path, PASSWORD, {"code": identity.app_code()})
    page = phone.open(path)
    assert page.heading == "Sign in to your account"
    page = phone.submit(**PASSWORD)
    assert page.heading == "Confirm that it is you"


def test_the_factors_form_is_no_way_around_the_password(
    identity: IdentityServer, client: TerminalClient, phone: Phone
) -> None:
    follow(phone, address(client, acr_values="3"), PASSWORD, {"code": identity.app_code()})
    path = address(client, acr_values="3", prompt="login")
    page = phone.open(path)
    token = page.forms[0].values["csrfmiddlewaretoken"]
    around = phone.base_url + path.replace("/authorize?", "/authorize/second?")
    answer = phone.session.post(
        around,
        data={"code": identity.app_code(), "csrfmiddlewaretoken": token},
        timeout=20,
        allow_redirects=False,
    )
    assert answer.status_code == 200
    assert "Sign in to your account" in answer.text


@pytest.mark.parametrize("acr_values", ["5", "5 9"])
def test_nothing_less_goes_back_to_the_client_than_it_asked_for(
    client: TerminalClient, phone: Phone, acr_values: str
) -> None:
    back = sign_in(phone, address(client, acr_values=acr_values))
    assert (back["error"], back["state"]) == ("unmet_authentication_requirements", "s 1")
    assert "code" not in back


def test_of_several_levels_the_lowest_is_enough(client: TerminalClient, phone: Phone) -> None:
    back = sign_in(phone, address(client, acr_values="5 2"))
    assert claims(client, redeem(client, back["code"]).json()["id_token"])["acr"] == "2"


def test_prompt_none_never_shows_a_form_for_the_second_factor(
    client: TerminalClient, phone: Phone
) -> None:
    sign_in(phone, address(client))
    errors = [
        follow(phone, address(client, prompt="none", acr_values=level))["error"]
        for level in ("3", "5")
    ]
    assert errors == ["interaction_required", "unmet_authentication_requirements"]


def test_the_phone_asks_for_the_password_again_where_the_terminal_wants_it(
    identity: IdentityServer, terminal: TerminalClient, phone: Phone
) -> None:
    terminal.visit(phone)
    identity.sql("UPDATE identity_signon SET auth_time = datetime('now', '-100 seconds')")
    begin(terminal, phone, max_age="600")
    assert phone.page.url.endswith("/d/confirm")
    started = begin(terminal, phone, max_age="60")
    assert phone.page.url.endswith("/d/sign-in")
    phone.submit(**PASSWORD)
    assert finish(terminal, phone, started)["acr"] == "2"


@pytest.mark.parametrize(
    ("form", "error"),
    [
        ({"acr_values": "9"}, "unmet_authentication_requirements"),
        ({"max_age": "x"}, "invalid_request"),
    ],
    ids=str,
)
def test_a_terminal_that_asks_for_the_impossible_is_told_at_once(
    terminal: TerminalClient, form: dict[str, str], error: str
) -> None:
    assert terminal.post("/device", **form).json()["error"] == error


def probe(identity: IdentityServer, token: str) -> requests.Response:
    headers = {"Authorization": f"Bearer {token}"}
    address = f"{identity.base_url}/probe?acr=4"
    return requests.get(address, headers=headers, timeout=20)


def test_a_resource_that_asks_for_more_is_opened_after_stepping_up(
    identity: IdentityServer, terminal: TerminalClient, phone: Phone
) -> None:
    """RFC 9470 from end to end: refused, signed in again stronger, opened."""
    refused = probe(identity, terminal.visit(phone)["access_token"])
    found = re.search(r'acr_values="(\d)"', refused.headers["WWW-Authenticate"])
    assert found
    started = begin(terminal, phone, acr_values=found.group(1))
    phone.press("go", code=identity.app_code())
    phone.press("approve", number=started["binding_number"])
    token = terminal.poll(started["device_code"]).json()["access_token"]
    assert probe(identity, token).status_code == 200


def test_totp_is_that_of_the_standard() -> None:
    """RFC 6238 appendix B, the last six of its eight digits."""
    from server.identity.totp import time_code

    secret = b"12345678901234567890"
    known = {59: "287082", 1111111109: "081804", 1234567890: "005924", 20000000000: "353130"}
    assert {at: time_code(secret, at // 30) for at in known} == known


def test_an_app_that_was_sealed_with_another_key_opens_nothing_and_breaks_nothing(
    identity: IdentityServer, terminal: TerminalClient, phone: Phone
) -> None:
    ((kept,),) = identity.sql("SELECT totp FROM identity_user WHERE username = 'demo'")
    code = identity.app_code()
    other = jwe.encrypt_compact(
        {"alg": "dir", "enc": "A256GCM"}, b"x" * 20, OctKey.import_key(b"k" * 32)
    )
    identity.sql("UPDATE identity_user SET totp = ? WHERE username = 'demo'", other)
    try:
        begin(terminal, phone, acr_values="4")
        phone.submit(**PASSWORD)
        page = phone.press("go", code=code)
        assert page.status < 500
        assert page.url.endswith("/d/second")
    finally:
        identity.sql("UPDATE identity_user SET totp = ? WHERE username = 'demo'", kept)


def test_the_secret_of_an_app_is_not_kept_in_the_clear(identity: IdentityServer) -> None:
    ((kept,),) = identity.sql("SELECT totp FROM identity_user WHERE username = 'demo'")
    assert kept.count(".") == 4
    assert "YIZHAN" not in kept
