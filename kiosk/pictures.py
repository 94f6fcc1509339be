"""Pictures of pages: fetched when a widget first asks, shown as soon as they are here."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable

from kiosk.files.reading import SHEET, FileReader
from kiosk.services import Services
from kiosk.tasks import Tasks

Load = Callable[[str], bytes | None]

log = logging.getLogger(__name__)

OWN = "print:"
MOST_BYTES = 16 * 1024 * 1024
"""Kept at once; what was not looked at for longest gives way."""


class Pictures:
    """Answers what it has; ``arrived`` is called on the GUI thread when there is more."""

    def __init__(
        self, tasks: Tasks, fetch: Callable[[str], bytes], arrived: Callable[[], None]
    ) -> None:
        self._tasks = tasks
        self._fetch = fetch
        self._arrived = arrived
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._asked: set[str] = set()

    def __call__(self, href: str) -> bytes | None:
        """The bytes of a picture, None while there are none."""
        if href in self._kept:
            self._kept.move_to_end(href)
            return self._kept[href]
        if href and href not in self._asked:
            self._asked.add(href)
            self._tasks.run(lambda: self._fetch(href)).success(
                lambda data: self._keep(href, data)
            ).failure(lambda error: self._missing(href, error)).start()
        return None

    def _keep(self, href: str, data: bytes) -> None:
        self._kept[href] = data
        while len(self._kept) > 1 and sum(map(len, self._kept.values())) > MOST_BYTES:
            gone, _ = self._kept.popitem(last=False)
            self._asked.discard(gone)
        self._arrived()

    def _missing(self, href: str, error: Exception) -> None:
        """Its description stands in for it for the rest of the visit."""
        log.info("picture: %s", type(error).__name__)


def show_pictures(
    show: Callable[[Load], None], services: Services, files: FileReader, own: Load
) -> None:
    """Public pictures of the portal, and sheets of a file; each shows itself once it is here.

    ``own`` has those whose addresses begin with ``OWN``; nothing of them is kept.
    """

    def fetch(name: str) -> bytes:
        return files.picture(name) if name.startswith(SHEET) else services.portal.file(name)

    def load(name: str) -> bytes | None:
        return own(name) if name.startswith(OWN) else pictures(name)

    pictures = Pictures(services.tasks, fetch, lambda: show(load))
    show(load)
