"""Public pages in memory, for conditional requests and for when the portal is away."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass

from portal.models import Page


@dataclass(frozen=True, slots=True)
class Entry:
    """A page with its tag; ``checked_at`` (steady seconds) is when the portal last said so."""

    page: Page
    etag: str
    size: int
    checked_at: float


class PageCache:
    """The pages used last, at most ``most_pages`` and ``most_bytes`` (of JSON) of them.

    It is shared by all visits of a process and so must never be given a personal page.
    """

    def __init__(self, *, most_pages: int = 500, most_bytes: int = 16 * 1024 * 1024) -> None:
        self._most_pages = most_pages
        self._most_bytes = most_bytes
        self._lock = threading.Lock()
        self._entries: OrderedDict[str, Entry] = OrderedDict()
        self._bytes = 0

    def get(self, path: str) -> Entry | None:
        """The page kept for ``path``."""
        with self._lock:
            if path in self._entries:
                self._entries.move_to_end(path)
            return self._entries.get(path)

    def put(self, path: str, entry: Entry) -> None:
        """Keeps a page; those that were not used for longest give way.

        Raises:
            ValueError: the page is personal.

        """
        if entry.page.personal:
            raise ValueError("personal")
        with self._lock:
            self._remove(path)
            self._entries[path] = entry
            self._bytes += entry.size
            while len(self._entries) > self._most_pages or self._bytes > self._most_bytes:
                self._remove(next(iter(self._entries)))

    def drop(self, path: str) -> None:
        """Forgets a page that is gone or has become personal."""
        with self._lock:
            self._remove(path)

    def _remove(self, path: str) -> None:
        old = self._entries.pop(path, None)
        self._bytes -= old.size if old is not None else 0
