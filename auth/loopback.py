"""The place on this machine that a browser is sent back to (RFC 8252 section 7.3).

For trying a provider out; a terminal catches the redirect in its own view and listens nowhere.
"""

from __future__ import annotations

import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

from typing_extensions import override

from auth.callback import is_callback
from auth.errors import Expired

_PATH = "/callback"
_LONGEST = 8192
_READ = 5.0


class Loopback:
    """Listens on 127.0.0.1 from its making to ``close``; ``page`` is what the browser shows."""

    def __init__(self, page: str, *, port: int = 0) -> None:
        self._server = _Server(("127.0.0.1", port), _Handler)
        self._server.page = page.encode()
        self.redirect_uri = f"http://127.0.0.1:{self._server.server_port}{_PATH}"
        """What the provider is told."""

    def wait(self, seconds: float) -> str:
        """The address that the browser came with; requests for anything else are not found.

        Raises:
            Expired: nobody came in time.

        """
        end = time.monotonic() + seconds
        self._server.caught = ""
        while not self._server.caught:
            self._server.timeout = end - time.monotonic()
            if self._server.timeout <= 0:
                raise Expired
            self._server.handle_request()
        return self._server.caught

    def close(self) -> None:
        """Listens no more."""
        self._server.server_close()


class _Server(HTTPServer):
    page = b""
    caught = ""

    @override
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away half-way is no event."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = _READ

    def do_GET(self) -> None:
        """Catches the redirect."""
        address = f"http://127.0.0.1:{self.server.server_port}{self.path}"
        if len(address) > _LONGEST or not is_callback(address, self._redirect_uri()):
            self.send_error(404)
            return
        self.server.caught = address
        self.send_response(200)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(self.server.page)))
        self.send_header("Referrer-Policy", "no-referrer")
        self.end_headers()
        self.wfile.write(self.server.page)

    @override
    def log_message(self, format: str, *args: Any) -> None:
        """The address holds the code."""

    def _redirect_uri(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}{_PATH}"
