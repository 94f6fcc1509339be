"""A client of the portal's interface as plain as can be: requests and nothing of the terminal."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

import requests

QUESTION: Mapping[str, Any] = {
    "organ": "440604001",
    "subject": "祖庙停车场的无障碍车位",
    "text": "请问祖庙停车场的无障碍车位怎样预约？需要提前几天？",
    "reply_wanted": "yes",
}
"""A consultation that is right in every field."""


def new_key() -> str:
    """An idempotency key as a terminal makes it."""
    return str(uuid.uuid4())


class PortalVisitor:
    """Reads pages and sends forms, signed in with ``token`` if there is one."""

    def __init__(self, base_url: str, token: str = "") -> None:
        self.base_url = base_url
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}

    def get(self, address: str, edition: str = "zh-Hans", **headers: str) -> requests.Response:
        """The answer at a page address."""
        return requests.get(
            f"{self.base_url}/v1/{edition}{address}",
            headers={**self.headers, **headers},
            timeout=20,
        )

    def page(self, address: str, edition: str = "zh-Hans") -> dict[str, Any]:
        """The page at an address; fails on anything but 200."""
        answer = self.get(address, edition)
        assert answer.status_code == 200, (address, edition, answer.text)
        found: dict[str, Any] = answer.json()
        return found

    def send(
        self,
        values: Any = QUESTION,
        key: str | None = None,
        edition: str = "zh-Hans",
        address: str = "/consultations",
    ) -> requests.Response:
        """Submits a form with a new key, or with the given one; "" sends none."""
        chosen = new_key() if key is None else key
        marks = {"Idempotency-Key": chosen} if chosen else {}
        return requests.post(
            f"{self.base_url}/v1/{edition}{address}",
            json=values,
            headers={**self.headers, **marks},
            timeout=20,
        )
