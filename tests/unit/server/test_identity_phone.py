"""The pages on the phone, driven as a person drives them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import requests

from kiosk.tour.phone import Page, Phone
from tests.harness.identity_server import NAME, PLACE, IdentityServer
from tests.harness.identity_walk import every_page
from tests.harness.terminal import TerminalClient

Make = Callable[..., TerminalClient]


def at_confirm(terminal: TerminalClient, phone: Phone) -> dict[str, str]:
    started: dict[str, str] = terminal.start()
    phone.open(f"/d?c={started['user_code']}")
    phone.press("yes")
    if phone.page.url.endswith("/d/sign-in"):
        phone.submit(account="demo", password="demo-2009")
    return started


def wrong(number: str) -> str:
    return str(10 + (int(number) - 9) % 90)


def error_of(terminal: TerminalClient, started: dict[str, str]) -> str:
    return str(terminal.poll(started["device_code"]).json().get("error", ""))


@pytest.mark.parametrize("style", ["{}", "{0:.4} {1}", "{0:.4}-{1}", " {0:.4} – {1} ", "full"])
def test_the_code_may_be_typed_in_any_way(
    terminal: TerminalClient, phone: Phone, style: str
) -> None:
    code = terminal.start()["user_code"]
    full = str.maketrans("0123456789", "".join(chr(0xFF10 + n) for n in range(10)))
    typed = code.translate(full) if style == "full" else style.format(code, code[4:])
    phone.open("/d")
    phone.submit(code=typed)
    assert phone.page.heading == "Are you standing at this terminal?"


@pytest.mark.parametrize("typed", ["", "1234567", "123456789", "12a45678", "１２３", "<b>"])
def test_a_code_of_another_form_is_named_at_its_field(phone: Phone, typed: str) -> None:
    phone.open("/d")
    phone.submit(code=typed)
    assert phone.page.status == 422
    assert phone.page.errors == ["Error: The code has 8 digits."]


def test_the_page_names_place_and_machine(terminal: TerminalClient, phone: Phone) -> None:
    phone.open(f"/d?c={terminal.start()['user_code']}")
    assert PLACE in phone.page.text
    assert NAME in phone.page.text


def test_not_standing_there_stops_it(terminal: TerminalClient, phone: Phone) -> None:
    started = terminal.start()
    phone.open(f"/d?c={started['user_code']}")
    phone.press("no")
    assert phone.page.heading == "Not signed in"
    assert error_of(terminal, started) == "access_denied"


def test_nothing_is_approved_before_the_right_number(
    terminal: TerminalClient, phone: Phone
) -> None:
    started = at_confirm(terminal, phone)
    phone.press("approve", number="")
    assert phone.page.errors == ["Error: Enter the two digits shown on the terminal."]
    phone.press("approve", number=wrong(started["binding_number"]))
    assert phone.page.errors == ["Error: These are not the digits. Tries left: 2."]
    assert error_of(terminal, started) == "authorization_pending"
    phone.press("approve", number=started["binding_number"])
    assert phone.page.heading == "Approved"


def test_the_third_wrong_number_ends_it(terminal: TerminalClient, phone: Phone) -> None:
    started = at_confirm(terminal, phone)
    for _ in range(3):
        phone.press("approve", number=wrong(started["binding_number"]))
    assert phone.page.heading == "Sign-in stopped"
    assert error_of(terminal, started) == "access_denied"
    assert phone.open("/d/confirm").heading == "The code has expired"


def test_tries_are_counted_for_the_code_and_not_for_the_browser(
    identity: IdentityServer, terminal: TerminalClient, phone: Phone
) -> None:
    started = at_confirm(terminal, phone)
    phone.press("approve", number=wrong(started["binding_number"]))
    with identity.phone() as other:
        other.open(f"/d?c={started['user_code']}")
        other.press("yes")
        other.submit(account="demo", password="demo-2009")
        other.press("approve", number=wrong(started["binding_number"]))
        assert other.page.errors == ["Error: These are not the digits. Tries left: 1."]


def test_refusing_needs_no_number(terminal: TerminalClient, phone: Phone) -> None:
    started = at_confirm(terminal, phone)
    phone.press("refuse")
    assert phone.page.heading == "Not signed in"
    assert error_of(terminal, started) == "access_denied"


def test_a_browser_that_is_signed_in_is_not_asked_again(
    terminal: TerminalClient, phone: Phone
) -> None:
    at_confirm(terminal, phone)
    phone.press("refuse")
    started = terminal.start()
    phone.open(f"/d?c={started['user_code']}")
    assert phone.press("yes").url.endswith("/d/confirm")


def test_not_my_account_lets_the_next_person_go_on(terminal: TerminalClient, phone: Phone) -> None:
    started = at_confirm(terminal, phone)
    phone.press("This is not my account, sign out")
    phone.submit(account="demo.en", password="demo-2011")
    phone.press("approve", number=started["binding_number"])
    token = terminal.poll(started["device_code"]).json()["access_token"]
    assert terminal.userinfo(token).json()["name"] == "Sample Wong"


@pytest.mark.parametrize("step", ["terminal", "sign-in", "confirm"])
def test_no_step_can_be_reached_without_a_code(phone: Phone, step: str) -> None:
    assert phone.open(f"/d/{step}").heading == "The code has expired"


def test_confirming_needs_the_answer_about_the_place(
    terminal: TerminalClient, phone: Phone
) -> None:
    phone.open(f"/d?c={terminal.start()['user_code']}")
    assert phone.open("/d/confirm").heading == "The code has expired"


def test_a_code_that_expires_meanwhile_is_said_to_be(
    identity: IdentityServer, terminal: TerminalClient, phone: Phone
) -> None:
    started = at_confirm(terminal, phone)
    identity.sql("UPDATE identity_devicecode SET expires_at = '2020-01-01'")
    phone.press("approve", number=started["binding_number"])
    assert phone.page.heading == "The code has expired"


def test_standing_at_the_terminal_gives_time_to_type_a_password(
    identity: IdentityServer, terminal: TerminalClient, phone: Phone
) -> None:
    code = terminal.start()["user_code"]
    phone.open(f"/d?c={code}")
    phone.press("yes")
    life = identity.sql(
        "SELECT (julianday(expires_at) - julianday('now')) * 86400"
        " FROM identity_devicecode WHERE user_code = ?",
        code,
    )[0][0]
    assert 150 < life <= 181


def test_a_wrong_password_and_an_unknown_account_look_the_same(
    terminal: TerminalClient, phone: Phone
) -> None:
    phone.open(f"/d?c={terminal.start()['user_code']}")
    phone.press("yes")
    known = phone.submit(account="demo", password="wrong").errors
    unknown = phone.submit(account="nobody", password="wrong").errors
    assert known == unknown == ["Error: The account or the password is not right."]


def test_guessing_passwords_is_stopped_even_for_the_right_one(
    terminal: TerminalClient, phone: Phone
) -> None:
    phone.open(f"/d?c={terminal.start()['user_code']}")
    phone.press("yes")
    for account in ("demo", "DEMO", " demo", "demo", "demo"):
        assert phone.submit(account=account, password="wrong").status == 422
    page = phone.submit(account="demo", password="demo-2009")
    assert page.status == 429
    assert 0 < int(page.headers["Retry-After"]) <= 900
    assert page.errors == [
        "Error: Too many tries with this password. Please try again in 15 minutes."
    ]


def test_guessing_codes_is_stopped(terminal: TerminalClient, phone: Phone) -> None:
    phone.open("/d")
    for number in range(5):
        assert phone.submit(code=f"0000000{number}").status == 422
    assert phone.submit(code=terminal.start()["user_code"]).status == 429


def test_a_password_is_never_written_back(terminal: TerminalClient, phone: Phone) -> None:
    phone.open(f"/d?c={terminal.start()['user_code']}")
    phone.press("yes")
    page = phone.submit(account="demo", password="not-this-one")
    assert "not-this-one" not in str([element.attributes for element in page.elements])


def test_what_was_typed_comes_back_escaped(phone: Phone) -> None:
    phone.open("/d")
    page = phone.submit(code='"><script>x</script>')
    assert not page.all("script")


@pytest.mark.parametrize("step", ["", "/terminal", "/sign-in", "/confirm", "/sign-out"])
def test_a_form_from_elsewhere_is_refused(identity: IdentityServer, step: str) -> None:
    answer = requests.post(f"{identity.base_url}/d{step}", data={"code": "12345678"}, timeout=20)
    assert answer.status_code == 403
    assert Page(answer).heading


def test_pages_allow_no_scripts_and_no_frames(phone: Phone) -> None:
    headers = phone.open("/d").headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"


def test_the_style_sheet_is_there(identity: IdentityServer) -> None:
    answer = requests.get(f"{identity.base_url}/d/style.css", timeout=20)
    assert answer.headers["Content-Type"].startswith("text/css")


@pytest.mark.parametrize(
    ("asked", "lang"),
    [
        ("zh-CN,en;q=0.5", "zh-Hans"),
        ("zh-HK", "zh-Hant"),
        ("zh-Hant-TW", "zh-Hant"),
        ("en-GB,zh", "en"),
        ("de", "zh-Hans"),
        ("", "zh-Hans"),
    ],
)
def test_the_phones_language_is_used(identity: IdentityServer, asked: str, lang: str) -> None:
    with identity.phone(asked) as phone:
        assert phone.open("/d").lang == lang


def test_a_chosen_language_stays(terminal: TerminalClient, phone: Phone) -> None:
    phone.open("/d?lang=zh-Hant")
    assert phone.submit(code=terminal.start()["user_code"]).lang == "zh-Hant"


@pytest.mark.parametrize("lang", ["zh-Hans", "zh-Hant", "en"])
def test_every_page_can_be_used_by_everybody(identity: IdentityServer, lang: str) -> None:
    pages = list(every_page(identity, lang))
    for page in pages:
        check_page(page, lang)
    assert len({page.heading for page in pages}) >= 22


def check_page(page: Page, lang: str) -> None:
    assert page.lang == lang
    assert len(page.all("h1")) == len(page.all("main")) == len(page.all("title")) == 1
    assert page.heading in page.all("title")[0].text
    ids = {element.attributes["id"] for element in page.elements if "id" in element.attributes}
    labels = {label.attributes["for"] for label in page.all("label") if label.text.strip()}
    for field in [*page.all("input"), *page.all("select")]:
        if field.attributes.get("type") == "hidden":
            continue
        assert field.attributes["id"] in labels
        assert set(field.attributes.get("aria-describedby", "").split()) <= ids
        if "aria-invalid" in field.attributes:
            assert f"{field.attributes['id']}-error" in field.attributes["aria-describedby"]
    assert all(button.text.strip() for button in page.all("button"))
    assert not page.all("script")
    assert "{" not in page.text
