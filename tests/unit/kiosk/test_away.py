"""The portal is slow or away: shown and said, keys go on, and it comes right by itself.

The whole terminal in this process, a real portal on a socket, a clock that the test moves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk.browser import RETRY
from kiosk.loading import SLOW
from kiosk.patience import Patient
from kiosk.watching import REFRESH
from tests.harness.clock import FakeClock
from tests.harness.documents import sample
from tests.harness.http_server import Reply
from tests.harness.instant import Held
from tests.harness.portal_visit import PortalVisit
from tests.harness.stage import PaperStage
from tests.harness.stored_portal import StoredPortal, problem
from views.compose.ids import node_id

HOME, NEXT = "/v1/zh-Hans/", "/v1/zh-Hans/a"
AWAY = "连不上网络，现在打不开这一页，您填写的内容都还在。请稍后再试。提醒"
LOADING, OFFLINE = (node_id("screen:frame", part) for part in (":loading", ":offline"))


class Visit(PortalVisit):
    """A visitor at a terminal whose portal the test takes away and brings back."""

    def away(self) -> None:
        for path in (HOME, NEXT):
            self.portal.overrides[path] = lambda _seen: Reply(manner="drop")

    def back(self) -> None:
        self.portal.overrides.clear()

    def shows(self, node: str) -> str:
        found = self.terminal.stage.reader.document.find(node)
        return found.name.source if found is not None else ""


@pytest.fixture
def visit(qtbot: QtBot, tmp_path: Path) -> Iterator[Visit]:
    with StoredPortal() as portal:
        made = Visit(tmp_path, portal)
        yield made
        made.own.close()


def test_a_page_entered_while_the_portal_is_away_comes_when_it_is_back(visit: Visit) -> None:
    visit.open("/")
    visit.away()
    said = visit.open("/a")
    assert AWAY in said
    assert visit.screen == "error"
    assert visit.pass_time(RETRY + 1) == []  # tried again, and not said again
    assert visit.screen == "error"
    visit.back()
    said = visit.pass_time(RETRY + 1)
    assert visit.screen == "page"
    assert visit.terminal.browser.page is not None
    assert visit.terminal.browser.page.address == "/a"
    assert any(visit.terminal.browser.page.title in one for one in said)


def test_also_where_it_is_the_first_page_of_a_visit_and_answers_with_faults(visit: Visit) -> None:
    visit.portal.overrides[HOME] = lambda _seen: problem(503, "busy")
    visit.open("/")
    assert visit.screen == "error"
    visit.back()
    visit.pass_time(RETRY + 1)
    assert visit.screen == "page"


def test_a_page_seen_before_is_shown_with_its_age_until_the_portal_is_back(visit: Visit) -> None:
    visit.open("/a")
    visit.open("/")
    visit.pass_time(60)
    visit.away()
    said = visit.open("/a")
    assert visit.screen == "page"
    assert "分钟前的内容" in visit.shows(OFFLINE)
    age = visit.shows(OFFLINE)
    assert any(age in one for one in [*said, *visit.pass_time(REFRESH + 1)]), said
    visit.back()
    visit.pass_time(REFRESH + 1)
    assert visit.shows(OFFLINE) == ""
    assert visit.screen == "page"


def test_it_is_never_said_to_be_of_no_minutes(visit: Visit) -> None:
    visit.open("/a")
    visit.open("/")
    visit.away()
    visit.open("/a")
    assert "1 分钟前" in visit.shows(OFFLINE)


def test_a_wait_is_shown_and_said_and_keys_go_on(visit: Visit) -> None:
    visit.open("/")
    held = Held()
    visit.terminal.loading._tasks = held  # type: ignore[assignment]  # as the real ones, when told
    visit.open("/a")
    assert visit.pass_time(SLOW - 0.2) == []
    assert visit.shows(LOADING) == ""
    assert visit.pass_time(0.4) == ["正在打开"]
    assert visit.shows(LOADING) == "正在打开，请稍候"
    first = visit.own.press("Down")
    assert first != []
    assert visit.own.press("Down") not in ([], first)  # keys and speech go on meanwhile
    held.let_go()
    assert visit.own.said != []
    assert visit.shows(LOADING) == ""
    assert visit.terminal.browser.page is not None
    assert visit.terminal.browser.page.address == "/a"


def test_who_goes_home_while_waiting_is_not_taken_away_from_there(visit: Visit) -> None:
    visit.open("/")
    held = Held()
    visit.terminal.loading._tasks = held  # type: ignore[assignment]  # as the real ones, when told
    visit.open("/a")
    visit.pass_time(1)
    visit.terminal.browser.open("/")
    held.let_go()
    assert visit.terminal.browser.page is not None
    assert visit.terminal.browser.page.address == "/"


class Waiter:
    """Somebody who asked for something that takes a while."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.held = Held()
        self.paper = PaperStage(sample())
        self.posts: list[Callable[[], None]] = []
        self.tasks = Patient(
            self.held,  # type: ignore[arg-type]  # as the real ones, when told
            self.clock,
            self.posts.append,
            self.paper.stage,
        )

    def ask(self, work: Callable[[], object]) -> None:
        job = self.tasks.run(work)
        job.success(lambda _result: None).failure(lambda _error: None).start()

    def done(self) -> None:
        self.held.let_go()
        for post in self.posts:
            post()


def test_what_takes_long_asks_for_patience_once() -> None:
    waiter = Waiter()
    waiter.ask(lambda: 1)
    waiter.clock.advance(SLOW - 0.1)
    assert waiter.paper.said == []
    waiter.clock.advance(5)
    assert waiter.paper.said == ["正在处理，请稍候"]
    waiter.done()
    waiter.clock.advance(5)
    assert waiter.paper.said == []


@pytest.mark.parametrize("work", [lambda: 1, lambda: 1 / 0])
def test_what_is_done_at_once_does_not(work: Callable[[], object]) -> None:
    waiter = Waiter()
    waiter.ask(work)
    waiter.clock.advance(SLOW - 0.1)
    waiter.done()
    waiter.clock.advance(5)
    assert waiter.paper.said == []
