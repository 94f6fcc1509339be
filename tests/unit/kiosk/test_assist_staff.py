"""What a member of staff can do at a terminal, what they cannot, and how it is kept in mind."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from pytestqt.qtbot import QtBot

from a11y.document import Document
from a11y.speech.utterance import Category, Earcon, Priority, Utterance
from auth.errors import NetworkFailed
from auth.helping import GestureKind
from kiosk.loading import SLOW
from kiosk.screens import Screen
from locales.words import Words
from tests.harness.helped import OFFICER, HelpedTerminal
from tests.harness.instant import Held
from tests.harness.sample_pages import form
from views.compose.models import SignInModel
from views.compose.sign_in import compose_sign_in

PAGE = replace(form(), fields=tuple(replace(one, privacy="personal") for one in form().fields))
SUBJECT = "/consult/new#subject"
WAIT = "正在处理，请稍候"


@pytest.fixture
def helped(tmp_path: Path, qtbot: QtBot, one_engine: None) -> Iterator[HelpedTerminal]:
    del qtbot, one_engine  # the application; its characters
    found = HelpedTerminal(tmp_path)
    found.open(PAGE)
    yield found
    found.close()


def rows(helped: HelpedTerminal) -> list[dict[str, Any]]:
    """What staff's device was shown last."""
    found: list[dict[str, Any]] = json.loads(helped.link.outlines[-1])["nodes"]
    return found


def row(helped: HelpedTerminal, **members: object) -> dict[str, Any]:
    """The first row with these members."""
    return next(one for one in rows(helped) if members.items() <= one.items())


def text_of(helped: HelpedTerminal, node_id: str) -> str:
    helped.terminal.surface.commit()
    node = helped.terminal.stage.reader.document.find(node_id)
    assert node is not None
    return node.value.source


@pytest.mark.parametrize("way", ["from_elsewhere", "beside"])
def test_frame_and_sound_stay_as_long_as_it_lasts_and_cut_nothing_short(
    helped: HelpedTerminal, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    getattr(helped, way)()
    given: list[Utterance] = []
    monkeypatch.setattr(helped.terminal.voice.manager, "speak", given.append)
    for _ in range(61):
        helped.beat()
        assert helped.window.helped.isVisibleTo(helped.window)
        assert OFFICER in helped.window.helped._text
    soft = [one for one in given if one.items == (Earcon("assist_soft"),)]
    assert len(soft) == 4
    assert {(one.priority, one.category) for one in soft} == {(Priority.NEXT, Category.SIGNAL)}
    helped.terminal.desk.help.helping.end("visitor")
    given.clear()
    for _ in range(31):
        helped.beat()
    assert given == []
    assert not helped.window.helped.isVisibleTo(helped.window)


@pytest.mark.parametrize(
    ("kind", "by"), [(GestureKind.SLOWER, -1), (GestureKind.FASTER, 1)], ids=str
)
def test_staff_makes_the_voice_slower_or_faster(
    helped: HelpedTerminal, kind: GestureKind, by: int
) -> None:
    helped.from_elsewhere()
    before = helped.terminal.voice.rate_now
    helped.link.does(kind)
    helped.beat(2)
    assert helped.terminal.voice.rate_now == before + by
    assert f"语速 {before + by}" in helped.aloud


def test_staff_makes_the_text_larger_and_smaller(helped: HelpedTerminal) -> None:
    helped.from_elsewhere()
    helped.link.does(GestureKind.LARGER)
    helped.beat(2)
    larger = helped.terminal.desk.settings.values["text"]
    assert int(larger) > 100
    assert "字号：" in helped.aloud
    helped.link.does(GestureKind.SMALLER)
    helped.beat(2)
    assert helped.terminal.desk.settings.values["text"] == "100"


def test_staff_points_and_the_visitor_is_there_and_hears_it(helped: HelpedTerminal) -> None:
    helped.from_elsewhere()
    helped.beat()
    button = row(helped, role="button", name="提交")
    helped.link.does(GestureKind.POINT, button["id"])
    helped.beat(2)
    assert helped.terminal.stage.reader.node.name.source == "提交"
    heard = helped.aloud
    assert "工作人员指给您看" in heard
    assert "提交" in heard
    assert row(helped, here=True)["id"] == button["id"]
    assert helped.terminal.browser.on_page  # pointing presses nothing
    assert not helped.terminal.stage.dialog_open


def test_staff_fills_what_is_open_and_nothing_else(helped: HelpedTerminal) -> None:
    helped.from_elsewhere()
    helped.beat()
    before = {one["id"] for one in rows(helped)}
    for name in (*before, "n0", "n99999", "", SUBJECT):
        helped.link.does(GestureKind.FILL, name, "QFILLED")
    helped.beat(2)
    assert "QFILLED" not in helped.seen
    assert "QFILLED" not in helped.aloud

    subject = row(helped, role="textbox", personal=True)
    helped.terminal.stage.reader.arrive(SUBJECT, say=False)
    helped.press("F12")
    helped.terminal.desk.activate("screen:assist#:open")
    helped.beat()
    assert row(helped, id=subject["id"])["open"] is True
    helped.link.does(GestureKind.FILL, subject["id"], "QFILLED")
    helped.beat(2)
    assert "工作人员填写了" in helped.aloud
    assert text_of(helped, SUBJECT) == "QFILLED"

    helped.press("F12")
    helped.terminal.desk.activate("screen:assist#:close")
    helped.link.does(GestureKind.FILL, subject["id"], "QAGAIN")
    helped.beat(2)
    assert text_of(helped, SUBJECT) == "QFILLED"


def test_what_goes_to_staff_tells_where_the_visitor_is_and_follows_them(
    helped: HelpedTerminal,
) -> None:
    helped.from_elsewhere()
    helped.beat()
    first = row(helped, here=True)["id"]
    helped.press("Down")
    helped.beat()
    assert row(helped, here=True)["id"] != first


def test_while_the_portal_is_slow_to_begin_the_visitor_hears_that_it_goes_on(
    helped: HelpedTerminal,
) -> None:
    slow = Held()
    helped.terminal.desk.help.helping._tasks = cast("Any", slow)
    assert WAIT not in helped.from_elsewhere()
    assert not helped.terminal.desk.help.helping.on
    helped.beat(SLOW + 0.1)
    assert WAIT in helped.aloud
    slow.let_go()
    helped.beat(0.1)
    assert f"工作人员已加入，{OFFICER}" in helped.aloud
    helped.beat(SLOW + 0.1)
    assert WAIT not in helped.aloud


def test_a_beginning_that_fails_ends_the_waiting_and_is_said(helped: HelpedTerminal) -> None:
    slow = Held()
    helped.terminal.desk.help.helping._tasks = cast("Any", slow)
    helped.from_elsewhere()
    helped.link.trouble = NetworkFailed("assist")
    slow.let_go()
    helped.beat(0.1)
    helped.beat(SLOW)
    heard = helped.aloud
    assert "工作人员已经不在了" in heard
    assert WAIT not in heard
    assert not helped.terminal.desk.help.helping.on


def test_pausing_at_the_sign_in_leaves_what_is_being_said_to_its_end(
    helped: HelpedTerminal,
) -> None:
    """Sound that is cut behind the voice's back would let it wait for ever."""
    helped.from_elsewhere()
    sound = helped.terminal.desk.help._around.services.sound.loud
    before = sound.generation
    helped.terminal.stage.show(Screen("sign_in", closed, True))
    helped.beat()
    assert helped.terminal.desk.help.helping.paused
    assert sound.generation == before


def test_who_let_others_hear_is_asked_anew_and_the_voice_knows_of_the_cut(
    helped: HelpedTerminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    hushed: list[bool] = []
    monkeypatch.setattr(helped.terminal.voice, "hush", lambda **_how: hushed.append(True))
    helped.from_elsewhere()
    sound = helped.terminal.desk.help._around.services.sound.loud
    sound.consent(True)
    hushed.clear()
    helped.terminal.stage.show(Screen("sign_in", closed, True))
    helped.beat()
    assert not sound.allowed_personal
    assert hushed == [True]


def closed(words: Words) -> Document:
    """The screen on which somebody signs in."""
    return compose_sign_in(SignInModel(), words)
