"""Help in a visit: what is composed on the screen, pausing at the sign-in, every way of leaving."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from a11y.document import Document, Node, Privacy, Role, State
from auth.audit import AuditEvent
from auth.errors import Expired, NetworkFailed
from auth.helping import GestureKind
from kiosk.assist.following import PATIENCE
from kiosk.assist.helping import LONGEST
from kiosk.captions import ALWAYS
from kiosk.echo import Typed
from kiosk.screens import Screen
from locales.text import Text
from locales.words import Words
from tests.harness.helped import OFFICER, HelpedTerminal
from tests.harness.personal import CANARY
from tests.harness.sample_pages import form

SUBJECT = "/consult/new#subject"
PAGE = replace(form(), fields=tuple(replace(one, privacy="personal") for one in form().fields))
JOINED = f"工作人员已加入，{OFFICER}。您的个人内容已藏起来"


@pytest.fixture
def helped(tmp_path: Path, qtbot: QtBot, one_engine: None) -> Iterator[HelpedTerminal]:
    del qtbot, one_engine  # the application; its characters
    found = HelpedTerminal(tmp_path)
    found.open(PAGE)
    yield found
    found.close()


def at_the_field(helped: HelpedTerminal) -> None:
    """A finger lifts off the subject."""
    helped.terminal.stage.reader.arrive(SUBJECT, say=False)
    helped.terminal.touch.lifted()
    helped.terminal.touch.pressed("way:pinyin")


def choose(helped: HelpedTerminal, what: str) -> None:
    """An entry of the list of what staff may see and do."""
    helped.press("F12")
    helped.terminal.desk.activate(f"screen:assist#:{what}")


def compose(helped: HelpedTerminal, letters: str) -> QImage:
    """What the screen looks like with these letters composed, and the last key held down."""
    touch, keys = helped.terminal.touch, helped.window.keys
    for letter in letters:
        touch.pressed(f"e:{letter}")
    place = keys.places()[f"e:{letters[-1]}"].center()
    QTest.mousePress(keys, Qt.MouseButton.LeftButton, pos=place)
    helped.terminal.voice.hush()
    QApplication.processEvents()
    seen = keys.grab().toImage()
    QTest.mouseMove(keys, QPoint(0, 0))
    QTest.mouseRelease(keys, Qt.MouseButton.LeftButton, pos=QPoint(0, 0))
    for _ in letters:
        touch.pressed("do:erase")
    return seen


def test_what_is_composed_with_a_finger_is_hidden(helped: HelpedTerminal) -> None:
    helped.from_elsewhere()
    at_the_field(helped)
    compose(helped, "a")
    first, second = compose(helped, "foshan"), compose(helped, "nihao")
    assert first == second  # neither letters nor candidates, nor which key is down
    helped.terminal.touch.pressed("e:f")
    assert "已藏起来，点这里给看" in helped.seen
    assert "佛" not in helped.seen
    helped.beat()
    assert "佛" not in "".join(helped.link.outlines)
    assert "佛" not in helped.aloud


def test_what_is_written_by_hand_is_hidden(helped: HelpedTerminal) -> None:
    helped.from_elsewhere()
    at_the_field(helped)
    helped.terminal.touch.pressed("way:hand")
    keys = helped.window.keys
    before = keys.grab().toImage()
    keys._pen.strokes.append([(10, 10), (200, 120)])
    keys.update()
    assert keys.grab().toImage() == before
    helped.terminal.desk.help.helping.end("visitor")
    at_the_field(helped)
    helped.terminal.touch.pressed("way:hand")
    keys._pen.strokes.append([(10, 10), (200, 120)])
    keys.update()
    assert keys.grab().toImage() != before


def test_shared_it_is_seen_and_taken_back_it_is_not(helped: HelpedTerminal) -> None:
    helped.from_elsewhere()
    at_the_field(helped)
    helped.terminal.touch.pressed("e:f")
    helped.terminal.touch.pressed("do:cover")  # the list of what can be shared
    assert "让工作人员看这一项" in " ".join(helped.said)
    helped.terminal.desk.activate("screen:assist#:share")
    at_the_field(helped)
    first, second = compose(helped, "foshan"), compose(helped, "nihao")
    assert first != second
    helped.terminal.touch.pressed("e:f")
    assert "佛" in helped.seen
    assert "佛" in helped.aloud
    helped.terminal.touch.pressed("do:erase")
    helped.terminal.stage.reader.arrive(SUBJECT, say=False)
    choose(helped, "hide")
    at_the_field(helped)
    assert compose(helped, "foshan") == compose(helped, "nihao")


def test_help_over_all_is_as_before(helped: HelpedTerminal) -> None:
    at_the_field(helped)
    before = compose(helped, "foshan")
    helped.from_elsewhere()
    helped.terminal.desk.help.helping.end("visitor")
    at_the_field(helped)
    assert compose(helped, "foshan") == before


def test_composing_by_ear_tells_staff_nothing(helped: HelpedTerminal) -> None:
    helped.from_elsewhere()
    helped.at(SUBJECT)
    helped.terminal.desk.typing.open()
    helped.press("f", "o", "s", "h", "a", "n")
    helped.beat()
    assert "佛" not in "".join([*helped.link.outlines, helped.seen])
    here = [one for one in helped.link.outlines if '"here": true' in one and "输入" in one]
    helped.press("1", "Down")
    helped.beat()
    helped.terminal.desk.typing.done()
    heard = helped.aloud
    assert "佛" not in heard
    assert "佛" not in "".join(helped.link.outlines)
    assert not here


def test_what_was_said_before_is_not_said_or_read_again(helped: HelpedTerminal) -> None:
    helped.terminal.captions.way = ALWAYS
    said = Text(CANARY, "zh-Hans")
    helped.terminal.captions.say(said)
    helped.terminal.stage.narrator.say(said)
    assert CANARY in helped.seen
    helped.from_elsewhere()
    assert CANARY not in helped.seen
    helped.press("F5")
    helped.terminal.desk.repeat()
    assert CANARY not in helped.aloud


def provider_page(_words: Words) -> Document:
    """As the private view brings it."""
    field = Node("web:p#1", Role.TEXTBOX, Text("账号"), value=Text(CANARY), states=FOCUS)
    text = Node("web:p#2", Role.PARAGRAPH, Text(f"您好，{CANARY}"), states=FOCUS)
    root = Node("web:p#", Role.DOCUMENT, Text("登录"), children=(field, text))
    return Document("web:p", root, kind="web", start="web:p#1")


FOCUS = frozenset({State.FOCUSABLE})


def sign_in_page(helped: HelpedTerminal) -> None:
    helped.terminal.stage.show(Screen("sign_in_page", provider_page, True))


def test_at_the_sign_in_help_pauses(helped: HelpedTerminal) -> None:
    helped.from_elsewhere()
    helped.link.outlines.clear()
    rate = helped.terminal.voice.rate_now
    sign_in_page(helped)
    helped.link.does(GestureKind.SLOWER)
    helped.link.does(GestureKind.SAY, text="念出来")
    helped.beat(2)
    heard = helped.aloud
    assert "登录时，工作人员什么也看不到，也不能操作" in heard
    assert CANARY not in heard
    assert "念出来" not in heard
    assert helped.terminal.voice.rate_now == rate
    assert [one for one in helped.link.outlines if '"nodes": []' not in one] == []
    assert "协助暂停" in helped.window.helped._text
    helped.press("F12")
    assert helped.terminal.desk.help.menu._offered() == []
    helped.press("Escape")
    helped.press("Down", "Up")
    helped.terminal.desk.echo.tell("web:p#1", *two(CANARY))
    assert CANARY not in helped.aloud
    helped.terminal.browser.show_page(PAGE)
    assert "协助继续" in helped.aloud
    assert OFFICER in helped.window.helped._text


def test_who_signs_in_hears_at_once_that_nobody_sees_it(helped: HelpedTerminal) -> None:
    """Not a second later: a long code is said by then, and its reader looks up."""
    helped.from_elsewhere()
    helped.utterances.clear()
    sign_in_page(helped)
    assert "登录时，工作人员什么也看不到，也不能操作" in helped.aloud


def test_composing_at_the_sign_in_is_as_closed(helped: HelpedTerminal) -> None:
    helped.from_elsewhere()
    sign_in_page(helped)
    helped.beat(2)
    helped.link.outlines.clear()
    helped.at("web:p#1")
    helped.terminal.desk.typing.open()
    helped.press("a", "b", "Down", "Down")
    helped.beat(3)
    assert helped.terminal.desk.help.helping.paused
    assert [one for one in helped.link.outlines if '"nodes": []' not in one] == []


def two(text: str) -> tuple[Typed, Typed]:
    """A field before and after it was typed into."""
    return Typed("", 0), Typed(text, len(text))


@pytest.mark.parametrize("answer", ["away", "leave", "not_here"])
def test_beside_the_page_waits_until_nobody_looks(helped: HelpedTerminal, answer: str) -> None:
    assert JOINED in helped.beside()
    done: list[str] = []
    alone = helped.terminal.desk.help.alone
    alone.then(lambda: done.append("opened"), lambda: done.append("cancelled"))
    assert f"登录页面会出现您的个人内容，{OFFICER}现在避开了吗" in " ".join(helped.said)
    assert done == []
    helped.press(str(["away", "leave", "not_here"].index(answer) + 1))
    assert done == [{"not_here": "cancelled"}.get(answer, "opened")]
    assert helped.terminal.desk.help.helping.on == (answer != "leave")


def test_from_elsewhere_or_alone_the_page_opens_at_once(helped: HelpedTerminal) -> None:
    done: list[str] = []
    alone = helped.terminal.desk.help.alone
    alone.then(lambda: done.append("alone"), lambda: done.append("no"))
    helped.from_elsewhere()
    alone.then(lambda: done.append("remote"), lambda: done.append("no"))
    assert done == ["alone", "remote"]


def test_time_is_up(helped: HelpedTerminal) -> None:
    helped.beside()
    for _ in range(int(LONGEST) // 20):
        helped.beat(20)
        helped.terminal.desk.activity()
    assert "协助时间到了，工作人员已离开" in helped.aloud
    assert_over(helped, "end time")
    assert len(helped.ended) == 1


def test_the_connection_is_lost(helped: HelpedTerminal) -> None:
    helped.from_elsewhere()
    helped.link.trouble = NetworkFailed("assist")
    helped.beat(PATIENCE - 2)
    assert helped.terminal.desk.help.helping.on
    helped.beat(3)
    assert "和工作人员的连接断了，协助已结束" in helped.aloud
    assert_over(helped)


def test_staff_leaves_at_their_device(helped: HelpedTerminal) -> None:
    helped.from_elsewhere()
    helped.link.trouble = Expired("over")
    helped.beat(2)
    assert "工作人员已离开" in helped.aloud
    assert_over(helped)


def test_the_visitor_ends_it_by_a_key(helped: HelpedTerminal) -> None:
    helped.from_elsewhere()
    choose(helped, "end")
    assert_over(helped, "end visitor")


def test_beside_a_lost_portal_ends_nothing(helped: HelpedTerminal) -> None:
    helped.beside()
    helped.link.trouble = NetworkFailed("assist")
    helped.beat(PATIENCE * 3)
    assert helped.terminal.desk.help.helping.on


def assert_over(helped: HelpedTerminal, told: str = "") -> None:
    """Nothing of the help is left: no frame, no veil, no link."""
    assert not helped.terminal.desk.help.helping.on
    assert not helped.window.helped.isVisible()
    assert helped.audit[-1] is AuditEvent.ASSIST_ENDED
    if told:
        assert told in helped.link.told
    sent = len(helped.link.outlines)
    helped.link.does(GestureKind.SAY, text="还在")
    helped.beat(3)
    assert len(helped.link.outlines) == sent
    assert "还在" not in helped.aloud
    helped.at(SUBJECT)
    assert helped.terminal.stage.privacy_of(SUBJECT) is Privacy.PERSONAL
