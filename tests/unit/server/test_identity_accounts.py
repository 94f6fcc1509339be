"""Registration, recovery, particulars: what people do with their own account."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator

import pytest

from kiosk.tour.phone import Page, Phone
from tests.harness.identity_server import IdentityServer
from tests.harness.terminal import TerminalClient

Make = Callable[..., TerminalClient]
GOOD = "quiet river 88"
_numbers = itertools.count(1)


@pytest.fixture
def newcomer() -> dict[str, str]:
    number = next(_numbers)
    return {
        "account": f"newcomer{number}",
        "name": "Ho Example",
        "contact": f"newcomer{number}@example.org",
        "password": GOOD,
    }


@pytest.fixture
def account(identity: IdentityServer, phone: Phone, newcomer: dict[str, str]) -> dict[str, str]:
    """An account that was registered; the phone that did it is signed in."""
    register(identity, phone, newcomer)
    assert phone.page.heading == "Confirm that it is you"
    confirm(identity, phone, newcomer["contact"])
    assert phone.page.heading == "Your account"
    identity.sql("DELETE FROM identity_attempt")
    return newcomer


def register(identity: IdentityServer, phone: Phone, fields: dict[str, str]) -> Page:
    phone.open("/id/register")
    phone.submit(**fields)
    return phone.submit(code=identity.sent(fields["contact"]))


def confirm(identity: IdentityServer, phone: Phone, contact: str) -> Page:
    """The second factor, where a page asks for it."""
    if phone.page.heading == "Confirm that it is you":
        phone.press("go", code=identity.sent(contact))
    return phone.page


@pytest.fixture
def other(identity: IdentityServer) -> Iterator[Phone]:
    with identity.phone() as phone:
        yield phone


def test_an_account_is_opened_and_signs_in_at_a_terminal(
    account: dict[str, str], terminal: TerminalClient, other: Phone
) -> None:
    tokens = terminal.visit(other, account["account"], account["password"])
    assert terminal.userinfo(tokens["access_token"]).json()["name"] == "Ho Example"


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("account", "abc", "Enter an account of 4 to 32"),
        ("account", "a b c d", "Enter an account of 4 to 32"),
        ("account", "<script>", "Enter an account of 4 to 32"),
        ("name", " ", "Enter your name"),
        ("name", "n" * 51, "Enter your name"),
        ("contact", "nobody", "Enter a mobile number"),
        ("contact", "123", "Enter a mobile number"),
        ("contact", "a@b", "Enter a mobile number"),
        ("password", "Sh0rt!!", "The password needs at least 8"),
        ("password", "", "The password needs at least 8"),
        ("password", "password1", "Many people use this password"),
        ("password", "1357924680", "Many people use this password"),
        ("password", "84720195736", "The password must not be only digits"),
        ("password", "Ho Example 1", "The password is too like"),
        ("password", "x" * 257, "The password may have at most 256"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    phone: Phone, newcomer: dict[str, str], field: str, value: str, error: str
) -> None:
    phone.open("/id/register")
    page = phone.submit(**{**newcomer, field: value})
    assert page.status == 422
    assert [one for one in page.errors if error in one], page.errors
    assert value not in {"", " "} or page.errors
    assert newcomer["password"] not in str([one.attributes for one in page.elements])


def test_no_account_without_the_code(
    identity: IdentityServer, phone: Phone, newcomer: dict[str, str]
) -> None:
    phone.open("/id/register")
    phone.submit(**newcomer)
    for number in range(5):
        phone.submit(code=f"00000{number}")
    phone.submit(code=identity.sent(newcomer["contact"]))
    rows = identity.sql("SELECT 1 FROM identity_user WHERE username = ?", newcomer["account"])
    assert rows == []


def test_an_old_code_opens_nothing(
    identity: IdentityServer, phone: Phone, newcomer: dict[str, str]
) -> None:
    phone.open("/id/register")
    phone.submit(**newcomer)
    identity.sql("UPDATE identity_onetimecode SET expires_at = '2020-01-01'")
    assert phone.submit(code=identity.sent(newcomer["contact"])).heading == "Open an account"


def test_a_waiting_application_keeps_no_password(
    identity: IdentityServer, phone: Phone, newcomer: dict[str, str]
) -> None:
    phone.open("/id/register")
    phone.submit(**newcomer)
    ((data, digest),) = identity.sql(
        "SELECT data, digest FROM identity_onetimecode ORDER BY id DESC LIMIT 1"
    )
    assert GOOD not in str(data)
    assert "argon2" in str(data)
    assert identity.sent(newcomer["contact"]) not in digest


def test_registering_does_not_tell_whose_contact_is_known(
    identity: IdentityServer, account: dict[str, str], other: Phone, newcomer: dict[str, str]
) -> None:
    """The page is the same; the owner of the contact hears the news, and gets no code."""
    before = len(identity.messages(account["contact"]))
    other.open("/id/register")
    page = other.submit(**{**newcomer, "account": "somebody.else"})
    assert page.heading == "Enter the code we sent"
    (text,) = identity.messages(account["contact"])[before:]
    assert account["account"] in text
    assert not re.search(r"\b\d{6}\b", text)
    assert other.submit(code="000000").errors


def test_a_name_that_is_taken_is_said_only_after_the_code(
    identity: IdentityServer, phone: Phone, newcomer: dict[str, str]
) -> None:
    fields = {**newcomer, "account": "DEMO"}
    phone.open("/id/register")
    assert phone.submit(**fields).heading == "Enter the code we sent"
    page = phone.submit(code=identity.sent(fields["contact"]))
    assert page.errors == ["Error: Somebody has this account already. Please choose another."]
    assert phone.submit(**newcomer).heading == "Enter the code we sent"


def test_registering_is_slowed_down(identity: IdentityServer, phone: Phone) -> None:
    phone.open("/id/register")
    statuses = []
    for _ in range(4):
        phone.open("/id/register")
        page = phone.submit(
            account="often.one", name="O", contact="often@example.org", password=GOOD
        )
        statuses.append(page.status)
    assert statuses == [200, 200, 200, 429]


@pytest.mark.parametrize("by", ["account", "contact"])
def test_a_forgotten_password_is_replaced(
    identity: IdentityServer,
    account: dict[str, str],
    terminal: TerminalClient,
    other: Phone,
    by: str,
) -> None:
    visit = terminal.visit(other, account["account"], account["password"])
    with identity.phone() as phone:
        phone.open("/id/recover")
        phone.submit(account=account[by])
        code = identity.sent(account["contact"])
        phone.submit(code=code, password="new river 2027")
        assert phone.page.heading == "Your account"
        assert terminal.userinfo(visit["access_token"]).status_code == 401
        assert other.open("/id/account").heading == "Sign in to your account"
    with identity.phone() as phone:
        assert terminal.visit(phone, account["account"], "new river 2027")
    with identity.phone() as phone, pytest.raises(LookupError):
        terminal.visit(phone, account["account"], account["password"])


def test_recovering_lowers_the_level_until_an_officer_looks_again(
    identity: IdentityServer, account: dict[str, str], other: Phone
) -> None:
    identity.sql("UPDATE identity_user SET level = 5 WHERE username = ?", account["account"])
    other.open("/id/recover")
    other.submit(account=account["account"])
    other.submit(code=identity.sent(account["contact"]), password="new river 2027")
    row = identity.sql(
        "SELECT level, contact_spent FROM identity_user WHERE username = ?", account["account"]
    )
    assert row == [(2, 1)]


def test_recovering_does_not_tell_which_accounts_exist(
    identity: IdentityServer, phone: Phone, other: Phone
) -> None:
    def shown(browser: Phone, account: str) -> tuple[str, str, list[str], int]:
        browser.open("/id/recover")
        first = browser.submit(account=account)
        second = browser.submit(code="123450", password=GOOD)
        return first.heading, first.text, second.errors, second.status

    known, unknown = shown(phone, "demo"), shown(other, "nobody.at.all")
    assert known == unknown
    for browser, account in ((phone, "demo"), (other, "nobody.at.all")):
        statuses = [_recover(browser, account).status for _ in range(3)]
        assert statuses == [200, 200, 429], account


def _recover(browser: Phone, account: str) -> Page:
    browser.open("/id/recover")
    return browser.submit(account=account)


def test_a_recovery_code_is_tried_few_times(
    identity: IdentityServer, account: dict[str, str], other: Phone
) -> None:
    other.open("/id/recover")
    other.submit(account=account["account"])
    code = identity.sent(account["contact"])
    wrong = [number for number in range(6) if f"00000{number}" != code][:5]
    for number in wrong:
        other.submit(code=f"00000{number}", password="new river 2027")
    page = other.submit(code=code, password="new river 2027")
    assert page.heading == "I have forgotten my password"


def test_a_bad_new_password_does_not_use_the_code_up(
    identity: IdentityServer, account: dict[str, str], other: Phone
) -> None:
    other.open("/id/recover")
    other.submit(account=account["account"])
    code = identity.sent(account["contact"])
    assert other.submit(code=code, password="password1").status == 422
    assert other.submit(code=code, password="new river 2027").heading == "Your account"


def test_a_recovery_code_of_one_browser_is_none_in_another(
    identity: IdentityServer, account: dict[str, str], other: Phone
) -> None:
    with identity.phone() as owner:
        owner.open("/id/recover")
        owner.submit(account=account["account"])
    other.open("/id/recover")
    other.submit(account="demo.en")
    page = other.submit(code=identity.sent(account["contact"]), password="new river 2027")
    assert page.errors == ["Error: This is not the code, or it is too old."]


def test_name_and_language_can_be_changed(
    identity: IdentityServer, account: dict[str, str], phone: Phone
) -> None:
    phone.submit(name="Ho Sample", locale="zh-Hant")
    row = identity.sql(
        "SELECT display_name, locale FROM identity_user WHERE username = ?", account["account"]
    )
    assert row == [("Ho Sample", "zh-Hant")]


def test_a_name_an_officer_has_compared_stays(
    identity: IdentityServer, account: dict[str, str], phone: Phone
) -> None:
    identity.sql("UPDATE identity_user SET level = 4 WHERE username = ?", account["account"])
    page = phone.submit(name="Somebody Else", locale="en")
    assert page.errors == ["Error: The name cannot be changed to this."]


def test_the_password_is_changed_by_who_knows_the_old_one(
    account: dict[str, str], terminal: TerminalClient, phone: Phone, other: Phone
) -> None:
    visit = terminal.visit(other, account["account"], account["password"])
    phone.open("/id/account/password")
    assert phone.submit(old="wrong", new="new river 2027").errors
    assert phone.submit(old=account["password"], new="password1").errors
    page = phone.submit(old=account["password"], new="new river 2027")
    assert page.heading == "Changed"
    assert terminal.userinfo(visit["access_token"]).status_code == 401
    assert phone.open("/id/account").heading != "Sign in to your account"


def test_a_new_contact_counts_after_its_code(
    identity: IdentityServer, account: dict[str, str], phone: Phone
) -> None:
    phone.open("/id/account/contact")
    phone.submit(contact="+86 755 0000 0001")
    assert phone.submit(code="000000").errors
    assert phone.submit(code=identity.sent("+8675500000001")).heading == "Changed"
    row = identity.sql(
        "SELECT email, mobile, level FROM identity_user WHERE username = ?", account["account"]
    )
    assert row == [("", "+8675500000001", 2)]


def test_the_contact_of_another_account_is_not_taken_over(
    identity: IdentityServer, account: dict[str, str], phone: Phone
) -> None:
    phone.open("/id/account/contact")
    page = phone.submit(contact="demo@example.org")
    assert page.heading == "Enter the code we sent"
    assert "belongs to your account demo" in identity.messages("demo@example.org")[-1]
    assert phone.submit(code="000000").errors


def test_an_app_is_added_and_takes_the_place_of_messages(
    identity: IdentityServer, account: dict[str, str], phone: Phone, other: Phone
) -> None:
    import base64
    import time

    from server.identity.totp import STEP, time_code

    page = phone.open("/id/account/app")
    shown = page.all("dd")[0].text.replace(" ", "")
    assert phone.submit(code="000000").errors
    assert (
        phone.submit(code=time_code(base64.b32decode(shown), int(time.time()) // STEP)).heading
        == "Changed"
    )
    before = len(identity.messages(account["contact"]))
    other.open("/id/account")
    other.submit(account=account["account"], password=account["password"])
    assert "authenticator app" in other.page.text
    assert len(identity.messages(account["contact"])) == before


def test_a_factor_added_by_password_alone_forgets_what_the_officer_saw(
    identity: IdentityServer, phone: Phone
) -> None:
    identity.sql("UPDATE identity_user SET level = 4 WHERE username = 'demo.en'")
    try:
        phone.open("/id/account")
        phone.submit(account="demo.en", password="demo-2011")
        phone.open("/id/account/contact")
        phone.submit(contact="demo.en@example.org")
        assert phone.submit(code=identity.sent("demo.en@example.org")).heading == "Changed"
        rows = identity.sql("SELECT level FROM identity_user WHERE username = 'demo.en'")
        assert rows == [(2,)]
    finally:
        identity.sql("UPDATE identity_user SET level = 2, email = '' WHERE username = 'demo.en'")


PAGES = ["", "/password", "/contact", "/contact/code", "/app", "/everywhere"]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_the_account_asks_who_it_is(phone: Phone, page: str) -> None:
    assert phone.open(f"/id/account{page}").heading == "Sign in to your account"


@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_the_account_asks_for_both_factors_and_lately(
    identity: IdentityServer, terminal: TerminalClient, phone: Phone, page: str
) -> None:
    terminal.visit(phone)
    assert phone.open(f"/id/account{page}").heading == "Confirm that it is you"
    identity.sql("UPDATE identity_signon SET auth_time = datetime('now', '-11 minutes')")
    assert phone.open(f"/id/account{page}").heading == "Sign in to your account"


def test_recovering_in_the_middle_of_a_sign_in_goes_on_with_it(
    identity: IdentityServer, account: dict[str, str], terminal: TerminalClient, other: Phone
) -> None:
    started = terminal.start()
    other.open(f"/d?c={started['user_code']}")
    other.press("yes")
    other.open("/id/recover")
    other.submit(account=account["account"])
    other.submit(code=identity.sent(account["contact"]), password="new river 2027")
    other.press("approve", number=started["binding_number"])
    assert terminal.poll(started["device_code"]).status_code == 200
