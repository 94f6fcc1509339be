"""Guessing is slow, and no stranger can lock an owner out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kiosk.tour.phone import Page, Phone
from tests.harness.identity_server import IdentityServer


@pytest.fixture
def stranger(identity: IdentityServer) -> Iterator[Phone]:
    with identity.phone() as phone:
        yield phone


def try_in(phone: Phone, account: str, password: str) -> Page:
    phone.open("/id/account")
    return phone.submit(account=account, password=password)


def fail(identity: IdentityServer, stranger: Phone, times: int) -> None:
    """Wrong passwords from so many addresses: one try, remembered so often."""
    try_in(stranger, "demo", "wrong")
    identity.sql("DELETE FROM identity_attempt WHERE kind <> 'password'")
    for _ in range(times - 1):
        identity.sql(
            "INSERT INTO identity_attempt (kind, key, at)"
            " SELECT kind, key, at FROM identity_attempt LIMIT 1"
        )


def test_a_browser_that_knows_the_account_is_not_locked_out_by_a_stranger(
    identity: IdentityServer, phone: Phone, stranger: Phone
) -> None:
    try_in(phone, "demo", "demo-2009")
    phone.session.cookies.pop("sessionid")
    for _ in range(6):
        try_in(stranger, "demo", "wrong")
    assert try_in(stranger, "demo", "demo-2009").status == 429
    assert try_in(phone, "demo", "demo-2009").heading == "Confirm that it is you"


def test_nor_by_many_strangers(identity: IdentityServer, phone: Phone, stranger: Phone) -> None:
    try_in(phone, "demo", "demo-2009")
    phone.session.cookies.pop("sessionid")
    fail(identity, stranger, 30)
    assert try_in(stranger, "demo", "demo-2009").status == 429
    assert try_in(phone, "demo", "demo-2009").heading == "Confirm that it is you"


def test_a_new_browser_at_another_address_is_stopped_by_many_failures_only(
    identity: IdentityServer, phone: Phone, stranger: Phone
) -> None:
    fail(identity, stranger, 29)
    assert try_in(phone, "demo", "wrong").status == 422
    identity.sql("DELETE FROM identity_attempt WHERE kind <> 'password'")
    assert try_in(phone, "demo", "demo-2009").status == 429


def test_recovering_lets_the_owner_in_while_strangers_guess(
    identity: IdentityServer, phone: Phone, stranger: Phone
) -> None:
    identity.sql("UPDATE identity_user SET email = 'en@example.org' WHERE username = 'demo.en'")
    password = identity.sql("SELECT password FROM identity_user WHERE username = 'demo.en'")[0][0]
    try:
        for _ in range(6):
            try_in(stranger, "demo.en", "wrong")
        assert try_in(phone, "demo.en", "demo-2011").status == 429
        phone.open("/id/recover")
        phone.submit(account="demo.en")
        page = phone.submit(code=identity.sent("en@example.org"), password="quiet river 88")
        assert page.heading == "Your account"
        phone.session.cookies.pop("sessionid")
        assert try_in(phone, "demo.en", "quiet river 88").heading == "Your account"
    finally:
        identity.sql(
            "UPDATE identity_user SET email = '', contact_spent = 0, password = ?"
            " WHERE username = 'demo.en'",
            password,
        )


def test_the_known_browser_is_slowed_down_too(phone: Phone) -> None:
    try_in(phone, "demo", "demo-2009")
    phone.session.cookies.pop("sessionid")
    statuses = [try_in(phone, "demo", "wrong").status for _ in range(11)]
    assert statuses == [422] * 10 + [429]


@pytest.mark.parametrize("spoil", ["x", ""])
def test_a_forged_cookie_knows_nothing(phone: Phone, stranger: Phone, spoil: str) -> None:
    try_in(phone, "demo", "demo-2009")
    value = phone.session.cookies["known"]
    stranger.session.cookies.set("known", (value[:-2] + spoil) if spoil else "nonsense")
    for _ in range(5):
        try_in(stranger, "demo", "wrong")
    assert try_in(stranger, "demo", "demo-2009").status == 429


def test_the_cookie_knows_one_account_and_its_present_password(
    identity: IdentityServer, phone: Phone
) -> None:
    try_in(phone, "demo", "demo-2009")
    phone.session.cookies.pop("sessionid")
    for _ in range(5):
        try_in(phone, "demo.en", "wrong")
    assert try_in(phone, "demo.en", "demo-2011").status == 429


def test_the_cookie_is_for_the_server_alone(phone: Phone) -> None:
    try_in(phone, "demo", "demo-2009")
    (cookie,) = [one for one in phone.session.cookies if one.name == "known"]
    assert cookie.has_nonstandard_attr("HttpOnly")
    assert cookie.get_nonstandard_attr("SameSite") == "Lax"


def test_a_very_long_password_is_not_hashed(phone: Phone) -> None:
    assert try_in(phone, "demo", "x" * 100_000).status == 422
