"""An officer at the publishing desk, filling its pages as a browser does."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote

import requests

from tests.harness.portal_server import PortalServer


class Fields(HTMLParser):
    """The fields of a form with the values that they have."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self._area = ""
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = {name: value or "" for name, value in attrs}
        name = at.get("name", "")
        if tag == "input" and at.get("type") not in {"submit", "button", "file", "image"}:
            if at.get("type") not in {"checkbox", "radio"} or "checked" in at:
                self.values[name] = at.get("value", "")
        elif tag == "textarea":
            self._area = name
            self.values[name] = ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in at:
            self.values[self._select] = at.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""
        elif tag == "select":
            self._select = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.values[self._area] += data


class Officer(requests.Session):
    """A signed-in officer; ``save`` keeps what a page has and changes what is given."""

    def __init__(self, portal: PortalServer, account: str, password: str = "") -> None:
        super().__init__()
        self.portal = portal
        self.desk = f"{portal.base_url}/desk/"
        self.look("login/")
        self.fill("login/", {"username": account, "password": password or f"{account}-2009"})

    def look(self, place: str = "") -> requests.Response:
        return self.get(self.desk + place, timeout=20)

    def fill(self, place: str, values: dict[str, Any], **files: Any) -> requests.Response:
        data = {**values, "csrfmiddlewaretoken": self.cookies["csrftoken"]}
        found = {name: (f"{name}.bin", content) for name, content in files.items()}
        return self.post(self.desk + place, data=data, files=found or None, timeout=20)

    def save(self, place: str, values: dict[str, Any], **files: Any) -> requests.Response:
        """Fills a page of the desk and saves it; fails with what the page complains about."""
        page = self.look(place)
        assert page.status_code == 200, (place, page.status_code)
        fields = Fields()
        fields.feed(page.text)
        kept = {name: value.removeprefix("\n") for name, value in fields.values.items() if name}
        return self.fill(place, {**kept, **values, "_save": "1"}, **files)

    def saved(self, place: str, values: dict[str, Any], **files: Any) -> None:
        answer = self.save(place, values, **files)
        faults = re.findall(r"errorlist[^>]*>(.*?)</ul>", answer.text, re.S)
        assert not faults, (place, answer.status_code, faults)
        assert answer.history, (place, answer.status_code, faults)

    def item(self, address: str) -> int:
        """The key of an item, found as an officer finds it."""
        found = re.findall(
            r"/desk/content/item/(\d+)/change/[^>]*>([^<]+)<",
            self.look(f"content/item/?q={quote(address)}").text,
        )
        return next(int(key) for key, name in found if name == address)

    def step(self, address: str, name: str, text: str = "") -> requests.Response:
        return self.fill(f"content/item/{self.item(address)}/step/{name}/", {"text": text})


def editions(*texts: tuple[str, str, str]) -> dict[str, str]:
    """Form values of an item's editions: edition, title and typed text of each."""
    values = {
        "editions-TOTAL_FORMS": str(len(texts)),
        "editions-INITIAL_FORMS": "0",
        "editions-MIN_NUM_FORMS": "0",
        "editions-MAX_NUM_FORMS": "1000",
    }
    for number, (edition, title, typed) in enumerate(texts):
        own = {
            "edition": edition,
            "title": title,
            "description": "",
            "keywords": "[]",
            "typed": typed,
            "blocks": "[]",
        }
        values |= {f"editions-{number}-{name}": value for name, value in own.items()}
    return values


def plain(page: requests.Response) -> str:
    """A page as text."""
    return unescape(re.sub(r"<[^>]+>", " ", page.text))
