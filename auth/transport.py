"""HTTP to an identity provider, on the assumption that the provider may be hostile.

Https or loopback only, no redirects, no proxies or certificates from the environment, no
cookies, one deadline for the whole request, a cap on size, JSON objects only. Every failure
is one of auth.errors; none carries an address with a query, which could hold a token.
"""

from __future__ import annotations

import logging
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from typing import Any

import requests
import urllib3
from requests.adapters import HTTPAdapter

from auth.addresses import host_of, is_safe
from auth.config import Limits
from auth.deadline import Late, within
from auth.errors import BadAnswer, ConfigWrong, NetworkFailed, ServerFailed, TimedOut, TlsFailed
from auth.strictjson import parse_object

_CHUNK = 16 * 1024
_DIRECTIONS = range(300, 400)

# At DEBUG authlib writes the code verifier and urllib3 every address with its query.
for _name in ("authlib", "urllib3"):
    logging.getLogger(_name).setLevel(logging.WARNING)


@dataclass(frozen=True, slots=True)
class Answer:
    """A complete answer; ``date`` is the server's clock (POSIX seconds), None if not sent."""

    status: int
    body: bytes
    media_type: str
    date: float | None
    retry_after: float | None
    nonce: str = ""
    """What the next proof of possession must hold (RFC 9449 section 8); empty if not said."""

    challenge: str = ""
    """``WWW-Authenticate`` of a refusal."""

    def json(self, where: str) -> dict[str, Any]:
        """The JSON object of the body; ``where`` names the endpoint in the error.

        Raises:
            BadAnswer: no JSON object.

        """
        try:
            return parse_object(self.body)
        except ValueError as error:
            status = "" if self.status == 200 else f", status {self.status}"
            raise BadAnswer(where, f"{error}{status}") from None

    def text(self, where: str) -> str:
        """The body where it is a compact token; raises BadAnswer where it cannot be one."""
        try:
            return self.body.decode("ascii").strip()
        except UnicodeDecodeError:
            raise BadAnswer(where, "not ASCII") from None


class Redirected(BadAnswer):
    """An answer that leads to another address; which one is of no interest."""

    def __init__(self, host: str) -> None:
        super().__init__(host, "redirect")


class Transport:
    """Requests to one provider, each on a fresh connection that no visit shares."""

    def __init__(self, limits: Limits, *, ca_bundle: str = "") -> None:
        self._limits = limits
        self._ca_bundle = ca_bundle

    def hurried(self, seconds: float) -> Transport:
        """The same transport with less time: ``seconds`` for a whole request."""
        total = min(max(seconds, 0.0), self._limits.total)
        return Transport(replace(self._limits, total=total), ca_bundle=self._ca_bundle)

    def get(self, url: str, *, headers: Mapping[str, str] | None = None) -> Answer:
        """Fetches ``url``; raises as ``_request``."""
        return self._request("GET", url, headers=headers)

    def post(
        self,
        url: str,
        form: Mapping[str, str],
        *,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Posts a form (RFC 6749 appendix B); raises as ``_request``."""
        return self._request("POST", url, form=form, headers=headers)

    def _request(
        self,
        method: str,
        url: str,
        *,
        form: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """One request within the limits.

        Raises:
            ConfigWrong: an address that may not be spoken to.
            NetworkFailed, TlsFailed, TimedOut: no complete answer.
            ServerFailed: 429 or 5xx.
            Redirected: the answer is elsewhere, and is not fetched there.
            BadAnswer: a compressed body, or too much of it.

        """
        if not is_safe(url):
            raise ConfigWrong("address")
        call = _Call(method, url, self._limits, self._ca_bundle or True)
        try:
            answer = within(self._limits.total, lambda: call.run(form, headers))
        except Late:
            call.cut()
            raise TimedOut(host_of(url)) from None
        if answer.status in _DIRECTIONS:
            raise Redirected(host_of(url))
        if answer.status == 429 or answer.status >= 500:
            raise ServerFailed(answer.status, answer.retry_after)
        return answer


class _Call:
    """One request on one connection, which another thread can cut."""

    def __init__(self, method: str, url: str, limits: Limits, verify: bool | str) -> None:
        self._method = method
        self._url = url
        self._limits = limits
        self._verify = verify
        self._adapter = _CuttableAdapter()
        self._end = time.monotonic() + limits.total

    def cut(self) -> None:
        """Breaks the connection, so that the thread that reads from it comes to its end."""
        self._adapter.cut()

    def run(self, form: Mapping[str, str] | None, headers: Mapping[str, str] | None) -> Answer:
        """Sends and reads; every exception is mapped to one of auth.errors."""
        host = host_of(self._url)
        try:
            return self._run(form, headers)
        except requests.exceptions.SSLError:
            raise TlsFailed(host) from None
        except (requests.exceptions.Timeout, urllib3.exceptions.TimeoutError, TimeoutError):
            raise TimedOut(host) from None
        except requests.exceptions.ConnectionError as error:
            raise (TlsFailed(host) if _is_tls(error) else NetworkFailed(host)) from None
        except (requests.exceptions.RequestException, urllib3.exceptions.HTTPError, OSError):
            raise NetworkFailed(host) from None
        except (ValueError, RecursionError):
            raise BadAnswer(host, "unreadable") from None

    def _run(self, form: Mapping[str, str] | None, headers: Mapping[str, str] | None) -> Answer:
        with self._session() as session:
            sent = {"Accept": "application/json", "Accept-Encoding": "identity"}
            response = session.request(
                self._method,
                self._url,
                data=form,
                headers={**sent, **(headers or {})},
                timeout=(self._limits.connect, self._limits.read),
                verify=self._verify,
                allow_redirects=False,
                stream=True,
            )
            with response:
                return Answer(
                    status=response.status_code,
                    body=self._body(response),
                    media_type=response.headers.get("Content-Type", "").split(";")[0].strip(),
                    date=_seconds(response.headers.get("Date", "")),
                    retry_after=_delay(response.headers.get("Retry-After", "")),
                    nonce=response.headers.get("DPoP-Nonce", ""),
                    challenge=response.headers.get("WWW-Authenticate", ""),
                )

    def _session(self) -> requests.Session:
        session = requests.Session()  # a new one each time: no cookie survives its request
        session.trust_env = False  # REQUESTS_CA_BUNDLE would override ``verify``
        session.mount("https://", self._adapter)
        session.mount("http://", self._adapter)
        return session

    def _body(self, response: requests.Response) -> bytes:
        host = host_of(self._url)
        if response.headers.get("Content-Encoding", "").strip().lower() not in ("", "identity"):
            raise BadAnswer(host, "compressed")
        body = bytearray()
        # read1 returns after each packet, so that a dripping server meets the deadline here
        while chunk := response.raw.read1(_CHUNK, decode_content=False):
            body += chunk
            if len(body) > self._limits.answer_bytes:
                raise BadAnswer(host, "too large")
            if time.monotonic() > self._end:
                raise TimedOut(host)
        return bytes(body)


class _CuttableAdapter(HTTPAdapter):
    """An adapter that remembers its connections in order to cut them while in use.

    Time-outs of sockets count from packet to packet; a server that drips its header one
    byte at a time would hold the thread for hours.
    """

    def __init__(self) -> None:
        super().__init__()
        self._connections: list[urllib3.connection.HTTPConnection] = []

    def get_connection_with_tls_context(self, *args: Any, **kwargs: Any) -> Any:
        """As in the base class, with a pool that reports the connections it makes."""
        pool: Any = super().get_connection_with_tls_context(*args, **kwargs)
        made = type(pool).ConnectionCls

        def make(*given: Any, **named: Any) -> urllib3.connection.HTTPConnection:
            connection: urllib3.connection.HTTPConnection = made(*given, **named)
            self._connections.append(connection)
            return connection

        pool.ConnectionCls = make
        return pool

    def cut(self) -> None:
        """Shuts every socket in both directions; reads in progress return at once."""
        for connection in self._connections:
            sock = connection.sock
            if sock is not None:
                try:
                    sock.shutdown(socket.SHUT_RDWR)
                except OSError:  # it was closed a moment ago
                    continue


def _is_tls(error: requests.exceptions.ConnectionError) -> bool:
    reason = error.args[0] if error.args else None
    return isinstance(getattr(reason, "reason", reason), urllib3.exceptions.SSLError)


def _seconds(value: str) -> float | None:
    try:
        return parsedate_to_datetime(value).timestamp()
    except (ValueError, OverflowError):
        return None


def _delay(value: str) -> float | None:
    return float(value) if value.isascii() and value.isdigit() and len(value) < 6 else None
