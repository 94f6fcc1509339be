"""Debian's glewlwyd, a whole single sign-on server in C, started and set up by a test.

Its pages are programs for a browser; ``Browser`` does what they do, by the same interface.
"""

from __future__ import annotations

import gzip
import json
import re
import shutil
import socket
import sqlite3
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

import requests
from joserfc.jwk import ECKey

from auth.assertion import new_key, public_part

PROGRAM = shutil.which("glewlwyd")
SECRET = "only-for-tests-" + "x" * 20
"""Of characters that form encoding leaves alone: it takes Basic as it stands (RFC 6749, 2.3.1)."""

_DOCS = Path("/usr/share/doc/glewlwyd")
_PASSWORDS = {"zhang": "secret-of-zhang", "li": "secret-of-li"}
_NAMES = {"zhang": "张三", "li": "李四"}


class Glewlwyd:
    """A context manager; ``issuer`` is its address, ``key`` the key of the client ``terminal``.

    The clients are ``secret``, ``public`` and ``terminal`` (``private_key_jwt``).
    """

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="glewlwyd-"))
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self._port}"
        self.issuer = f"{self.url}/api/oidc"
        self.key = new_key()
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self._write()
        command = [str(PROGRAM), "--config-file", str(self._folder / "conf")]
        self._process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        try:
            self._await()
            self._set_up()
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop()

    def _stop(self) -> None:
        assert self._process
        self._process.terminate()
        self._process.wait(10)
        shutil.rmtree(self._folder)

    def _write(self) -> None:
        """Its database as Debian ships it, and its sample configuration with other places."""
        database = self._folder / "db"
        with sqlite3.connect(database) as made:
            made.executescript(
                gzip.decompress((_DOCS / "database/init.sqlite3.sql.gz").read_bytes()).decode()
            )
        made.close()
        text = gzip.decompress((_DOCS / "glewlwyd.conf.sample.gz").read_bytes()).decode()
        changed = {
            "port": str(self._port),
            "external_url": f'"{self.url}"',
            "bind_address": '"127.0.0.1"',
            "cookie_domain": '"127.0.0.1"',
            "cookie_secure": "0",
            "log_mode": '"file"',
            "log_file": f'"{self._folder}/log"',
            "path": f'"{database}"',
        }
        for name, value in changed.items():
            line = re.compile(rf"^(\s*)#?{name}\s*=.*$", re.MULTILINE)
            text = line.sub(lambda found, to=f"{name}={value}": found[1] + to, text, count=1)  # type: ignore[misc]  # a default binds the loop's value
        (self._folder / "conf").write_text(text)

    def _await(self) -> None:
        end = time.monotonic() + 10
        while True:
            try:
                requests.get(f"{self.url}/api/", timeout=1)
            except requests.ConnectionError:
                assert time.monotonic() < end, (self._folder / "log").read_text()[-2000:]
                time.sleep(0.05)
            else:
                return

    def _set_up(self) -> None:
        with requests.Session() as desk:

            def post(path: str, body: Any) -> None:
                answer = desk.post(f"{self.url}/api/{path}", json=body, timeout=10)
                assert answer.status_code == 200, answer.text

            # the password of every fresh installation, in its documentation
            post("auth/", {"username": "admin", "password": "password"})
            post("mod/plugin/", self._plugin())
            post("scope/", _scope("profile"))
            for account, password in _PASSWORDS.items():
                scopes = {"scope": ["openid", "profile"], "enabled": True, "email": ""}
                named = {"username": account, "name": _NAMES[account], "password": password}
                post("user/", {**named, **scopes})
            for client in self._clients():
                post("client/", client)

    def _plugin(self) -> dict[str, Any]:
        key = {**ECKey.generate_key("P-256").as_dict(private=True), "alg": "ES256", "kid": "first"}
        on = (
            "auth-type-code-enabled auth-type-code-revoke-replayed auth-type-device-enabled "
            "auth-type-refresh-enabled jwks-show pkce-allowed pkce-required "
            "pkce-required-public-client introspection-revocation-allowed "
            "introspection-revocation-allow-target-client session-management-allowed "
            "oauth-par-allowed oauth-dpop-allowed oauth-as-iss-id request-parameter-allow"
        )
        parameters: dict[str, Any] = {
            **dict.fromkeys(on.split(), True),
            "iss": self.issuer,
            "jwt-type": "ecdsa",
            "jwt-key-size": "256",
            "jwks-private": json.dumps({"keys": [key]}),
            "default-kid": "first",
            "access-token-duration": 300,
            "refresh-token-duration": 1800,
            "refresh-token-one-use": "always",
            "code-duration": 60,
            "session-cookie-name": "OIDC_SID",
            "session-cookie-expiration": 3600,
            "device-authorization-expiration": 120,
            "device-authorization-interval": 1,
            "name-claim": "mandatory",
            "subject-type": "public",
            "oauth-par-duration": 60,
            "oauth-par-request_uri-prefix": "urn:ietf:params:oauth:request_uri:",
            "oauth-dpop-iat-duration": 60,
            "client-jwks-parameter": "jwks",
        }
        return {"module": "oidc", "name": "oidc", "display_name": "oidc", "parameters": parameters}

    def _clients(self) -> list[dict[str, Any]]:
        common = {
            "enabled": True,
            "redirect_uri": ["http://127.0.0.1:5555/callback"],
            "authorization_type": ["code", "device_authorization", "refresh_token"],
            "scope": ["openid", "profile"],
        }
        special: dict[str, dict[str, Any]] = {
            "public": {"confidential": False},
            "secret": {
                "confidential": True,
                "password": SECRET,
                "token_endpoint_auth_method": ["client_secret_basic"],
            },
            "terminal": {
                "confidential": True,
                "jwks": {"keys": [public_part(self.key)]},
                "token_endpoint_auth_method": ["private_key_jwt"],
            },
        }
        return [{**common, **own, "client_id": name, "name": name} for name, own in special.items()]


class Browser:
    """Somebody's browser there; it keeps its cookies."""

    def __init__(self, server: Glewlwyd, client: str, account: str = "zhang") -> None:
        self._server = server
        self._client = client
        self._account = account
        self._session = requests.Session()
        self.asked = 0
        """How often a password was asked for."""

    def close(self) -> None:
        """Closes it."""
        self._session.close()

    def sign_in(self, address: str) -> None:
        """From the address of a sign-in to the page that is sent back to."""
        place = self._get(address)
        for _ in range(3):
            if "/login.html" not in place:
                break
            self._log_in()
            place = self._get(_asked_for(place))
        self._session.get(place, timeout=10)

    def approve(self, address: str) -> None:
        """Opens the address with the code in it, signs in and goes on."""
        place = self._get(address)
        self._log_in()
        assert place
        done = self._get(_asked_for(place))
        assert "prompt=deviceComplete" in done, done

    def _get(self, address: str) -> str:
        answer = self._session.get(address, allow_redirects=False, timeout=10)
        return answer.headers.get("Location", "")

    def _log_in(self) -> None:
        self.asked += 1
        said = {"username": self._account, "password": _PASSWORDS[self._account]}
        api = f"{self._server.url}/api/auth/"
        assert self._session.post(api, json=said, timeout=10).status_code == 200
        scopes = {"scope": "openid profile"}
        granted = self._session.put(f"{api}grant/{self._client}", json=scopes, timeout=10)
        assert granted.status_code == 200


def _asked_for(place: str) -> str:
    """The address that the page of the password goes on to."""
    return parse_qs(urlsplit(place).query)["callback_url"][0] + "&g_continue"


def _scope(name: str) -> dict[str, Any]:
    """A scope that a password is enough for."""
    return {
        "name": name,
        "display_name": name,
        "description": name,
        "password_required": True,
        "password_max_age": 0,
        "scheme": {},
    }
