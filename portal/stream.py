"""A live page's stream: changes as they happen, until either side ends it."""

from __future__ import annotations

from collections.abc import Iterator

from portal.errors import BadPage
from portal.events import EventParser
from portal.growing import Change, change_of
from portal.transport import Wire

SILENCE = 60.0
"""Seconds without a byte after which a stream counts as broken: portals send a sign of life."""


class LiveStream:
    """Iterated by one thread, which it blocks; ``close`` may be called by any."""

    def __init__(self, wire: Wire, after: str) -> None:
        self._wire = wire
        self._parser = EventParser(after)

    def __iter__(self) -> Iterator[Change]:
        """Each change.

        Raises:
            Unreachable, TimedOut: it broke off, or was silent for too long.
            BadPage: it is no stream of the vocabulary.

        """
        kind = self._wire.headers.get("Content-Type", "")
        if kind.partition(";")[0].strip().lower() != "text/event-stream":
            raise BadPage("", "not a stream of events")
        for chunk in self._wire:
            for event in self._parser.feed(chunk):
                change = change_of(event)
                if change is not None:
                    yield change

    def close(self) -> None:
        """Ends it at once."""
        self._wire.close()
