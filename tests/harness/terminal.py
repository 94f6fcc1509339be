"""A terminal as the provider sees it: a client with a key (RFC 7523) and no screen."""

from __future__ import annotations

import time
import uuid
from typing import Any

import requests
from joserfc import jwt
from joserfc.jwk import ECKey

from kiosk.tour.phone import Phone

DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code"
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


class TerminalClient:
    """Speaks the protocol plainly, with nothing between the test and the server."""

    def __init__(self, base_url: str, client_id: str, key: ECKey | None = None) -> None:
        self.base_url = base_url
        self.client_id = client_id
        self.key = key or ECKey.generate_key("P-256")
        self.issuer = base_url + "/id"
        self.session = requests.Session()
        self.session.trust_env = False

    @property
    def jwk(self) -> dict[str, Any]:
        """The public key, as it is provisioned."""
        return dict(self.key.as_dict(private=False))

    def assertion(self, **claims: Any) -> dict[str, str]:
        """Fresh form fields that prove the client; ``claims`` replace the right ones."""
        now = int(time.time())
        right = {
            "iss": self.client_id,
            "sub": self.client_id,
            "aud": self.issuer,
            "iat": now,
            "exp": now + 60,
            "jti": uuid.uuid4().hex,
        }
        signed = jwt.encode({"alg": "ES256"}, {**right, **claims}, self.key)
        return {"client_assertion_type": ASSERTION, "client_assertion": signed}

    def post(
        self, path: str, proof: dict[str, str] | None = None, /, **form: str
    ) -> requests.Response:
        """A POST below the issuer, proven by a fresh assertion unless ``proof`` is given."""
        data = {**(self.assertion() if proof is None else proof), **form}
        return self.session.post(self.issuer + path, data=data, timeout=20, allow_redirects=False)

    def start(self, scope: str = "openid profile cases", **form: str) -> dict[str, Any]:
        """A device authorization that must succeed."""
        answer = self.post("/device", scope=scope, **form)
        assert answer.status_code == 200, answer.text
        started: dict[str, Any] = answer.json()
        return started

    def poll(self, device_code: str) -> requests.Response:
        """One poll of the token endpoint."""
        return self.post("/token", grant_type=DEVICE_CODE, device_code=device_code)

    def refresh(self, token: str) -> requests.Response:
        """A refresh."""
        return self.post("/token", grant_type="refresh_token", refresh_token=token)

    def userinfo(self, token: str) -> requests.Response:
        """The userinfo endpoint with a bearer token."""
        headers = {"Authorization": f"Bearer {token}"}
        return self.session.get(self.issuer + "/userinfo", headers=headers, timeout=20)

    def visit(self, phone: Phone, account: str = "demo", password: str = "demo-2009") -> Any:
        """A whole sign-in with a phone; the token answer."""
        started = self.start()
        phone.approve(started["user_code"], started["binding_number"], account, password)
        answer = self.poll(started["device_code"])
        assert answer.status_code == 200, answer.text
        return answer.json()

    def logout(self, **parameters: str) -> requests.Response:
        """A logout by GET, as a terminal without a browser sends it."""
        address = self.issuer + "/logout"
        return self.session.get(address, params=parameters, timeout=20, allow_redirects=False)

    def close(self) -> None:
        """Closes its connections."""
        self.session.close()
