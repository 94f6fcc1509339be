"""Somebody without an account, and their phone: they open one, and lose and find its password."""

from __future__ import annotations

import json
import re
from typing import Any

from kiosk.tour.phone import Page, Phone
from tests.harness.portal_server import PortalServer

NEWCOMER = {
    "account": "newcomer",
    "name": "Ho Example",
    "contact": "newcomer@example.org",
    "password": "quiet river 88",
}
OPENED = """
    from server.identity.models import User
    result = list(User.objects.filter(username=name).values_list("username", "display_name"))
    """


def sent(portal: PortalServer, to: str = NEWCOMER["contact"]) -> str:
    """The digits in the last message to ``to``."""
    files = sorted((portal.data / "outbox").glob("*.json"))
    texts = [json.loads(path.read_text(encoding="utf-8")) for path in files]
    [*_, last] = [one["text"] for one in texts if one["to"] == to]
    return str(re.findall(r"\b[0-9]{6}\b", last)[-1])


def register(portal: PortalServer, phone: Phone, address: str) -> Page:
    """Opens an account at an address that was scanned; the code comes by mail."""
    phone.open(address)
    phone.submit(**NEWCOMER)
    phone.submit(code=sent(portal))
    return confirm(portal, phone)


def confirm(portal: PortalServer, phone: Phone) -> Page:
    """The second factor, where a page of the account asks for it."""
    if phone.page.heading == "Confirm that it is you":
        phone.press("go", code=sent(portal))
    return phone.page


def opened(portal: PortalServer) -> Any:
    """Account and name as the user system has them; empty if there is no such account."""
    return [value for row in portal.call(OPENED, name=NEWCOMER["account"]) for value in row]
