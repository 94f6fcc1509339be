"""The wire between supervisor and terminal: JSON objects, one a line, on a socket pair.

Terminal to supervisor: ``ready`` (drawn, waiting), ``shown``, ``started``,
``alive``, ``ending``, ``bye`` (with what the next one is to say).
Supervisor to terminal: ``show`` (with the farewell), ``quit``.
"""

from __future__ import annotations

import json
import socket
from typing import Any

Message = dict[str, Any]


class Channel:
    """One end; reading never blocks, writing a line this small does not either."""

    def __init__(self, end: socket.socket) -> None:
        self._socket = end
        self._socket.setblocking(False)
        self._buffer = b""
        self.open = True

    def fileno(self) -> int:
        """For select and for Qt's notifier."""
        return self._socket.fileno()

    def send(self, do: str, **facts: object) -> bool:
        """Send one message; False if the other end is gone."""
        line = json.dumps({"do": do, **facts}, ensure_ascii=False).encode() + b"\n"
        try:
            self._socket.sendall(line)
        except OSError:
            self.open = False
        return self.open

    def receive(self) -> list[Message]:
        """What came in since; sets ``open`` to False at the end."""
        while True:
            try:
                data = self._socket.recv(65536)
            except BlockingIOError:
                break
            except OSError:
                data = b""
            if not data:
                self.open = False
                break
            self._buffer += data
        *lines, self._buffer = self._buffer.split(b"\n")
        return [json.loads(line) for line in lines]

    def close(self) -> None:
        """Close this end."""
        self.open = False
        self._socket.close()


def pair() -> tuple[Channel, socket.socket]:
    """The supervisor's end, and the socket whose descriptor the terminal inherits."""
    ours, theirs = socket.socketpair()
    return Channel(ours), theirs


def inherited(descriptor: int) -> Channel:
    """The terminal's end, from the descriptor it was started with."""
    return Channel(socket.socket(fileno=descriptor))
