"""Another of the city's systems: it keeps sessions and hears by back channel that they end."""

from __future__ import annotations

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, cast
from urllib.parse import parse_qs

import requests
from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

EVENT = "http://schemas.openid.net/event/backchannel-logout"


class Refused(Exception):
    """The logout token is not right; the text says why."""


def verify(token: str, issuer: str, client_id: str, seen: set[str]) -> dict[str, Any]:
    """Every check of OpenID Connect Back-Channel Logout 1.0 §2.6, on the provider's live keys."""
    keys = KeySet.import_key_set(requests.get(issuer + "/jwks", timeout=20).json())
    try:
        head = jws.extract_compact(token.encode()).protected
        claims = jwt.decode(token, keys, algorithms=["ES256"]).claims
    except (JoseError, ValueError) as error:
        raise Refused("signature") from error
    now = time.time()
    right = {
        "typ": head.get("typ") == "logout+jwt",
        "iss": claims.get("iss") == issuer,
        "aud": claims.get("aud") in (client_id, [client_id]),
        "iat": isinstance(claims.get("iat"), int) and abs(now - claims["iat"]) < 120,
        "exp": isinstance(claims.get("exp"), int) and now < claims["exp"],
        "events": claims.get("events") == {EVENT: {}},
        "nonce": "nonce" not in claims,
        "sid": bool(claims.get("sid") or claims.get("sub")),
        "jti": isinstance(claims.get("jti"), str) and claims["jti"] not in seen,
    }
    wrong = [name for name, fits in right.items() if not fits]
    if wrong:
        raise Refused(", ".join(wrong))
    seen.add(claims["jti"])
    return claims


class LogoutReceiver:
    """The system's logout address, on a port of its own. ``statuses`` are answered first."""

    def __init__(self, issuer: str, client_id: str) -> None:
        self.issuer, self.client_id = issuer, client_id
        self.statuses: list[int] = []
        self.received: list[str] = []
        self.ended: list[str] = []
        """The ``sid`` of every session that a right token ended."""
        self.refused: list[str] = []
        self._seen: set[str] = set()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self._server.receiver = self  # type: ignore[attr-defined]  # the handler's way back
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )

    def __enter__(self) -> LogoutReceiver:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def uri(self) -> str:
        """What the system registers."""
        return f"http://127.0.0.1:{self._server.server_port}/logout"

    def take(self, form: dict[str, list[str]]) -> int:
        """One POST; the status to answer."""
        token = form.get("logout_token", [""])[0]
        status = self.statuses.pop(0) if self.statuses else self._judge(token)
        self.received.append(token)
        return status

    def _judge(self, token: str) -> int:
        try:
            claims = verify(token, self.issuer, self.client_id, self._seen)
        except Refused as error:
            self.refused.append(str(error))
            return 400
        self.ended.append(claims["sid"])
        return 200

    def wait(self, count: int, seconds: float = 8.0) -> list[str]:
        """The tokens received, once there are ``count`` or the time is over."""
        end = time.monotonic() + seconds
        while len(self.received) < count and time.monotonic() < end:
            time.sleep(0.02)
        return list(self.received)


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", "0"))
        form = parse_qs(self.rfile.read(length).decode())
        receiver = cast("LogoutReceiver", self.server.receiver)  # type: ignore[attr-defined]  # set above
        status = receiver.take(form)
        self.send_response(status)
        if status == 302:
            self.send_header("Location", receiver.uri)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *arguments: object) -> None:
        """Says nothing."""
