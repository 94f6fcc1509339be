"""Promises of docs/accessibility.md that no other test shows: what never happens by itself, what
is kept when a sign-in comes between, and what is told on request.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from PySide6.QtCore import QEvent, Qt
from pytestqt.qtbot import QtBot

from a11y.document import Privacy
from a11y.speech.utterance import Category
from kiosk.visit import VisitState
from portal.client import Fetched
from portal.errors import Unauthorized
from portal.models import Page
from tests.harness.own_terminal import OwnTerminal
from tests.harness.reading_page import reading_page
from tests.harness.sample_matters import pages
from tests.harness.sample_pages import form
from views.compose.pages import compose_page

ROOT = Path(__file__).resolve().parents[3]
SOUNDING = {"kiosk/audio.py", "kiosk/audio_device.py", "kiosk/health/machine.py"}
"""The only places that know of sound devices."""


@pytest.fixture
def own(tmp_path: Path, qtbot: QtBot) -> Iterator[OwnTerminal]:
    del qtbot  # the application
    own = OwnTerminal(tmp_path, "keyboard")
    yield own
    own.close()


def test_only_speech_and_its_sounds_have_a_way_to_the_loudspeaker() -> None:
    """A-09: there is no player, and a provider's page plays nothing without being told to."""
    players = []
    for room in ("kiosk", "views"):
        for path in (ROOT / room).rglob("*.py"):
            names = {
                alias.name
                for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
                if isinstance(node, ast.ImportFrom) and node.module == "PySide6.QtMultimedia"
                for alias in node.names
            }
            if names:
                players.append(path.relative_to(ROOT).as_posix())
            assert not names & {"QMediaPlayer", "QSoundEffect", "QVideoSink"}, path
    assert set(players) == SOUNDING
    from PySide6.QtWebEngineCore import QWebEngineSettings

    from views.web.walls import ON

    assert QWebEngineSettings.WebAttribute.PlaybackRequiresUserGesture in ON


@pytest.mark.parametrize("number", range(len(list(pages(False)))))
def test_a_page_that_is_left_alone_opens_and_says_nothing(own: OwnTerminal, number: int) -> None:
    """A-33: nothing pops up, moves on or advertises itself; only a hint comes after a pause."""
    page = list(pages(False))[number]
    own.show(lambda words: compose_page(page, words))
    node = own.terminal.stage.reader.node.id
    assert not own.terminal.stage.reader.document.modal
    own.terminal.desk.activity()
    for _ in range(80):  # seconds; after ninety the visit itself asks whether somebody is there
        own.clock.advance(1)
        own._settle()
    assert own.terminal.stage.names == ("page",)
    assert own.terminal.stage.reader.node.id == node
    told = [one for one in own.utterances if one.category is not Category.HINT]
    assert told == []


class Declining:
    """A portal that has one form and wants a sign-in once it is sent."""

    base_url = "http://portal.example"

    def __init__(self) -> None:
        self.sent: list[Mapping[str, object]] = []

    def page(self, _address: str, _edition: str) -> Fetched:
        return Fetched(cast("Page", form()), "", 0.0, from_cache=False)

    def submit(self, _href: str, _edition: str, values: Mapping[str, object], _key: str) -> Page:
        self.sent.append(values)
        raise Unauthorized


def test_a_sign_in_that_comes_between_costs_nothing_of_what_was_filled_in(
    own: OwnTerminal,
) -> None:
    """A-29: the session had run out; the form is as it was, and is sent with the same words."""
    portal = Declining()
    browser = own.terminal.browser
    browser.client = cast("Any", portal)
    browser.open("/consult/new")
    own.at("/consult/new#subject")
    own.press("A", "B", "C")
    own.at("/consult/new#text")
    own.press(*"ABCDEFGHIJKL")
    own.at("/consult/new#phone")
    own.press(*"13800138000")
    own.at("/consult/new#kind.ask")
    own.press("Space")
    send(own, portal, 1)
    assert own.terminal.stage.base is not None
    assert own.terminal.stage.base.name != "page", "signing in stands before it"

    browser.resume()  # as it is called once somebody has signed in
    kept = browser.shown.filled.of(form())
    names = ("subject", "text", "phone", "kind")
    values = [kept.text(name) for name in names]
    assert values == ["abc", "abcdefghijkl", "13800138000", "ask"]
    send(own, portal, 2)
    assert portal.sent[1] == portal.sent[0]


def send(own: OwnTerminal, portal: Declining, times: int) -> None:
    """Look all over, and send it."""
    for _ in range(2):
        if len(portal.sent) < times:
            own.press("Ctrl+Return")
    assert len(portal.sent) == times


@pytest.mark.parametrize(("headphones", "told"), [(True, "已登录：张*丰"), (False, "已登录")])
def test_the_status_names_who_is_signed_in_only_where_nobody_else_hears(
    own: OwnTerminal, headphones: bool, told: str
) -> None:
    own.show(reading_page)
    own.terminal.visit.session = cast(
        "Any", SimpleNamespace(visitor=SimpleNamespace(masked_name="张*丰"))
    )
    own.terminal.visit.state = VisitState.SIGNED_IN
    own.terminal.services.sound.loud.headphones(headphones)
    own.terminal.desk.status._now = lambda: datetime(2026, 3, 5, 14, 30, tzinfo=UTC)
    own.said  # noqa: B018 - the headphones were news
    own.terminal.desk.status.say()
    [utterance] = own.utterances
    own.terminal.visit.session = None
    name = f"{told}，"
    assert name in utterance.text
    assert ("张*丰" in utterance.text) is headphones
    assert (utterance.privacy is Privacy.PERSONAL) is headphones


class Lamps:
    """The lights of a keyboard; a lock opens when its key comes up, as X has it."""

    def __init__(self) -> None:
        self.on: dict[str, bool] = {"capitals": False, "numbers": True}

    def __call__(self) -> Mapping[str, bool]:
        return self.on


def test_a_lock_is_said_when_it_turns_and_on_request(own: OwnTerminal) -> None:
    """A-24, EN 301 549 5.6.1: also without operating it."""
    own.show(reading_page)
    lamps = Lamps()
    locks = own.terminal.desk.locks
    locks._lamps = lamps
    locks.learn()
    lamps.on = {**lamps.on, "capitals": True}
    assert own.press("CapsLock") + own.wait(2) == ["大写锁定：开"]

    own._send(QEvent.Type.KeyPress, Qt.Key.Key_CapsLock, Qt.KeyboardModifier.NoModifier, "")
    own.clock.advance(0.3)
    lamps.on = {**lamps.on, "capitals": False}
    own._send(QEvent.Type.KeyRelease, Qt.Key.Key_CapsLock, Qt.KeyboardModifier.NoModifier, "")
    assert own.wait(2) == ["大写锁定：关"]

    [said] = own.press("Alt+Shift+S")
    assert "数字锁定：开" in said
    assert "大写锁定" not in said


def test_where_nothing_is_known_of_locks_nothing_is_said_of_them(own: OwnTerminal) -> None:
    own.show(reading_page)
    own.terminal.desk.locks._lamps = dict
    assert own.press("CapsLock") + own.wait(2) == []
    [said] = own.press("Alt+Shift+S")
    assert "锁定" not in said
