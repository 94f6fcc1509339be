"""Titles that are suggested while the words of a search are typed.

They stand below the field as links, after everything that keys reach anyway, and their
number is said once the visitor pauses; what they type is never changed.
"""

from __future__ import annotations

import logging
from functools import partial
from urllib.parse import urlencode

from a11y.document import Document
from kiosk.browser import Browser
from kiosk.clock import Clock, Timer
from kiosk.stage import Stage
from kiosk.tasks import Tasks
from locales.words import Words
from portal.client import Fetched
from portal.models import Collection
from views.compose.search_box import FIELD, Suggestions, with_suggestions

log = logging.getLogger(__name__)

PAUSE = 0.3
"""Seconds without a key after which the portal is asked."""

LEAST = 1
"""Characters; a single Chinese one is a word already."""

ADDRESS = "/suggest"


class Suggesting:
    """Asks the portal while somebody types, and keeps what it said for the page on the screen."""

    def __init__(self, stage: Stage, browser: Browser, tasks: Tasks, clock: Clock) -> None:
        self._stage = stage
        self._browser = browser
        self._tasks = tasks
        self._clock = clock
        self._timer: Timer | None = None
        self._found = Suggestions()
        self._page = ""
        """The page whose field they are for."""

    def edited(self, node_id: str, value: str) -> None:
        """Something was typed into a field; only a search field matters."""
        if not node_id.endswith(f"#{FIELD}"):
            return
        if self._timer is not None:
            self._timer.cancel()
        if len(value.strip()) < LEAST:
            self._put(Suggestions())
        else:
            ask = partial(self._ask, node_id.partition("#")[0], value.strip())
            self._timer = self._clock.call_later(PAUSE, ask)

    def onto(self, document: Document, words: Words) -> Document:
        """The document with what is suggested, where it is the page that was typed into."""
        if document.address.partition("?")[0] != self._page:
            if document.address.startswith("/"):  # a dialog above the page leaves it as it is
                self._page, self._found = "", Suggestions()
            return document
        return with_suggestions(document, self._found, words)

    def _ask(self, page: str, typed: str) -> None:
        client, edition = self._browser.client, self._stage.language.edition
        address = f"{ADDRESS}?{urlencode({'q': typed})}"
        self._tasks.run(lambda: client.page(address, edition)).success(
            lambda fetched: self._came(page, typed, fetched)
        ).failure(_without).start()

    def _came(self, page: str, typed: str, fetched: Fetched) -> None:
        found = fetched.page
        here = self._stage.reader.document.address.partition("?")[0]
        if isinstance(found, Collection) and here == page:
            self._page = page
            self._put(Suggestions(typed, found.items, found.lang))

    def _put(self, found: Suggestions) -> None:
        self._found = found
        if not self._stage.dialog_open:
            self._stage.refresh()


def _without(error: Exception) -> None:
    """Nobody waits for suggestions: the search itself says what is wrong."""
    log.info("suggestions: %s", type(error).__name__)
