"""Looking again, every few seconds, whether the page that is shown has changed.

A conditional request costs the portal little; so a change reaches a terminal
that is already running, and an edition that is out of reach is marked as old.
A page that is going on is followed instead (kiosk.following).
"""

from __future__ import annotations

from collections.abc import Callable

from kiosk.following import Following, Seen
from kiosk.loading import Loading
from kiosk.shown import ShownPage
from portal.client import Fetched, PortalClient
from portal.errors import PortalError
from portal.models import Page

REFRESH = 4.0
"""Seconds between two looks: what is published is shown within five, the answer's way included."""


class Watching:
    """Fetches the page again and tells when it is another."""

    def __init__(
        self,
        loading: Loading,
        shown: ShownPage,
        again: Callable[[Page], Callable[[], Fetched] | None],
        changed: Callable[[], None],
        client: Callable[[], PortalClient],
    ) -> None:
        self._loading = loading
        self._shown = shown
        self._again = again
        self._changed = changed
        seen = Seen(shown, lambda page: again(page) is not None, changed)
        self._following = Following(loading, seen, client, self._later)

    def start(self) -> None:
        """Look later, or follow what is going on."""
        if not self._following.start():
            self._later()

    def _later(self) -> None:
        self._loading.later(REFRESH, self._look)

    def _look(self) -> None:
        page = self._shown.page
        work = self._again(page) if page is not None else None
        if page is not None and work is not None:
            self._loading.look(work, lambda fetched: self._looked(page, fetched), self._not_seen)

    def _looked(self, page: Page, fetched: Fetched) -> None:
        before = self._shown.fetched
        if before is None or before.page is not page:
            return
        self._shown.fetched = fetched
        if fetched.page != page or before.from_cache != fetched.from_cache:
            self._changed()
        self.start()

    def _not_seen(self, error: Exception) -> None:
        """What is shown stays; opening something else will tell."""
        if not isinstance(error, PortalError):
            raise error
        self.start()
