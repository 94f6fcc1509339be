"""Keys are called what they are called on the keyboard in use: learning, hints, lesson, menu."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from a11y.document import Role
from kiosk.hints import PAUSE
from locales.languages import Language
from locales.words import Words
from tests.harness.own_terminal import OwnTerminal
from tests.harness.reading_page import reading_page

Begin = Callable[..., OwnTerminal]


@pytest.fixture
def begin(tmp_path: Path, qtbot: QtBot) -> Iterator[Begin]:
    del qtbot  # the application
    begun: list[OwnTerminal] = []

    def start(*keymaps: str, language: Language = Language.ZH_HANS) -> OwnTerminal:
        begun.append(OwnTerminal(tmp_path, *keymaps))
        begun[-1].show(reading_page, language)
        return begun[-1]

    yield start
    for own in begun:
        own.close()


NAMES = (
    ("keyboard", "F1", "Down", "向下键：下一项", "Down Arrow: next item"),
    ("keyboard", "F1", "Shift+H", "Shift+H：上一个标题", "Shift+H: previous heading"),
    ("keyboard", "F1", "J", "J：没有作用", "J: does nothing"),
    ("pad12-telephone", "KP_1", "KP_2", "2 键：上一项", "the 2 key: previous item"),
    ("pad12-telephone", "KP_1", "KP_8", "8 键：下一项", "the 8 key: next item"),
    ("pad12-telephone", "KP_1", "KP_Enter", "井号键：打开或选择当前项", "the hash key: open or"),
    (
        "pad12-telephone",
        "KP_1",
        "Hold+KP_0",
        "按住 0 键：从这里开始朗读",
        "hold the 0 key: read all",
    ),
    ("pad12-calculator", "KP_1", "KP_2", "2 键：下一项", "the 2 key: next item"),
    ("pad12-calculator", "KP_1", "KP_Enter", "确认键：打开或选择当前项", "the enter key: open or"),
    ("pad5", "Hold+F22", "F14", "向下键：下一项", "the down key: next item"),
    ("pad5", "Hold+F22", "F17", "确定键：打开或选择当前项", "the OK key: open or"),
    ("pad5", "Hold+F22", "Hold+F16", "按住向右键：下一个字", "hold the right key: next char"),
)


@pytest.mark.parametrize(("hand", "learn", "key", "chinese", "english"), NAMES)
def test_key_learning_calls_keys_by_their_names(
    begin: Begin, hand: str, learn: str, key: str, chinese: str, english: str
) -> None:
    own = begin(hand)
    own.press(learn)
    assert own.press(key) == [chinese]
    own.terminal.desk.use(Language.EN)
    assert own.press(key)[0].startswith(english)


def test_with_one_switch_key_learning_can_be_left(begin: Begin) -> None:
    own = begin("scan")
    own.terminal.desk.learning.toggle()
    assert own.said == ["按键学习。按住按键，结束"]
    assert own.press("F24") == ["按键：选择当前项，或者停下、继续"]
    assert own.press("Hold+F24") == ["按键学习结束"]


HINTS = (
    ("keyboard", "Down", "按向下键，听下一项。按 F3，打开菜单"),
    ("pad12-telephone", "KP_8", "按 8 键，听下一项。按 3 键，打开菜单"),
    ("pad12-calculator", "KP_2", "按 2 键，听下一项。按 3 键，打开菜单"),
    ("pad5", "F14", "按向下键，听下一项。按菜单键，打开菜单"),
)


@pytest.mark.parametrize(("hand", "key", "hint"), HINTS)
def test_a_hint_names_the_keys_of_the_keyboard_in_use(
    begin: Begin, hand: str, key: str, hint: str
) -> None:
    own = begin(hand)
    own.press(key)
    assert own.wait(PAUSE * 2) == [hint]


FIELDS = (
    ("keyboard", "F", "请直接输入。按 Ctrl+空格键，用拼音、字母或数字输入；按回车键，到下一项"),
    ("pad12-telephone", "", "按 5 键，开始输入；按 8 键，到下一项"),
    ("pad12-calculator", "", "按 5 键，开始输入；按 2 键，到下一项"),
    ("pad5", "", "按确定键，开始输入；按向下键，到下一项"),
)


@pytest.mark.parametrize(("hand", "key", "hint"), FIELDS)
def test_in_a_field_the_hint_says_how_to_write_with_what_is_there(
    begin: Begin, hand: str, key: str, hint: str
) -> None:
    own = begin(hand)
    own.at("/t#f1" if not key else "/t#h3")
    own.press(key) if key else own.terminal.desk.activity()
    assert own.wait(PAUSE * 2) == [hint]


def test_the_voice_is_turned_on_with_the_key_that_the_first_screen_names(begin: Begin) -> None:
    keys = begin("keyboard").terminal.stage.narrator.keys
    assert keys.named("voice.toggle", Words(Language.ZH_HANS)).source == "F9"


def test_with_two_keyboards_the_one_that_was_used_last_is_named(begin: Begin) -> None:
    own = begin("keyboard", "pad12-telephone")
    own.press("KP_8")
    assert own.wait(PAUSE * 2)[0].startswith("按 8 键")
    own.show(reading_page)
    own.press("Down")
    own.press("Hold+F1")
    lesson = [n.name.source for n in own.terminal.stage.reader.document.nodes]
    assert "按向下键，听下一项；按向上键，回到上一项。" in lesson


LESSONS = (
    ("pad12-telephone", "按 8 键，听下一项；按 2 键，回到上一项。"),
    ("pad5", "办完以后，按住返回键，结束办理，本机不会留下您的任何信息。"),
    ("scan", "不用动手，内容会一项一项读下去，读完又从头开始。"),
)


@pytest.mark.parametrize(("hand", "sentence"), LESSONS)
def test_the_lesson_fits_the_keyboard(begin: Begin, hand: str, sentence: str) -> None:
    own = begin(hand)
    own.terminal.desk.lesson.show()
    steps = [
        node.name.source
        for node in own.terminal.stage.reader.document.nodes
        if node.role is Role.PARAGRAPH
    ]
    assert sentence in steps


def test_the_status_says_what_was_turned(begin: Begin) -> None:
    own = begin("keyboard")
    own.terminal.desk.status._now = lambda: datetime(2026, 3, 5, 14, 30, tzinfo=UTC)
    own.terminal.desk.settings.apply({"latch": "on", "colours": "black-yellow"})
    [said] = own.press("Alt+Shift+S")
    assert said.startswith("现在 14:30，没有登录，90 秒不操作，会先提醒您，简体中文，语音：开，")
    assert "配色：黑底黄字" in said
    assert "逐个按组合键：开" in said
    assert "字号" not in said


def test_letters_narrow_a_list_and_backspace_widens_it(begin: Begin) -> None:
    own = begin("keyboard")
    own.press("Alt+7")
    assert own.press("C") == ["c，2 项", "材料，按钮，2 级标题，第 1 项，共 2 项"]
    assert own.press("L", "S")[-2:] == ["cls，1 项", "陈列室，按钮，3 级标题，第 1 项，共 1 项"]
    assert own.press("Q") == ["没有“clsq”"]
    assert own.press("Backspace")[0] == "cl，2 项"
    own.press("S")
    assert own.press("Return") == ["陈列室，3 级标题"]


def test_whole_pinyin_narrows_too(begin: Begin) -> None:
    own = begin("keyboard")
    own.press("Alt+7")
    assert own.press(*"LAONIAN")[-1].startswith("老年人优待证")
