from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from typing import Any, cast

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from kiosk.screens import Screen
from kiosk.suggesting import PAUSE, Suggesting
from locales.languages import Language
from locales.words import Words
from portal.client import Fetched
from portal.errors import Unreachable
from portal.models import Collection, Item, Link, PageLinks
from tests.harness import sample_pages as samples
from tests.harness.clock import FakeClock
from tests.harness.instant import Instant
from tests.harness.stage import PaperStage
from views.compose.dialogs import compose_leave
from views.compose.home import compose_home
from views.compose.pages import compose_page
from views.compose.search_box import search_button
from views.widgets.window import MainWindow

FIELD = "/#:search.words"
FOUND = (
    Item("disclosures-1", "/disclosures/1", "无障碍设施建设"),
    Item("disclosures-2", "/disclosures/2", "无障碍环境"),
)


@dataclass
class Portal:
    """Answers suggestions; keeps what it was asked."""

    asked: list[str] = field(default_factory=list)
    items: tuple[Item, ...] = FOUND
    error: Exception | None = None

    def page(self, address: str, edition: str) -> Fetched:
        self.asked.append(f"{edition}{address}")
        if self.error is not None:
            raise self.error
        page = Collection("collection", address, edition, edition, "搜索建议", items=self.items)
        return Fetched(page, "", 0.0, from_cache=False)


class Searcher:
    """Somebody at the search field of the home page."""

    def __init__(self) -> None:
        home = replace(samples.home(), links=PageLinks(one={"search": Link("/search", "全文搜索")}))
        self.portal, self.clock = Portal(), FakeClock()
        self.paper = PaperStage(compose_home(home, Words(Language.ZH_HANS)))
        stage = self.paper.stage
        browser = cast("Any", SimpleNamespace(client=self.portal))
        self.suggesting = Suggesting(stage, browser, cast("Any", Instant()), self.clock)
        screen = Screen(
            "page",
            lambda words: self.suggesting.onto(compose_home(home, words), words),
        )
        stage.show(screen, FIELD, say=False)

    def type(self, *texts: str, pause: float = PAUSE) -> None:
        for text in texts:
            self.suggesting.edited(FIELD, text)
            self.clock.advance(0.1)
        self.clock.advance(pause)

    @property
    def names(self) -> list[str]:
        document = self.paper.stage.reader.document
        return [n.name.source for n in document.nodes if "#:suggest." in n.id and n.action]


@pytest.fixture
def searcher() -> Searcher:
    return Searcher()


def test_titles_come_as_links_and_their_number_is_said_politely(searcher: Searcher) -> None:
    searcher.type("w", "wz", "wza")

    assert searcher.portal.asked == ["zh-Hans/suggest?q=wza"]
    assert searcher.names == ["无障碍设施建设", "无障碍环境"]
    assert searcher.paper.said == ["有 2 条建议，在下面"]
    assert searcher.paper.stage.reader.node.id == FIELD


def test_nothing_is_asked_while_keys_come(searcher: Searcher) -> None:
    searcher.type("无", "无障", pause=0.0)

    assert searcher.portal.asked == []


def test_an_empty_field_has_no_suggestions(searcher: Searcher) -> None:
    searcher.type("wza")
    searcher.type("")

    assert searcher.names == []


def test_no_title_is_said_too(searcher: Searcher) -> None:
    searcher.portal.items = ()
    searcher.type("qqq")

    assert searcher.paper.said == ["没有建议，可以直接查找"]


def test_who_comes_back_to_an_empty_field_finds_no_old_suggestions(searcher: Searcher) -> None:
    searcher.type("wza")
    words = Words(Language.ZH_HANS)
    for kept in (compose_leave(words, signed_in=False), compose_page(samples.form(), words)):
        searcher.suggesting.onto(kept, words)
        searcher.paper.stage.refresh()
        assert (searcher.names != []) == (kept.address.startswith("screen:"))


def test_without_the_portal_typing_goes_on(searcher: Searcher) -> None:
    searcher.portal.error = Unreachable("dropped")
    searcher.type("wza")

    assert (searcher.names, searcher.paper.said) == ([], [])


def test_other_fields_are_none_of_its_business(searcher: Searcher) -> None:
    searcher.suggesting.edited("/#subject", "wza")
    searcher.clock.advance(PAUSE)

    assert searcher.portal.asked == []


def test_the_enter_key_of_a_search_field_searches(searcher: Searcher) -> None:
    document = searcher.paper.stage.reader.document
    node = document.find(FIELD)
    assert node is not None
    button = document.find(search_button(node))
    assert button is not None
    assert button.action is not None
    assert (button.action.verb, button.action.target) == ("submit", "/search")


def test_each_key_in_a_search_field_is_told(qtbot: QtBot) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(1920, 1080)
    window.show()
    window.show_screen(Searcher().paper.stage.reader.document)
    told: list[tuple[str, str]] = []
    window.edited.connect(lambda node, text: told.append((node, text)))
    window.screen_view.focus_node(FIELD)
    box = window.screen_view.widget_of(FIELD)
    assert isinstance(box, QLineEdit)
    QTest.keyClicks(box, "wz")

    assert told == [(FIELD, "w"), (FIELD, "wz")]
