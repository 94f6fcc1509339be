"""A terminal as the portal sees it while staff helps at it: its key, and what it tells."""

from __future__ import annotations

from typing import Any

import requests

from tests.harness.portal_server import PortalServer
from tests.harness.terminal import TerminalClient

PROVISION = """
from server.identity.terminals import provision
result = provision(client_id, name, "佛山市行政服务中心", jwk).client_id
"""
HIDDEN = {"id": "n2", "role": "paragraph", "personal": True}
OUTLINE = {
    "language": "zh-Hans",
    "nodes": [
        {"id": "n1", "role": "heading", "name": "我要咨询", "level": 1, "here": True},
        HIDDEN,
        {"id": "n3", "role": "textbox", "name": "主题", "personal": True},
        {"id": "n4", "role": "textbox", "name": "内容", "value": "旧", "open": True},
    ],
}


class Helped:
    """A terminal with somebody at it."""

    def __init__(self, portal: PortalServer, client_id: str, name: str) -> None:
        self.client = TerminalClient(portal.base_url, client_id)
        portal.call(PROVISION, client_id=client_id, name=name, jwk=self.client.jwk)
        self.base = portal.base_url
        self.id = ""

    def post(self, place: str, **form: str) -> requests.Response:
        data = {**self.client.assertion(), **form}
        return requests.post(f"{self.base}/assist/{place}", data=data, timeout=20)

    def stands(self, state: str = "visiting", call: str = "") -> Any:
        told = {"state": state, "language": "zh-Hans", "voice": "1", "call": call}
        return self.post("terminal", **told).json()

    def help(self, act: str, **form: str) -> requests.Response:
        own = {"id": self.id} if self.id else {}
        return self.post("help", act=act, **own, **form)

    def sync(self, **form: str) -> Any:
        answer = self.help("sync", **form)
        assert answer.status_code == 200, answer.text
        return answer.json()
