"""npm's certified ``oidc-provider`` as a process, started and ended by a test.

Its packages are those of ``oidc_provider/package-lock.json``, as ``tests.harness.node`` gets them.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import threading
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self
from urllib.parse import urljoin

from joserfc.jwk import ECKey

from auth.assertion import KeyAssertion, public_part
from auth.clock import Clock
from auth.config import ProviderConfig
from auth.party import RelyingParty, relying_party
from kiosk.tour.phone import Page, Phone
from tests.harness.node import installed, node

HERE = Path(__file__).parent / "oidc_provider"
GRANTS = ["authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:device_code"]
CIBA = "urn:openid:params:grant-type:ciba"
NAMES = {"zhang": "张三", "li": "李四", "wen": "文栖梧", "qiu": "丘未央"}
SECRET = "only-for-tests-" + "x" * 20
REDIRECT = "http://127.0.0.1/callback"


class CertifiedProvider:
    """A context manager; ``issuer`` is its address."""

    def __init__(self, *, par: bool = True, dpop: bool = True, nonces: bool = False) -> None:
        self.key = json.dumps(ECKey.generate_key("P-256").as_dict(private=True))
        self._settings = {
            "clients": self._clients(),
            "names": NAMES,
            "par": par,
            "dpop": dpop,
            "nonces": nonces,
            "roles": {"wen": ["staff"]},
            "silent": ["qiu"],
            "refusing": ["li"],
        }
        self.issuer = ""
        self.asked: list[list[str]] = []
        """Whose phones were asked, and with which digits."""

        self.issued: list[str] = []
        """Access and refresh tokens that it gave out."""

        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [str(node()), "server.mjs"],
            cwd=_served(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(self._settings) + "\n")
        self._process.stdin.flush()
        ready = self._process.stdout.readline().split()
        assert ready[:1] == ["READY"], ready
        self.issuer = ready[1]
        self._reader = threading.Thread(target=self._note, args=(self._process.stdout,))
        self._reader.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._process
        assert self._process.stdin
        self._process.stdin.close()  # which it takes for the end
        self._process.wait(timeout=10)
        self._reader.join()

    @property
    def pid(self) -> int:
        """Its process."""
        assert self._process
        return self._process.pid

    def _note(self, lines: IO[str]) -> None:
        with lines:
            for line in lines:
                kind, _, told = line.strip().partition(" ")
                if kind == "TOKEN":  # it prints notices of its own as well
                    self.issued.append(told)
                elif kind == "ASKED":
                    self.asked.append(told.split())

    def party(self, **config: Any) -> RelyingParty:
        """The terminal with its own key."""
        settings = ProviderConfig(self.issuer, "terminal", scopes=("openid", "profile"), **config)
        key = ECKey.import_key(json.loads(self.key))
        credential = KeyAssertion("terminal", self.issuer, key, Clock())
        return relying_party(settings, credential)

    def _clients(self) -> list[dict[str, Any]]:
        native: dict[str, Any] = {
            "application_type": "native",
            "grant_types": GRANTS,
            "redirect_uris": [REDIRECT],
            "response_types": ["code"],
            "require_auth_time": True,
        }
        proofs: list[dict[str, Any]] = [
            {
                "client_id": "terminal",
                "token_endpoint_auth_method": "private_key_jwt",
                "token_endpoint_auth_signing_alg": "ES256",
                "jwks": {"keys": [public_part(self.key)]},
                "id_token_signed_response_alg": "ES256",
                "grant_types": [*GRANTS, CIBA],
                "backchannel_token_delivery_mode": "poll",
            },
            {
                "client_id": "secret",
                "client_secret": SECRET,
                "token_endpoint_auth_method": "client_secret_basic",
            },
            {"client_id": "public", "token_endpoint_auth_method": "none"},
        ]
        return [{**native, **proof} for proof in proofs]


class Browser(Phone):
    """Somebody's browser at the certified provider; it keeps its cookies."""

    asked = 0
    """How often a password was asked for."""

    def sign_in(self, address: str, account: str = "zhang") -> str:
        """Goes through the provider's pages; the address that leads back to the terminal."""
        answer = self.session.get(address, allow_redirects=False, timeout=20)
        while not self._arrived(answer.headers.get("Location", "")):
            if answer.is_redirect:
                target = urljoin(answer.url, answer.headers["Location"])
                answer = self.session.get(target, allow_redirects=False, timeout=20)
            else:
                answer = self._fill_in(answer, account)
        return answer.headers["Location"]

    def approve_device(self, address: str, account: str = "zhang") -> None:
        """Scans the code, confirms it and signs in where that is asked for."""
        page = self.open(address)
        for _ in range(6):
            if not page.forms:
                return
            fields: dict[str, str] = {}
            if page.forms[0].values.get("prompt") == "login":
                self.asked += 1
                fields = {"login": account, "password": "any"}
            page = self.submit(**fields)

    def _fill_in(self, answer: Any, account: str) -> Any:
        form = Page(answer).forms[0]
        data = dict(form.values)
        if data.get("prompt") == "login":
            self.asked += 1
            data |= {"login": account, "password": "any"}
        return self.session.post(form.action, data=data, allow_redirects=False, timeout=20)

    @staticmethod
    def _arrived(location: str) -> bool:
        return "/callback?" in location


def _served() -> Path:
    """The folder with packages and server."""
    folder = installed(HERE)
    new = folder / f"server.{os.getpid()}.mjs"
    shutil.copy(HERE / "server.mjs", new)
    new.replace(folder / "server.mjs")  # whole at any moment: tests run side by side
    return folder
