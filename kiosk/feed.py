"""Something that tells one thing after another, heard in a thread of its own.

It may wait for ever, so it takes none of the threads of the pool, and stopping it
closes what it waits on: the end of a visit need not wait for the other side.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial
from typing import Generic, Protocol, TypeVar

T = TypeVar("T")
Told_co = TypeVar("Told_co", covariant=True)
Post = Callable[[Callable[[], None]], None]


class Source(Protocol[Told_co]):
    """What is heard; ``close`` may be called by any thread."""

    def __iter__(self) -> Iterator[Told_co]:
        """One thing after another, blocking between them."""

    def close(self) -> None:
        """No more of it, at once."""


class Feed(Generic[T]):
    """``each`` and ``ended`` are called on the GUI thread, and never after ``stop``."""

    def __init__(
        self,
        post: Post,
        open_: Callable[[], Source[T]],
        each: Callable[[T], None],
        ended: Callable[[Exception | None], None],
    ) -> None:
        self._post = post
        self._open = open_
        self._each = each
        self._ended = ended
        self._lock = threading.Lock()
        self._source: Source[T] | None = None
        self._stopped = False

    def start(self) -> Feed[T]:
        """Begin to listen."""
        threading.Thread(target=self._listen, name="feed", daemon=True).start()
        return self

    def stop(self) -> None:
        """Nothing is heard any more; the connection is closed."""
        with self._lock:
            self._stopped = True
            source, self._source = self._source, None
        if source is not None:
            source.close()

    def _listen(self) -> None:
        error: Exception | None = None
        try:
            self._hear(self._open())
        except Exception as raised:  # noqa: BLE001 - the edge of the thread: told on the other
            error = raised
        self._tell(lambda: self._ended(error))

    def _hear(self, source: Source[T]) -> None:
        try:
            if self._keep(source):
                for told in source:
                    self._tell(partial(self._each, told))
        finally:
            source.close()

    def _keep(self, source: Source[T]) -> bool:
        """Remembers what is to be closed; False where nobody listens any more."""
        with self._lock:
            self._source = None if self._stopped else source
            return not self._stopped

    def _tell(self, call: Callable[[], None]) -> None:
        self._post(lambda: None if self._stopped else call())
