"""Every page for people that the user system has, errors included, in the order of a day."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import requests

from kiosk.tour.phone import Page, Phone
from tests.harness.code_flow import BACK, address
from tests.harness.identity_server import IdentityServer
from tests.harness.terminal import TerminalClient

PASSWORD = "quiet river 88"
_numbers = itertools.count(1)


def every_page(
    identity: IdentityServer, lang: str, sources: list[str] | None = None
) -> Iterator[Page]:
    """In ``lang``; the two browsers are fresh ones. ``sources`` gets the HTML of each page."""
    number = next(_numbers)
    terminal = identity.terminal(f"walk-{number}", redirect_uris=f'["{BACK}"]')
    account = f"walker{number}"
    identity.sql("DELETE FROM identity_attempt")
    with _phone(identity, lang, sources) as phone:
        yield from _device(terminal, phone)
        yield from _stepping_up(identity, terminal, phone, lang)
    with _phone(identity, lang, sources) as phone:
        yield from _registering(identity, phone, account)
        yield from _changing(identity, phone, account)
        yield from _recovering(identity, phone, account)
    terminal.close()


def _phone(identity: IdentityServer, lang: str, sources: list[str] | None) -> Phone:
    phone = identity.phone(lang)

    def keep(answer: requests.Response, *_: Any, **__: Any) -> None:
        if sources is not None and not answer.is_redirect:
            sources.append(answer.text)

    phone.session.hooks["response"].append(keep)
    return phone


def _device(terminal: TerminalClient, phone: Phone) -> Iterator[Page]:
    yield phone.open("/d/asks")
    yield phone.submit(account="", password="")
    yield phone.open("/d")
    yield phone.submit(code="1")
    yield phone.open("/d/terminal")
    started = terminal.start()
    yield phone.open(f"/d?c={started['user_code']}")
    yield phone.press("yes")
    yield phone.submit(account="", password="")
    yield phone.submit(account="demo", password="wrong")
    yield phone.submit(account="demo", password="demo-2009")
    yield phone.press("approve", number="")
    yield phone.press("approve", number=started["binding_number"])
    yield phone.submit()
    yield phone.open("/id/logout")


def _stepping_up(
    identity: IdentityServer, terminal: TerminalClient, phone: Phone, lang: str
) -> Iterator[Page]:
    yield phone.open(address(terminal, acr_values="4", ui_locales=lang))
    yield phone.submit(account="demo", password="demo-2009")
    yield phone.press("go", code="0")
    yield phone.open("/d/asks")
    form = {"scope": "openid", "login_hint": "demo", "binding_message": "47"}
    assert terminal.post("/ask", **form).status_code == 200
    yield phone.open("/d/asks")
    yield phone.open(address(terminal, client_id="nobody", ui_locales=lang))
    started = terminal.start(acr_values="5", max_age="0")
    phone.open(f"/d?c={started['user_code']}")
    phone.press("yes")
    yield phone.submit(account="demo.ouyang", password="demo-2010")
    started = terminal.start(acr_values="3")
    phone.open(f"/d?c={started['user_code']}")
    yield phone.press("yes")
    yield phone.press("go", code="0")


def _registering(identity: IdentityServer, phone: Phone, account: str) -> Iterator[Page]:
    contact = f"{account}@example.org"
    yield phone.open("/id/register")
    yield phone.submit(account="", name="", contact="", password="")
    yield phone.submit(account=account, name="Ho", contact=contact, password=PASSWORD)
    yield phone.submit(code="0")
    yield phone.submit(code=identity.sent(contact))
    yield phone.press("go", code=identity.sent(contact))


def _changing(identity: IdentityServer, phone: Phone, account: str) -> Iterator[Page]:
    yield phone.submit(name="")
    yield phone.open("/id/account/password")
    yield phone.submit(old="x", new="y")
    yield phone.submit(old=PASSWORD, new="short")
    yield phone.open("/id/account/contact")
    yield phone.submit(contact="x")
    yield phone.submit(contact=f"{account}-new@example.org")
    yield phone.submit(code="0")
    yield phone.submit(code=identity.sent(f"{account}-new@example.org"))
    yield phone.open("/id/account/app")
    yield phone.submit(code="0")
    yield phone.open("/id/account/everywhere")
    yield phone.submit()
    yield phone.open("/id/account")


def _recovering(identity: IdentityServer, phone: Phone, account: str) -> Iterator[Page]:
    yield phone.open("/id/recover")
    yield phone.submit(account="")
    yield phone.submit(account=account)
    yield phone.submit(code="0", password="x")
    yield phone.submit(code="0", password=PASSWORD)
