"""The place on this machine that a browser is sent back to (RFC 8252 section 7.3).

For trying a provider out; a terminal catches the redirect in its own view and listens nowhere.
"""

from __future__ import annotations

import socket
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import urlsplit

from typing_extensions import override

from auth.addresses import is_safe
from auth.callback import is_callback
from auth.errors import ConfigWrong, Expired

ANYWHERE = "http://127.0.0.1/callback"
"""Any free port: providers compare all but the port (RFC 8252 section 7.3)."""

_LONGEST = 8192
_READ = 5.0


class Loopback:
    """Listens from its making to ``close``; ``page`` is what the browser shows.

    Raises:
        ConfigWrong: ``address`` is not one of this machine.
        OSError: its port is taken.

    """

    def __init__(self, page: str, address: str = ANYWHERE, *, port: int = 0) -> None:
        parts = urlsplit(address)
        if parts.scheme != "http" or not is_safe(address) or parts.query or parts.fragment:
            raise ConfigWrong("redirect_uri")
        host = parts.hostname or ""
        self._server = (_Server6 if ":" in host else _Server)(
            (host, port or parts.port or 0), _Handler
        )
        self._server.page = page.encode()
        named = f"[{host}]" if ":" in host else host
        self._server.redirect_uri = f"http://{named}:{self._server.server_port}{parts.path}"
        self.redirect_uri = self._server.redirect_uri
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
    redirect_uri = ""

    @override
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away half-way is no event."""


class _Server6(_Server):
    address_family = socket.AF_INET6


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = _READ

    def do_GET(self) -> None:
        """Catches the redirect."""
        base = urlsplit(self.server.redirect_uri)
        address = f"{base.scheme}://{base.netloc}{self.path}"
        if len(address) > _LONGEST or not is_callback(address, self.server.redirect_uri):
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
