"""What there is to print where the visitor is: the page, or the code of their settings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from urllib.parse import urljoin

from a11y.document import Document, Privacy
from kiosk.browser import Browser
from kiosk.stage import Stage
from locales.text import Text
from views.compose import dates
from views.compose.printing import Paper, PrintModel, printed

CODE = "code"
"""The screen with the code of the visitor's settings."""


class Source:
    """Reads what is on the screen; ``seen`` is what others may see of it."""

    def __init__(
        self,
        stage: Stage,
        browser: Browser,
        place: str,
        seen: Callable[[Document], Document],
        now: Callable[[], datetime] = datetime.now,
    ) -> None:
        self._stage = stage
        self._browser = browser
        self._place = place
        self._seen = seen
        self._now = now

    def take(self, papers: tuple[Paper, ...]) -> PrintModel | None:
        """What would be printed; None where there is nothing."""
        screen = self._stage.screen
        if screen is not None and screen.name == CODE:
            return self._code(papers)
        if self._stage.dialog_open or not self._browser.on_page:
            return None
        return self._page(papers)

    def _code(self, papers: tuple[Paper, ...]) -> PrintModel | None:
        document = self._stage.reader.document
        code = next((node.source for node in document.nodes if node.look == "qr"), "")
        paper = next((one for one in papers if one is not Paper.A4), papers[0])
        text = printed(document)
        return PrintModel(document.title, text, paper, papers, code=code, note=self._note())

    def _page(self, papers: tuple[Paper, ...]) -> PrintModel | None:
        base, page = self._stage.base, self._browser.page
        if base is None or page is None:
            return None
        document = self._seen(base.compose(self._stage.words))
        text = printed(document)
        personal = document.personal or any(
            node.privacy >= Privacy.PERSONAL for one in text for node in one.walk()
        )
        html = page.links.one.get("html")
        address = ""
        if html is not None and not personal:  # who finds a paper must not open what is on it
            address = urljoin(self._browser.client.base_url + "/", html.href)
        return PrintModel(
            document.title,
            text,
            papers[0],
            papers,
            personal=personal,
            code=address,
            address=address,
            note=self._note(),
        )

    def _note(self) -> Text:
        words = self._stage.words
        when = dates.moment(self._now().isoformat(), words)
        return words("screens.print.note", when=when, place=Text(self._place, "und"))
