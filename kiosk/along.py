"""An own page on the visitor's phone: an address that holds for minutes is asked for, and shown."""

from __future__ import annotations

from urllib.parse import urljoin

from a11y.speech.utterance import Category
from kiosk.browser import Browser
from kiosk.clock import Clock
from kiosk.menus import Menus
from kiosk.problems import code_of
from kiosk.stage import Stage
from kiosk.tasks import Tasks
from locales.text import Text
from portal.client import PortalClient
from portal.errors import PortalError
from portal.models import Page
from views.compose.models import TakeModel

SLOW = 0.5
"""Seconds after which it is said that the code is on its way."""


class Along:
    """Asks the portal; the code comes over the page that it is for."""

    def __init__(
        self, stage: Stage, browser: Browser, tasks: Tasks, clock: Clock, menus: Menus
    ) -> None:
        self._stage = stage
        self._browser = browser
        self._tasks = tasks
        self._clock = clock
        self._menus = menus
        self._waits = False

    def ask(self, href: str, title: Text) -> None:
        """Have an address made for the page on the screen; ``title`` is the link's."""
        page, client = self._browser.page, self._browser.client
        if page is None or self._waits:
            return
        self._waits = True
        slow = self._clock.call_later(SLOW, lambda: self._say("reading.take.preparing"))
        values, edition, key = {"address": page.address}, page.edition, PortalClient.new_key()

        def over() -> None:
            self._waits = False
            slow.cancel()

        def made(answer: Page) -> None:
            over()
            self._show(page, answer, client.base_url, title)

        def failed(error: Exception) -> None:
            over()
            self._failed(error)

        work = self._tasks.run(lambda: client.submit(href, edition, values, key))
        work.success(made).failure(failed).start()

    def _show(self, page: Page, answer: Page, base: str, title: Text) -> None:
        html = answer.links.one.get("html")
        if html is None:
            self._say("reading.take.failed")
        elif self._browser.page is page and self._browser.on_page and not self._stage.dialog_open:
            address = urljoin(base + "/", html.href)
            note = Text(answer.description, answer.lang)
            self._menus.take(TakeModel(title.source, title.lang, address, note, personal=True))

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, PortalError):
            raise error
        key = f"screens.error.{code_of(error)}.title"
        known = self._stage.words.has(key)
        self._say(key if known else "screens.error.server.title")
        self._say("reading.take.failed")

    def _say(self, key: str) -> None:
        self._stage.narrator.say(self._stage.words(key), category=Category.ALERT)
