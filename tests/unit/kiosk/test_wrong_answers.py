"""Whatever the portal answers, it is a page in plain words with a way on; nothing is lost.

The whole terminal in this process, a real portal on a socket, a clock that the test moves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from a11y.document import Role
from kiosk.browser import RETRY
from kiosk.loading import SLOW
from tests.harness.http_server import Reply, Seen, as_json
from tests.harness.instant import Held
from tests.harness.pages import page
from tests.harness.portal_visit import PortalVisit
from tests.harness.stored_portal import StoredPortal, problem

PLACE = "/v1/zh-Hans/a"
FORM = {
    "schema": {
        "type": "object",
        "properties": {"subject": {"type": "string"}},
        "required": ["subject"],
    },
    "order": ["subject"],
    "fields": {"subject": {"label": "标题", "hint": "一句话"}},
    "submit": {"href": "/new", "title": "提交"},
}


class Visit(PortalVisit):
    """A visitor at a terminal whose portal answers what the test wants."""

    def __init__(self, folder: Path, portal: StoredPortal) -> None:
        super().__init__(folder, portal)
        portal.pages["/new"] = page("form", address="/new", form=FORM)
        self.open("/")

    @property
    def buttons(self) -> list[str]:
        """What can be pressed on the page itself, without the frame around it."""
        nodes = self.terminal.stage.reader.document.nodes
        own = [node for node in nodes if "frame" not in node.id]
        return [node.name.source for node in own if node.role in (Role.BUTTON, Role.LINK)]


@pytest.fixture
def visit(qtbot: QtBot, tmp_path: Path) -> Iterator[Visit]:
    with StoredPortal() as portal:
        made = Visit(tmp_path, portal)
        yield made
        made.own.close()


HTML = {"Content-Type": "text/html"}
WRONG: dict[str, tuple[Callable[[Seen], Reply], str]] = {
    "403": (lambda _seen: problem(403, "forbidden"), "这一页不能查看"),
    "403 of a proxy": (lambda _seen: Reply(403, b"<h1>no</h1>", HTML), "这一页不能查看"),
    "404": (lambda _seen: problem(404, "not_found"), "没有找到这一页"),
    "404 of a proxy": (lambda _seen: Reply(404, b"<h1>no</h1>", HTML), "没有找到这一页"),
    "410": (lambda _seen: Reply(410), "没有找到这一页"),
    "429": (lambda _seen: problem(429, "busy", headers={"Retry-After": "7"}), "现在办事的人很多"),
    "429 of a proxy": (lambda _seen: Reply(429), "现在办事的人很多"),
    "500": (lambda _seen: Reply(500, b"<h1>Oops</h1>", HTML), "出了点问题"),
    "501": (lambda _seen: Reply(501), "出了点问题"),
    "502": (lambda _seen: Reply(502, b"<h1>Bad gateway</h1>", HTML), "连不上网络"),
    "503": (lambda _seen: Reply(503, headers={"Retry-After": "7"}), "现在办事的人很多"),
    "broken JSON": (
        lambda _seen: Reply(200, b'{"kind": "art', {"Content-Type": "application/json"}),
        "这一页无法显示",
    ),
    "HTML": (lambda _seen: Reply(200, b"<h1>Hello</h1>", HTML), "这一页无法显示"),
    "no page": (lambda _seen: as_json({"kind": "article"}), "这一页无法显示"),
    "nothing": (
        lambda _seen: Reply(200, b"", {"Content-Type": "application/json"}),
        "这一页无法显示",
    ),
    "dropped": (lambda _seen: Reply(manner="drop"), "连不上网络"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_it_is_said_and_there_is_a_way_on_and_back(visit: Visit, wrong: str) -> None:
    answer, words = WRONG[wrong]
    visit.portal.overrides[PLACE] = answer
    said = visit.open("/a")
    assert visit.screen == "error"
    assert said[-1].startswith(words), said
    assert any("再试一次" in name for name in visit.buttons), visit.buttons
    visit.portal.overrides.clear()
    assert visit.own.press("Escape") != []
    assert visit.screen == "page"
    visit.open("/a")
    assert visit.terminal.browser.page is not None
    assert visit.terminal.browser.page.address == "/a"


def test_what_is_no_portal_of_ours_is_not_spoken_to_in_the_clear(visit: Visit) -> None:
    visit.client(visit.portal.url.replace("http:", "https:"))
    said = visit.open("/a")
    assert visit.screen == "error"
    assert said[-1].startswith("连不上网络")


def test_a_portal_that_asks_to_wait_is_asked_again_when_it_said(visit: Visit) -> None:
    def busy(_seen: Seen) -> Reply:
        return problem(503, "busy", headers={"Retry-After": "20"})

    visit.portal.overrides[PLACE] = busy
    said = visit.open("/a")
    assert said[-1].startswith("现在办事的人很多")
    before = len(visit.portal.requests_to(PLACE))
    visit.pass_time(RETRY + 10)
    assert len(visit.portal.requests_to(PLACE)) == before
    visit.portal.overrides.clear()
    visit.pass_time(6)
    assert visit.screen == "page"


def test_what_is_tried_again_by_itself_does_not_speak_into_what_is_read(visit: Visit) -> None:
    visit.portal.overrides[PLACE] = lambda _seen: Reply(500)
    visit.open("/a")
    visit.terminal.loading._tasks = Held()  # type: ignore[assignment]  # as the real ones, later
    assert visit.pass_time(RETRY + SLOW + 2) == []


def test_a_form_that_could_not_be_sent_says_so_to_ear_and_eye(visit: Visit) -> None:
    visit.open("/new")
    visit.own.press("F")
    visit.own.press(*"street")
    visit.portal.overrides["/v1/zh-Hans/new"] = lambda _seen: Reply(manner="drop")
    said = visit.own.press("Ctrl+Return")
    assert said == ["正在提交", "连不上网络，填写的内容都还在，可以再提交一次"]
    document = visit.terminal.stage.reader.document
    assert any(node.name.source == said[-1] for node in document.nodes)
    assert [node.value.source for node in document.nodes if node.role is Role.TEXTBOX] == ["street"]
    visit.portal.overrides.clear()
    visit.own.press("Ctrl+Return")
    assert list(visit.portal.stored.values()) == [{"subject": "street"}]


def test_an_answer_that_got_lost_makes_no_second_matter(visit: Visit) -> None:
    visit.open("/new")
    visit.own.press("F")
    visit.own.press(*"street")
    visit.portal.mishaps.append("drop")  # it was stored, and nobody heard of it
    said = visit.own.press("Ctrl+Return")
    assert len(visit.portal.stored) == 1
    if "再提交一次" in said[-1]:
        visit.own.press("Ctrl+Return")
    assert len(visit.portal.stored) == 1
    assert visit.screen == "page"


def test_the_key_that_sends_always_answers(visit: Visit) -> None:
    assert visit.own.press("Ctrl+Return") == ["这里没有要提交的表单"]
    visit.open("/new")
    visit.own.press("F")
    visit.own.press(*"street")
    held = Held()
    visit.terminal.desk.forms._tasks = held  # type: ignore[assignment]  # as the real ones, later
    assert visit.own.press("Ctrl+Return") == ["正在提交"]
    assert visit.own.press("Ctrl+Return") == ["正在提交"]
    held.let_go()
    assert len(visit.portal.stored) == 1


@pytest.mark.parametrize(("what", "told"), [("", ["提交成功"]), ("query", [])])
def test_who_sent_something_hears_that_it_arrived(visit: Visit, what: str, told: list[str]) -> None:
    """Whatever page comes in place of the form; who only looked something up sent nothing."""
    submit = {"href": "/new", "title": "提交", "id": what}
    visit.portal.pages["/new"] = page("form", address="/new", form={**FORM, "submit": submit})
    visit.open("/new")
    visit.own.press("F")
    visit.own.press(*"street")
    visit.portal.overrides["/v1/zh-Hans/new"] = lambda _seen: as_json(page("article"), 201)
    said = visit.own.press("Ctrl+Return")
    if "正在提交" not in said:
        said = visit.own.press("Ctrl+Return")
    assert [one for one in said if "提交成功" in one] == told
    assert visit.screen == "page"
