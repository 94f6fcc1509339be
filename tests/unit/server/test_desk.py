"""The officers' desk: an officer accepts and answers, the visitor sees it."""

from __future__ import annotations

import requests

from tests.harness.portal_server import PortalServer
from tests.harness.portal_visitor import PortalVisitor


class Officer(requests.Session):
    """A browser with somebody of the office before it."""

    def __init__(self, base_url: str, account: str, password: str) -> None:
        super().__init__()
        self.desk = f"{base_url}/desk/"
        self.get(f"{self.desk}login/")
        self.fill("login/", username=account, password=password)

    def fill(self, place: str, **fields: str) -> requests.Response:
        data = {**fields, "csrfmiddlewaretoken": self.cookies["csrftoken"]}
        return self.post(self.desk + place, data=data, timeout=20)

    def look(self, place: str = "") -> requests.Response:
        return self.get(self.desk + place, timeout=20)


def test_an_officer_answers_and_the_visitor_sees_it(
    portal: PortalServer, visitor: PortalVisitor
) -> None:
    number = visitor.send().json()["case"]["no"]
    officer = Officer(portal.base_url, "desk", "desk-2009")
    key = portal.call(
        "from server.cases.models import Case; result = Case.objects.get(no=number).pk",
        number=number,
    )
    assert number in officer.look("cases/case/").text
    assert "受理" in officer.look(f"cases/case/{key}/change/").text
    officer.fill("cases/case/", action="accept", _selected_action=str(key))
    assert visitor.page(f"/cases/{number}")["case"]["state"] == "accepted"
    empty = officer.fill(f"cases/case/{key}/decide/reply/", text=" ")
    assert "请填写内容" in empty.text
    officer.fill(f"cases/case/{key}/decide/reply/", text="<b>您好</b>，请提前一天预约。")
    case = visitor.page(f"/cases/{number}")["case"]
    assert (case["state"], case["lamp"]) == ("replied", "green")
    assert case["timeline"][-1]["text"] == "<b>您好</b>，请提前一天预约。"
    assert "&lt;b&gt;" in officer.look(f"cases/case/{key}/change/").text
    twice = officer.fill(f"cases/case/{key}/decide/reply/", text="再来一次")
    assert "当前状态下不能进行这项操作" in twice.text


def test_the_desk_is_in_chinese_and_complete(portal: PortalServer) -> None:
    officer = Officer(portal.base_url, "desk", "desk-2009")
    front = officer.look()
    assert front.status_code == 200
    assert "办件台" in front.text
    assert requests.get(f"{portal.base_url}/static/admin/css/base.css", timeout=20).ok


def test_an_editor_sees_no_cases_and_a_visitor_no_desk(portal: PortalServer) -> None:
    editor = Officer(portal.base_url, "editor", "editor-2009")
    assert editor.look("content/item/").status_code == 200
    assert editor.look("cases/case/").status_code == 403
    outsider = Officer(portal.base_url, "demo", "demo-2009")
    assert "login" in outsider.look("cases/case/").url
