"""A phone's browser without scripts: reads pages and sends their forms, nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from types import TracebackType
from typing import Self
from urllib.parse import urljoin

import requests
from typing_extensions import override

_VOID = {"input", "meta", "link", "br", "img", "hr"}


@dataclass
class Form:
    """A form: where it goes, what it would send, and its buttons by their words."""

    action: str
    method: str
    values: dict[str, str] = field(default_factory=dict)
    buttons: dict[str, tuple[str, str]] = field(default_factory=dict)


@dataclass
class Element:
    """An element with its attributes and the text within."""

    tag: str
    attributes: dict[str, str]
    text: str = ""


class Page(HTMLParser):
    """An HTML page as far as a form browser needs it."""

    def __init__(self, answer: requests.Response) -> None:
        super().__init__()
        self.url = answer.url
        self.status = answer.status_code
        self.headers = answer.headers
        self.elements: list[Element] = []
        self.forms: list[Form] = []
        self._open: list[Element] = []
        self.feed(answer.text)

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag == "form":
            action = urljoin(self.url, element.attributes.get("action", self.url))
            self.forms.append(Form(action, element.attributes.get("method", "get")))
        if tag == "input" and "name" in element.attributes:
            self.forms[-1].values[element.attributes["name"]] = element.attributes.get("value", "")
        if tag not in _VOID:
            self._open.append(element)

    @override
    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    @override
    def handle_endtag(self, tag: str) -> None:
        while self._open:
            element = self._open.pop()
            if element.tag == "button":
                name = element.attributes.get("name", "")
                value = element.attributes.get("value", "")
                self.forms[-1].buttons[element.text.strip()] = (name, value)
            if element.tag == tag:
                return

    def all(self, tag: str) -> list[Element]:
        """The elements of a kind."""
        return [element for element in self.elements if element.tag == tag]

    @property
    def lang(self) -> str:
        """The language of the page."""
        return self.all("html")[0].attributes.get("lang", "")

    @property
    def heading(self) -> str:
        """Its h1."""
        return self.all("h1")[0].text.strip()

    @property
    def text(self) -> str:
        """All the words in the body."""
        return " ".join(self.all("body")[0].text.split())

    @property
    def errors(self) -> list[str]:
        """The errors written beside fields."""
        shown = [e for e in self.all("p") if e.attributes.get("class") == "error"]
        return [element.text.strip() for element in shown]


class Phone:
    """One browser session. ``page`` is what it shows."""

    def __init__(self, base_url: str, language: str = "en") -> None:
        self.base_url = base_url
        self.session = requests.Session()
        self.session.trust_env = False
        self.session.headers["Accept-Language"] = language
        self._page: Page | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.session.close()

    @property
    def page(self) -> Page:
        """The page shown; there must be one."""
        if self._page is None:
            raise LookupError("no page is open")
        return self._page

    def open(self, address: str) -> Page:
        """Opens an address, as after scanning or typing it."""
        self._page = Page(self.session.get(urljoin(self.base_url + "/", address), timeout=20))
        return self._page

    def press(self, button: str, **fields: str) -> Page:
        """Fills in fields and presses the button with this ``value`` or these words."""
        for form in self.page.forms:
            for words, (name, value) in form.buttons.items():
                if button in {words, value}:
                    return self._send(form, {**fields, **({name: value} if name else {})})
        raise LookupError(f"no button {button!r} on {self.page.heading!r}")

    def submit(self, **fields: str) -> Page:
        """Fills in fields and sends the first form by its first button."""
        name, value = next(iter(self.page.forms[0].buttons.values()))
        return self._send(self.page.forms[0], {**fields, **({name: value} if name else {})})

    def _send(self, form: Form, fields: dict[str, str]) -> Page:
        data = {**form.values, **fields}
        headers = {"Referer": self.page.url}
        answer = self.session.post(form.action, data=data, headers=headers, timeout=20)
        self._page = Page(answer)
        return self._page

    def approve(
        self, code: str, number: str, account: str, password: str, second: str = ""
    ) -> Page:
        """The whole way: code, place, sign-in where it is asked for, digits, approval.

        ``second`` is what the account's app shows, for where that is asked for too.
        """
        self.open(f"/d?c={code}")
        self.press("yes")
        if self.page.url.endswith("/d/sign-in"):
            self.submit(account=account, password=password)
        if self.page.url.endswith("/d/second"):
            self.press("go", code=second)
        return self.press("approve", number=number)
