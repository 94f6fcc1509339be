"""Server-sent events as they come off the wire (HTML Standard, section 9.2.6), bounded."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass

from portal.errors import BadPage

MOST = 1024 * 1024
"""Characters of one event that are kept; a portal that never ends one is not listened to."""


@dataclass(frozen=True, slots=True)
class ServerEvent:
    """One event; ``id`` is the last one that the stream has given so far."""

    name: str
    data: str
    id: str


class EventParser:
    """Turns the bytes of one stream into events; half an event at its end is dropped."""

    def __init__(self, last_id: str = "") -> None:
        self._decode = codecs.getincrementaldecoder("utf-8-sig")(errors="replace").decode
        self._rest = ""
        self._after_return = False
        self._name = ""
        self._data: list[str] = []
        self._size = 0
        self._id = last_id

    def feed(self, data: bytes) -> Iterator[ServerEvent]:
        """The events that are complete now; raises BadPage where one is too large."""
        for line in self._lines(self._decode(data)):
            self._bound(len(line))
            if line:
                self._field(line)
            elif (event := self._end()) is not None:
                yield event

    def _lines(self, text: str) -> Iterator[str]:
        """Complete lines; each of CR, LF and CRLF ends one, also where CRLF is cut in two."""
        if text and self._after_return:
            text = text.removeprefix("\n")
        self._after_return = text.endswith("\r") or (self._after_return and not text)
        lines = (self._rest + text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self._rest = lines.pop()
        self._bound(len(self._rest))
        yield from lines

    def _field(self, line: str) -> None:
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if name == "event":
            self._name = value
        elif name == "data":
            self._size += len(value) + 1
            self._bound(0)
            self._data.append(value)
        elif name == "id" and "\0" not in value:
            self._id = value

    def _end(self) -> ServerEvent | None:
        name, data = self._name or "message", self._data
        self._name, self._data, self._size = "", [], 0
        return ServerEvent(name, "\n".join(data), self._id) if data else None

    def _bound(self, more: int) -> None:
        if self._size + more > MOST:
            raise BadPage("", "too large")
