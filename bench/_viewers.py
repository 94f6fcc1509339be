"""Holds many viewers of one stream: ``python -m bench._viewers ADDRESS COUNT SOURCE``.

SOURCE is the loopback address that they come from, so that ports suffice. Prints READY once each
has its answer, then reads until stdin ends, and prints when each of them had which post:
``{post id: [seconds of the monotonic clock, which all processes share, …]}``.
"""

from __future__ import annotations

import json
import re
import selectors
import socket
import sys
import time
from collections import defaultdict
from urllib.parse import urlsplit

BATCH = 200
_POST = re.compile(rb'^data: \{"id":"(m\d+)"', re.M)
_STDIN = 0


class Viewers:
    """Sockets of one process; what came last of each is kept only as far as it is half a line."""

    def __init__(self, address: str, source: str) -> None:
        parts = urlsplit(address)
        self._at = (parts.hostname or "", parts.port or 80)
        self._source = source
        lines = [f"GET {parts.path} HTTP/1.1", f"Host: {parts.netloc}"]
        lines.append("Accept: text/event-stream")
        self._request = ("\r\n".join(lines) + "\r\n\r\n").encode()
        self._ready = selectors.EpollSelector()
        self._answered: set[int] = set()
        self._rest: dict[int, bytes] = {}
        self.seen: dict[str, list[float]] = defaultdict(list)

    def join(self, count: int) -> None:
        """So many more, a batch at a time; raises where one is refused."""
        for first in range(0, count, BATCH):
            wanted = len(self._answered) + min(BATCH, count - first)
            for _ in range(min(BATCH, count - first)):
                self._connect()
            while len(self._answered) < wanted:
                self.read(5.0)

    def watch(self) -> None:
        """Reads until stdin ends."""
        self._ready.register(_STDIN, selectors.EVENT_READ)
        while self.read(60.0):
            pass

    def read(self, seconds: float) -> bool:
        """What has come, all viewers alike; False once stdin has ended."""
        for key, _ in self._ready.select(seconds):
            if key.fd == _STDIN:
                return False
            self._take(key.data)
        return True

    def _connect(self) -> None:
        made = socket.create_connection(self._at, timeout=30, source_address=(self._source, 0))
        made.sendall(self._request)
        self._ready.register(made, selectors.EVENT_READ, made)

    def _take(self, viewer: socket.socket) -> None:
        number = viewer.fileno()
        data = viewer.recv(65536)
        now = time.monotonic()
        if number not in self._answered:
            if not data.startswith(b"HTTP/1.1 200"):
                raise RuntimeError(data[:300])
            self._answered.add(number)
        text = self._rest.pop(number, b"") + data
        whole, _, rest = text.rpartition(b"\n")
        if rest:
            self._rest[number] = rest
        for post in _POST.findall(whole):
            self.seen[post.decode()].append(now)


def main(address: str, count: str, source: str) -> None:
    """Joins, watches, prints."""
    viewers = Viewers(address, source)
    viewers.join(int(count))
    print("READY", flush=True)
    viewers.watch()
    print(json.dumps(viewers.seen), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
