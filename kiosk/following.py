"""Following a page that is going on, such as an interview: by its stream, else by asking.

What comes changes the page that is shown, keyed by the posts' ids, so the reading place
stays; the reader says it politely (a11y.live). While the stream is on, a poll a minute sees
what it does not tell, such as the end; without one, polls bring what is new.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import quote

from kiosk.loading import Loading
from kiosk.shown import ShownPage
from portal.client import Fetched, PortalClient
from portal.errors import Busy, PortalError, Unavailable
from portal.growing import Change, caught_up, grown
from portal.models import Live, Page

POLL = 5.0
"""Seconds between two polls while there is no stream."""

CHECK = 60.0
"""Seconds between two polls while there is one."""

REST = 30.0
"""Seconds after which a stream that ended, or was refused, is tried again."""

GATHER = 0.2
"""Seconds for which changes are gathered before the page shows them."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The page as the follower may change it."""

    shown: ShownPage
    in_sight: Callable[[Page], bool]
    """Whether the page, and nothing in its place, is on the screen."""

    changed: Callable[[], None]
    """Show it anew."""


class Following:
    """One live page at a time; ``over`` is called when it is not going on any more."""

    def __init__(
        self,
        loading: Loading,
        seen: Seen,
        client: Callable[[], PortalClient],
        over: Callable[[], None],
    ) -> None:
        self._loading = loading
        self._seen = seen
        self._client = client
        self._over = over
        self._now = loading.clock.now
        self._streaming = False
        self._rest_until = 0.0
        self._read_on = ""
        self._heard_at = 0.0
        self._waiting: list[Change] = []

    def start(self) -> bool:
        """Follow the page that is shown; False where it is none that goes on."""
        self._streaming, self._rest_until, self._waiting = False, 0.0, []
        page, fetched = self._page, self._seen.shown.fetched
        if page is None or fetched is None or not page.open:
            return False
        self._heard_at, self._read_on = self._now() - fetched.age_seconds, page.last_id
        self._go_on(page)
        return True

    @property
    def _page(self) -> Live | None:
        """The live page, as long as it is what is seen."""
        page = self._seen.shown.page
        live = isinstance(page, Live) and page.poll and self._seen.in_sight(page)
        return page if live and isinstance(page, Live) else None

    def _go_on(self, page: Live) -> None:
        if page.stream and not self._streaming and self._now() >= self._rest_until:
            self._streaming = True
            client, after = self._client(), self._read_on
            self._loading.listen(
                lambda: client.follow(page.stream, page.edition, after), self._told, self._ended
            )
        self._loading.later(CHECK if self._streaming else POLL, self._poll)

    def _told(self, change: Change) -> None:
        self._read_on = change.id or self._read_on
        self._waiting.append(change)
        if len(self._waiting) == 1:
            self._loading.clock.call_later(GATHER, self._grow)

    def _grow(self) -> None:
        changes, self._waiting = self._waiting, []
        page = self._page
        if page is None:  # something else stands in its place; coming back fetches it
            self._loading.deafen()
        elif changes:
            self._put(page, grown(page, changes))

    def _put(self, before: Live, page: Live) -> None:
        """What is known of the page now, from just now."""
        shown = self._seen.shown
        old = shown.fetched is not None and shown.fetched.from_cache
        self._heard_at = self._now()
        if page != before or old:
            shown.put(page)
            self._seen.changed()

    def _poll(self) -> None:
        page = self._page
        if page is None:
            self._loading.deafen()
            return
        client, address = self._client(), f"{page.poll}?after={quote(page.last_id, safe='')}"
        self._loading.look(
            lambda: client.page(address, page.edition),
            lambda fetched: self._polled(page, fetched),
            self._not_reached,
        )

    def _polled(self, asked: Live, fetched: Fetched) -> None:
        page, polled = self._page, fetched.page
        if page is None or page.address != asked.address or not isinstance(polled, Live):
            return
        if page is not asked:  # the stream was quicker: its posts are newer than these
            polled = replace(polled, posts=(), gone=(), last_id=page.last_id)
        now = caught_up(page, polled)
        self._put(page, now)
        if now.open:
            self._read_on = self._read_on if self._streaming else now.last_id
            self._go_on(now)
        else:
            self._loading.deafen()
            self._over()

    def _not_reached(self, error: Exception) -> None:
        """What is shown stays; after a while of silence it is marked as old."""
        if not isinstance(error, PortalError):
            raise error
        page, fetched = self._page, self._seen.shown.fetched
        if page is None or fetched is None:
            return
        if isinstance(error, Unavailable) and not self._streaming:
            age = self._now() - self._heard_at
            self._seen.shown.fetched = replace(fetched, age_seconds=age, from_cache=True)
            self._seen.changed()
        self._go_on(page)

    def _ended(self, error: Exception | None) -> None:
        """The stream is over or there was none: polling brings what was missed, at once."""
        if error is not None and not isinstance(error, PortalError):
            raise error
        wait = error.retry_after if isinstance(error, Busy) else None
        self._rest_until = self._now() + max(REST, wait or 0.0)
        self._streaming = False
        self._poll()
