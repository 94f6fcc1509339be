"""Bringing shown messages to those who follow: by nchan where a city runs it, else by waiting.

``PORTAL_PUSH_URL`` is nchan's publisher: ``unix:/run/portal/publish.sock`` or ``http://host/``.
"""

from __future__ import annotations

import json
import logging
import socket
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from typing import Any, Final, Protocol
from urllib.parse import urlsplit

from django.conf import settings

log = logging.getLogger(__name__)
_SECONDS: Final = 3


@dataclass(frozen=True, slots=True)
class Told:
    """An event: ``post`` with a post, ``gone`` with the id of one that is shown no more."""

    event: str
    data: dict[str, Any]


class Publisher(Protocol):
    """Whatever tells the followers of an interview at once."""

    def publish(self, edition: str, slug: str, told: Told) -> None:
        """Sends one event; a failure is logged and never stops the desk."""


class Nowhere:
    """Nothing is pushed: the embedded streams look into the database themselves."""

    def publish(self, edition: str, slug: str, told: Told) -> None:
        """Does nothing."""


class Nchan:
    """The publisher's side of nginx's nchan at ``url``, one channel an edition and interview."""

    def __init__(self, url: str) -> None:
        self._url = url

    def publish(self, edition: str, slug: str, told: Told) -> None:
        """Posts to the channel; followers have polling when this fails."""
        try:
            status = self._post(f"/publish/{edition}/{slug}", told)
        except (OSError, HTTPException) as error:
            log.error("push: %s", type(error).__name__)
            return
        if status not in {201, 202}:  # 202: kept, though nobody follows yet
            log.error("push: answered %d", status)

    def _post(self, path: str, told: Told) -> int:
        """The status of nchan's answer."""
        connection = _connection(self._url)
        headers = {"Content-Type": "application/json", "X-EventSource-Event": told.event}
        try:
            connection.request("POST", path, data_of(told.data).encode(), headers)
            return connection.getresponse().status
        finally:
            connection.close()


class _ThroughSocket(HTTPConnection):
    """HTTP over a Unix socket: a publisher for which no port is open."""

    def __init__(self, path: str) -> None:
        super().__init__("localhost", timeout=_SECONDS)
        self._path = path

    def connect(self) -> None:
        """Connects to the socket instead of to a host."""
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(_SECONDS)
        self.sock.connect(self._path)


def _connection(url: str) -> HTTPConnection:
    parts = urlsplit(url)
    if parts.scheme == "unix":
        return _ThroughSocket(parts.path)
    return HTTPConnection(parts.hostname or "localhost", parts.port, timeout=_SECONDS)


def publisher() -> Publisher:
    """By the settings (``PORTAL_PUSH_URL``)."""
    return Nchan(settings.PUSH_URL) if settings.PUSH_URL else Nowhere()


def data_of(data: dict[str, Any]) -> str:
    """The data of one event: a single line of JSON."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
