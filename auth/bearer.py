"""The access token in the requests of whoever talks to the portal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

import requests
from requests.auth import AuthBase
from typing_extensions import override

from auth.config import ProviderConfig
from auth.dpop import NONCE_HEADER, ProofKey


class Bearer(Protocol):
    """What a session offers to its requests; itself it stays out of reach of them."""

    proof: ProofKey | None

    @property
    def config(self) -> ProviderConfig:
        """Where a token may go."""

    def current_token(self) -> str:
        """The token that is valid now; empty if there is none."""

    def headers(self, method: str, url: str, token: str) -> Mapping[str, str]:
        """What presents a token."""


class BearerAuth(AuthBase):
    """RFC 6750 section 2.1 or RFC 9449 section 7, for one session and the configured origins."""

    def __init__(self, session: Bearer) -> None:
        self._session = session

    @override
    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if self._sign(request) and self._session.proof is not None:
            request.register_hook("response", self._answered)  # type: ignore[no-untyped-call]  # the stubs leave it open
        return request

    def _sign(self, request: requests.PreparedRequest) -> bool:
        url = request.url or ""
        if not self._session.config.may_receive_token(url):
            return False
        token = self._session.current_token()
        if token:
            request.headers.update(self._session.headers(request.method or "GET", url, token))
        return bool(token)

    def _answered(self, response: requests.Response, **kwargs: Any) -> requests.Response:
        """Sends a request once more whose proof lacked the portal's nonce (section 9)."""
        proof, url = self._session.proof, response.request.url or ""
        nonce = response.headers.get(NONCE_HEADER, "")
        if proof is None or not proof.learn(url, nonce) or response.status_code != 401:
            return response
        if "use_dpop_nonce" not in response.headers.get("WWW-Authenticate", ""):
            return response
        again = response.request.copy()
        response.close()  # unread: what a stranger sends in it is of no interest
        self._sign(again)
        # the hook is taken off, or a portal that always asks would be answered for ever
        again.deregister_hook("response", self._answered)  # type: ignore[no-untyped-call]  # the stubs leave it open
        repeated: requests.Response = response.connection.send(again, **kwargs)
        proof.learn(url, repeated.headers.get(NONCE_HEADER, ""))
        return repeated
