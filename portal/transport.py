"""HTTP to the portal: https or loopback only, no redirects, no proxies, no cookies, bounded."""

from __future__ import annotations

import contextlib
import ipaddress
import logging
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy
from urllib.parse import urlsplit

import requests
import urllib3
from requests.auth import AuthBase
from requests.structures import CaseInsensitiveDict

from portal.errors import BadPage, TimedOut, Unreachable

_CHUNK = 64 * 1024
TOO_LARGE = "too large"

# At DEBUG urllib3 writes every address, and with it case numbers and what was searched for.
logging.getLogger("urllib3").setLevel(logging.WARNING)


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on an answer; seconds and bytes."""

    connect: float = 3.0
    read: float = 5.0
    total: float = 15.0
    """For a whole body, also of a portal that sends it drop by drop."""

    answer_bytes: int = 2 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Reply:
    """A complete answer."""

    status: int
    headers: CaseInsensitiveDict[str]
    body: bytes


class Transport:
    """Connections to one portal, kept open between requests.

    Raises:
        ValueError: ``base_url`` is neither https nor on this machine.

    """

    def __init__(self, base_url: str, *, limits: Limits | None = None, ca_bundle: str = "") -> None:
        if not _is_safe(base_url):
            raise ValueError("base_url")
        self._base = base_url.rstrip("/")
        self._limits = limits or Limits()
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.verify = ca_bundle or True
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self._session.headers.update({"Accept": "application/json, application/problem+json"})

    def send(
        self,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str],
        body: bytes | None = None,
        auth: AuthBase | None = None,
        within: float | None = None,
    ) -> Reply:
        """One request; ``within`` are the seconds left to the caller, if it counts them.

        Raises:
            Unreachable, TimedOut: no complete answer.
            BadPage: too large, or not HTTP.

        """
        limit = self._limits.total if within is None else min(within, self._limits.total)
        with _our_errors():
            return self._send(method, path, headers, body, auth, limit)

    def file(self, path: str, *, auth: AuthBase | None, most: int) -> Reply:
        """The bytes of a file, ``most`` of them at most; as ``send`` otherwise."""
        end = time.monotonic() + self._limits.total
        with (
            _our_errors(),
            self._session.get(
                self._base + path,
                headers={"Accept": "*/*"},
                auth=auth,
                timeout=(self._limits.connect, self._limits.read),
                allow_redirects=False,
                stream=True,
            ) as response,
        ):
            body = self._body(response, end, most)
            return Reply(response.status_code, response.headers, body)

    def open(
        self, path: str, *, headers: Mapping[str, str], auth: AuthBase | None, silence: float
    ) -> Wire | Reply:
        """An answer that goes on without end; a whole one where the status is not 200.

        ``silence`` are the seconds without a byte after which it counts as broken.

        Raises:
            Unreachable, TimedOut: no answer.
            BadPage: not HTTP, or the other answer too large.

        """
        end = time.monotonic() + self._limits.total
        with _our_errors():
            response = self._session.get(
                self._base + path,
                headers=headers,
                auth=auth,
                timeout=(self._limits.connect, silence),
                allow_redirects=False,
                stream=True,
            )
            if response.status_code == 200:
                return Wire(response)
            with response:
                return Reply(response.status_code, response.headers, self._body(response, end))

    def close(self) -> None:
        """Closes the connections."""
        self._session.close()

    def _send(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str],
        body: bytes | None,
        auth: AuthBase | None,
        limit: float,
    ) -> Reply:
        end = time.monotonic() + limit
        response = self._session.request(
            method,
            self._base + path,
            data=body,
            headers=headers,
            auth=auth,
            timeout=(min(self._limits.connect, limit), min(self._limits.read, limit)),
            allow_redirects=False,
            stream=True,
        )
        with response:
            return Reply(response.status_code, response.headers, self._body(response, end))

    def _body(self, response: requests.Response, end: float, most: int = 0) -> bytes:
        body, most = bytearray(), most or self._limits.answer_bytes
        # read1 returns after each packet, so that the deadline is seen between packets
        while chunk := response.raw.read1(_CHUNK, decode_content=True):
            body += chunk
            if len(body) > most:
                raise BadPage("", TOO_LARGE)
            if time.monotonic() > end:
                raise TimedOut
        return bytes(body)


class Wire:
    """The bytes of an answer as they come: read by one thread, closed by any."""

    def __init__(self, response: requests.Response) -> None:
        self._response = response
        self._read = False
        self.headers = response.headers

    def __iter__(self) -> Iterator[bytes]:
        """Until the portal ends it or it is closed; raises Unreachable and TimedOut."""
        self._read = True
        with _our_errors(), self._response:
            while chunk := self._response.raw.read1(_CHUNK, decode_content=True):
                yield chunk

    def close(self) -> None:
        """Ends it at once, also where somebody waits for the next byte, who then lets it go."""
        with contextlib.suppress(ValueError, OSError, RuntimeError):  # it has ended by itself
            self._response.raw.shutdown()
        if not self._read:
            self._response.close()


@contextlib.contextmanager
def _our_errors() -> Iterator[None]:
    """What the libraries raise, as errors of this room."""
    try:
        yield
    except requests.exceptions.SSLError:
        raise Unreachable("tls") from None
    except (requests.exceptions.Timeout, urllib3.exceptions.TimeoutError, TimeoutError):
        raise TimedOut from None
    except (requests.exceptions.RequestException, urllib3.exceptions.HTTPError, OSError):
        raise Unreachable("dropped") from None
    except ValueError:
        raise BadPage("", "not HTTP") from None


def _is_safe(url: str) -> bool:
    parts = urlsplit(url)
    if not parts.hostname or parts.query or parts.fragment or "@" in parts.netloc:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and _is_loopback(parts.hostname))


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
