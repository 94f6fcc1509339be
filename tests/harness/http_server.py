"""A real HTTP server on loopback that can be told to misbehave on the wire."""

from __future__ import annotations

import json
import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Empty, Queue
from types import TracebackType
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from typing_extensions import override


@dataclass(frozen=True)
class Seen:
    """A request as it came."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes

    @property
    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body.decode()))

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Reply:
    """An answer; ``manner`` says how it is put on the wire."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    manner: str = "right"
    """``right``, ``raw`` (nothing but the body), ``hang``, ``drop``, ``talk`` (the body, then what
    is in ``more``, until None) or ``drip``, ``drip_head`` (a byte every 50 ms)."""

    more: Queue[bytes | None] = field(default_factory=Queue)


def as_json(value: Any, status: int = 200, **headers: str) -> Reply:
    """A JSON answer; underscores in header names become hyphens."""
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    body = json.dumps(value).encode()
    return Reply(status, body, {"Content-Type": "application/json", **named})


Responder = Callable[[Seen], Reply]


class HttpServer:
    """Serves ``respond(seen)`` on a free port of 127.0.0.1 until closed; a context manager."""

    def __init__(self, *, tls: ssl.SSLContext | None = None) -> None:
        self.seen: list[Seen] = []
        self.overrides: dict[str, Responder] = {}
        """By path: answers instead of the right one."""

        self.date: Callable[[], str] | None = None
        self.closing = threading.Event()
        self._server = _Server(self)
        if tls is not None:
            self._server.socket = tls.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )
        scheme = "https" if tls is not None else "http"
        self.url = f"{scheme}://127.0.0.1:{self._server.server_address[1]}"
        # a short poll interval, so that closing does not wait half a second
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.005}, daemon=True
        )
        self._thread.start()

    def respond(self, seen: Seen) -> Reply:
        """The right answer; subclasses say which."""
        return Reply(404)

    def requests_to(self, path: str) -> list[Seen]:
        """What came for ``path`` so far."""
        return [seen for seen in self.seen if seen.path == path]

    def answer(self, seen: Seen) -> Reply:
        """Records the request and finds the answer."""
        self.seen.append(seen)
        return self.overrides.get(seen.path, self.respond)(seen)

    def close(self) -> None:
        """Stops listening, lets hanging answers go and answers nobody any more."""
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)

    def __enter__(self) -> Any:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, owner: HttpServer) -> None:
        self.owner = owner
        super().__init__(("127.0.0.1", 0), _Handler)

    @override
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that cuts the connection is what many of these tests are about."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    @override
    def date_time_string(self, timestamp: float | None = None) -> str:
        date = self.server.owner.date
        return date() if date else super().date_time_string(timestamp)

    @override
    def log_message(self, format: str, *args: Any) -> None:
        """Tests print their own."""

    def _serve(self) -> None:
        if self.server.owner.closing.is_set():  # a connection kept open from before
            self._drop(Reply())
            return
        parts = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        query = dict(parse_qsl(parts.query))
        seen = Seen(self.command, parts.path, query, dict(self.headers), body)
        reply = self.server.owner.answer(seen)
        getattr(self, f"_{reply.manner}")(reply)

    def _right(self, reply: Reply) -> None:
        self.send_response(reply.status)
        for name, value in {"Content-Length": str(len(reply.body)), **reply.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(reply.body)

    def _raw(self, reply: Reply) -> None:
        self.close_connection = True
        self.wfile.write(reply.body)

    def _talk(self, reply: Reply) -> None:
        self.close_connection = True
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.end_headers()
        piece: bytes | None = reply.body
        while piece is not None and not self.server.owner.closing.is_set():
            self.wfile.write(piece)
            try:
                piece = reply.more.get(timeout=0.05)
            except Empty:
                piece = b""

    def _hang(self, reply: Reply) -> None:
        self.server.owner.closing.wait(30)
        self._drop(reply)

    def _drop(self, reply: Reply) -> None:
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def _drip(self, reply: Reply) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        self._drops(b" ")

    def _drip_head(self, reply: Reply) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        self._drops(b"x")

    def _drops(self, drop: bytes) -> None:
        self.close_connection = True
        while not self.server.owner.closing.wait(0.05):
            self.wfile.write(drop)
