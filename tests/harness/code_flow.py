"""The code flow as a client and a browser without scripts see it."""

from __future__ import annotations

import base64
import hashlib
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import requests
from joserfc import jwt
from joserfc.jwk import KeySet

from kiosk.tour.phone import Page, Phone
from tests.harness.terminal import TerminalClient

BACK = "http://127.0.0.1/callback"
VERIFIER = "v" * 43
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).decode()[:-1]


def request(client: TerminalClient, **parameters: str | None) -> dict[str, str]:
    """The parameters of a right authorization request, but for those given (None: left out)."""
    right = {
        "response_type": "code",
        "client_id": client.client_id,
        "redirect_uri": BACK,
        "scope": "openid profile",
        "state": "s 1",
        "nonce": "n1",
        "code_challenge": CHALLENGE,
        "code_challenge_method": "S256",
        "ui_locales": "en",
    }
    return {name: value for name, value in {**right, **parameters}.items() if value is not None}


def address(client: TerminalClient, **parameters: str | None) -> str:
    """The same as an address to open."""
    return f"/id/authorize?{urlencode(request(client, **parameters))}"


def follow(phone: Phone, path: str, *forms: dict[str, str]) -> dict[str, str]:
    """Where the browser is sent at last, as parameters, after the forms it fills in."""
    session, url = phone.session, phone.base_url + path
    answer = session.get(url, timeout=20, allow_redirects=False)
    for form in forms:
        shown = Page(answer).forms[0]
        answer = session.post(
            shown.action, data={**shown.values, **form}, timeout=20, allow_redirects=False
        )
    assert answer.status_code == 302, answer.text
    query = parse_qs(urlsplit(answer.headers["Location"]).query)
    return {name: values[0] for name, values in query.items()}


def sign_in(phone: Phone, path: str) -> dict[str, str]:
    """The same with the demonstration account's password."""
    return follow(phone, path, {"account": "demo", "password": "demo-2009"})


def redeem(client: TerminalClient, code: str, /, **form: str) -> requests.Response:
    """The token request for a code."""
    right = {"redirect_uri": BACK, "code_verifier": VERIFIER, "code": code}
    proof = client.assertion()
    return client.post("/token", {**proof, **right, **form}, grant_type="authorization_code")


def claims(client: TerminalClient, token: str) -> Any:
    """The claims of an ID token (or logout token) of this provider."""
    keys = requests.get(client.issuer + "/jwks", timeout=20).json()
    return jwt.decode(token, KeySet.import_key_set(keys), algorithms=["ES256"]).claims
