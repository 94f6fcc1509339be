"""The page that is shown, or that a dialog or an error stands before."""

from __future__ import annotations

from datetime import UTC, datetime

from a11y.document import Document
from kiosk.filled import FilledForms
from kiosk.screens import Screen
from locales.words import Words
from portal.client import Fetched
from portal.models import Page
from views.compose.form_state import form_in
from views.compose.pages import compose_page

PAGE = "page"


class ShownPage:
    """A fetched page with what was entered in it."""

    def __init__(self) -> None:
        self.fetched: Fetched | None = None
        """The page and how fresh it is."""

        self.filled = FilledForms()

    @property
    def page(self) -> Page | None:
        """The page itself."""
        return self.fetched.page if self.fetched is not None else None

    @property
    def stale_minutes(self) -> int | None:
        """How old it is while the portal cannot be reached; None when it is fresh."""
        if self.fetched is None or not self.fetched.from_cache:
            return None
        return max(1, round(self.fetched.age_seconds / 60))

    def put(self, page: Page) -> None:
        """A page that was not fetched but came as an answer."""
        self.fetched = Fetched(page=page, etag="", age_seconds=0.0, from_cache=False)

    def screen(self) -> Screen:
        """The page as a screen of the stage."""
        return Screen(PAGE, self._compose)

    def _compose(self, words: Words) -> Document:
        page = self.page
        if page is None:
            raise LookupError("no page to compose")
        form = form_in(page)
        filled = self.filled.of(form) if form is not None else None
        return compose_page(page, words, filled, datetime.now(UTC))
