"""What tests of asking, answering and following need: right values, officers, a read stream."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

import requests

from tests.harness.portal_server import PortalServer
from tests.harness.portal_visitor import PortalVisitor

ORGAN: Final = "440604001"
OTHER_ORGAN: Final = "440600017"
TEXT: Final = "十一月二日上午九点，祖庙路口的盲道被占用，没有办法通过。"
RIGHT: Final[Mapping[str, tuple[str, Mapping[str, Any]]]] = {
    "/consultations/new": (
        "/consultations",
        {"organ": ORGAN, "subject": "无障碍车位", "text": TEXT, "reply_wanted": "yes"},
    ),
    "/petitions/new": (
        "/petitions",
        {
            "organ": ORGAN,
            "subject": "盲道被占用",
            "text": TEXT,
            "wanted": "请尽快清理",
            "phone": "13800000000",
        },
    ),
    "/complaints/new": (
        "/complaints",
        {"organ": ORGAN, "subject": "窗口服务", "text": TEXT, "staff": "三号窗口"},
    ),
    "/hotline/new": (
        "/hotline",
        {"organ": ORGAN, "subject": "作风问题", "text": TEXT, "publish": True},
    ),
    "/12315/claims/new": (
        "/12315/claims",
        {
            "trader": "示例电器行",
            "goods": "电视机",
            "happened_on": "2026-11-02",
            "amount": 1999.5,
            "text": TEXT,
            "demand": "refund",
            "mediation": "yes",
            "phone": "13800000000",
        },
    ),
    "/12315/reports/new": (
        "/12315/reports",
        {"trader": "示例百货店", "trader_address": "祖庙路一号", "text": TEXT},
    ),
    "/12315/advice/new": (
        "/12315/advice",
        {"area": "goods", "subject": "三包期限", "text": TEXT},
    ),
    "/disclosure-requests/new": (
        "/disclosure-requests",
        {
            "organ": ORGAN,
            "subject": "无障碍改造计划",
            "description": "二〇二六年无障碍改造计划全文",
            "delivery": "terminal",
        },
    ),
    "/spokespersons/440604001/new": (
        "/spokespersons/440604001/topics",
        {"subject": "盲道什么时候修好", "text": TEXT},
    ),
    "/services/440600-0106/pre-examination": (
        "/services/440600-0106/pre-examinations",
        {
            "applicant_kind": "organisation",
            "organisation": "示例百货店",
            "place": "禅城区祖庙路一号",
            "starts_on": "2026-12-20",
            "plan": TEXT,
            "phone": "0757-12345678",
            "materials_ready": True,
        },
    ),
    "/services/440600-0001/pre-examination": (
        "/services/440600-0001/pre-examinations",
        {
            "reason": "lost",
            "details": "上周遗失在公交车上",
            "collect": "mail",
            "postal_address": "禅城区祖庙路一号",
            "phone": "13800000000",
            "materials_ready": True,
        },
    ),
    "/services/440600-0007/pre-examination": (
        "/services/440600-0007/pre-examinations",
        {
            "household": 3,
            "income": 2600.5,
            "situation": TEXT,
            "phone": "13800000000",
            "materials_ready": True,
        },
    ),
    "/services/440600-0010/pre-examination": (
        "/services/440600-0010/pre-examinations",
        {"details": "想问哪家医院可以做检查", "phone": "13800000000", "materials_ready": True},
    ),
}
"""By form address: where it is sent, and values that are right in every field."""


class Officer(requests.Session):
    """A browser with somebody of the office before it."""

    def __init__(self, base_url: str, account: str, password: str) -> None:
        super().__init__()
        self.desk = f"{base_url}/desk/"
        self.get(f"{self.desk}login/")
        self.fill("login/", username=account, password=password)

    def fill(self, place: str, **fields: str) -> requests.Response:
        """Sends a form of the desk."""
        data = {**fields, "csrfmiddlewaretoken": self.cookies["csrftoken"]}
        return self.post(self.desk + place, data=data, timeout=20)

    def look(self, place: str = "") -> requests.Response:
        """A page of the desk."""
        return self.get(self.desk + place, timeout=20)

    def act(self, place: str, action: str, *keys: int) -> requests.Response:
        """A bulk action of the desk on the rows ``keys``."""
        data: dict[str, Any] = {
            "action": action,
            "_selected_action": [str(key) for key in keys],
            "csrfmiddlewaretoken": self.cookies["csrftoken"],
        }
        return self.post(self.desk + place, data=data, timeout=20)


def case_key(portal: PortalServer, number: str) -> int:
    """The table key of a case, as the desk's addresses have it."""
    [(key,)] = portal.sql("SELECT id FROM cases_case WHERE no = ?", number)
    return int(key)


def proven(portal: PortalServer, account: str = "demo") -> PortalVisitor:
    """A visitor whose sign-in reached level 3, as petitions and applications need it."""
    return PortalVisitor(portal.base_url, portal.token(account, acr="3"))


def events(lines: Iterator[str], count: int) -> list[tuple[str, dict[str, Any]]]:
    """The next ``count`` events of a stream: id and data."""
    found: list[tuple[str, dict[str, Any]]] = []
    name = ""
    for line in lines:
        if line.startswith("id: "):
            name = line.removeprefix("id: ")
        if line.startswith("data: "):
            found.append((name, json.loads(line.removeprefix("data: "))))
            if len(found) == count:
                break
    return found
