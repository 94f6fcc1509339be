"""Writing into a field with every keyboard, and hearing what was written, at a real terminal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from a11y.document import Action, Document, Node, Privacy, Role, State
from kiosk import rime
from kiosk.hints import PAUSE
from kiosk.typing import Typing
from locales.text import Text
from locales.words import Words
from tests.harness.own_terminal import OwnTerminal

FOCUSABLE = frozenset({State.FOCUSABLE})
TELEPHONE, CALCULATOR = "pad12-telephone", "pad12-calculator"
DOWN = {TELEPHONE: "KP_8", CALCULATOR: "KP_2", "pad5": "F14"}
UP = {TELEPHONE: "KP_2", CALCULATOR: "KP_8", "pad5": "F13"}
OPEN = {TELEPHONE: "KP_5", CALCULATOR: "KP_5", "pad5": "F17"}
PADS = tuple(DOWN)


def form(_words: Words) -> Document:
    """A heading, a field of each sort that is written into, a paragraph."""

    def box(own: str, name: str, look: str = "", **more: object) -> Node:
        node = Node(
            f"/t#{own}",
            Role.TEXTBOX,
            Text(name, "zh-Hans"),
            states=FOCUSABLE,
            action=Action("set", own),
            look=look,
        )
        return replace(node, **more)  # type: ignore[arg-type]  # members are Node's own

    several = FOCUSABLE | {State.MULTILINE}
    children = (
        Node("/t#h", Role.HEADING, Text("申请", "zh-Hans"), level=1),
        box("name", "姓名"),
        box("phone", "电话", "phone"),
        box("text", "内容", states=several),
        box("pin", "密码", privacy=Privacy.SECRET),
        box("q", "要查找的词", "search"),
        Node("/t#p", Role.PARAGRAPH, Text("到此为止。", "zh-Hans")),
    )
    root = Node("/t#", Role.DOCUMENT, Text("表", "zh-Hans"), children=children)
    return Document("/t", root, "zh-Hans", "form", start="/t#h")


@pytest.fixture
def own(
    request: pytest.FixtureRequest, tmp_path: Path, qtbot: QtBot, engine: rime.Pinyin
) -> Iterator[OwnTerminal]:
    del qtbot  # the application
    own = OwnTerminal(tmp_path, *request.param.split("+"))
    own.terminal.desk.typing._open_pinyin = lambda: engine
    own.show(form)
    yield own
    own.close()


def there(own: OwnTerminal, field: str) -> str:
    """What stands in a field."""
    found = own.terminal.surface.field(f"/t#{field}")
    assert found is not None
    return found.text


def written(own: OwnTerminal) -> str:
    """What the dialog shows as written so far."""
    node = own.terminal.stage.reader.document.find("screen:typing#:text")
    assert node is not None
    return node.value.source


def digits(own: OwnTerminal, keys: str) -> list[str]:
    return own.press(*(f"KP_{key}" for key in keys))


NAMES = (
    "姓名，文本框，空白",
    "电话，文本框，空白",
    "内容，文本框，空白",
    "密码，密码框，空白",
    "要查找的词，文本框，空白",
)


@pytest.mark.parametrize(("own", "pad"), [(pad, pad) for pad in PADS], indirect=["own"])
def test_a_pad_passes_every_field_with_the_keys_that_move(own: OwnTerminal, pad: str) -> None:
    assert tuple(own.press(DOWN[pad])[0] for _ in NAMES) == NAMES
    assert own.press(DOWN[pad]) == ["到此为止。"]
    assert tuple(own.press(UP[pad])[0] for _ in NAMES) == NAMES[::-1]
    assert [there(own, field) for field in ("name", "phone", "text", "pin", "q")] == [""] * 5


@pytest.mark.parametrize(("own", "pad"), [(pad, pad) for pad in PADS], indirect=["own"])
def test_the_hint_says_how_a_field_is_opened(own: OwnTerminal, pad: str) -> None:
    own.press(DOWN[pad])
    keys = {TELEPHONE: ("5", "8"), CALCULATOR: ("5", "2"), "pad5": ("确定", "向下")}[pad]
    gap = " " if keys[0].isdecimal() else ""
    opens, passes = (f"{gap}{key}{gap}键" for key in keys)
    expected = f"按{opens}，开始输入；按{passes}，到下一项"
    assert own.wait(PAUSE * 2) == [expected]


@pytest.mark.parametrize(
    ("own", "pad"), [(pad, pad) for pad in (TELEPHONE, CALCULATOR)], indirect=["own"]
)
def test_a_number_is_written_corrected_and_put_with_the_pad_alone(
    own: OwnTerminal, pad: str
) -> None:
    own.press(DOWN[pad], DOWN[pad], "KP_5")
    assert digits(own, "139") == ["1", "3", "9"]
    assert own.press("KP_Decimal") == ["删除 9"]
    digits(own, "8")
    assert own.press("KP_Enter") == ["已写入：138"]
    assert there(own, "phone") == "138"
    assert own.press(DOWN[pad]) == ["内容，文本框，空白"]

    own.press(UP[pad], "KP_5")  # opened once more, what is there can be corrected
    assert written(own) == "138"
    own.press("KP_Decimal", "KP_7", "KP_Enter")
    assert there(own, "phone") == "137"


@pytest.mark.parametrize(
    ("own", "pad"), [(pad, pad) for pad in (TELEPHONE, CALCULATOR)], indirect=["own"]
)
def test_what_was_written_on_a_pad_is_reviewed_by_character_and_word(
    own: OwnTerminal, pad: str
) -> None:
    own.press(DOWN[pad], "KP_5")
    assert digits(own, "367426744")[-1] == "4，佛山市"
    assert own.press("KP_Enter") == ["佛山市"]
    assert digits(own, "2436478")[-1] == "8，城区"
    own.press("KP_Enter")

    # from the beginning of “已写”, by what it is called, into what is written
    heard = [own.press("Hold+KP_6")[0] for _ in range(7)]
    assert heard == ["已", "写", "佛", "山", "市", "城", "区"]
    assert own.press("Hold+KP_4") == ["城"]
    own.at("screen:typing#:type.kind")
    own.at("screen:typing#:text")
    words: list[str] = []
    while "城区" not in words and len(words) < 8:
        words += own.press("Hold+KP_Plus")
    assert words[-2:] == ["佛山市", "城区"]
    assert own.press("Hold+KP_Minus") == ["佛山市"]
    assert own.press("Hold+KP_Decimal") == ["佛山市"]
    assert own.press("Hold+KP_Enter") == ["佛"]
    assert own.press("Hold+KP_Enter")[0].startswith("佛，")


def press_item(own: OwnTerminal, name: str, key: str, select: str) -> list[str]:
    """Go on with a key until an item is said, and select it."""
    for _ in range(80):
        said = own.press(key) if key != "wait" else own.wait()
        if said and name in said[-1].split("，"):
            return own.press(select)
    raise AssertionError(name)


@pytest.mark.parametrize(
    ("own", "key", "select"), [("pad5", "F14", "F17"), ("scan", "wait", "F24")], indirect=["own"]
)
def test_arrows_or_one_switch_write_review_and_put(own: OwnTerminal, key: str, select: str) -> None:
    own.terminal.desk.scanning.start()
    own.at("/t#name")
    own.press(select)
    for letter in "foshan":
        press_item(own, letter, key, select)
    assert own.terminal.stage.reader.node.name.source == "佛山"
    own.press(select)
    assert written(own) == "佛山"
    [by_character] = press_item(own, "逐字听已写的内容", key, select)
    assert by_character.startswith("佛，")
    assert "山，" in by_character
    assert press_item(own, "逐词听已写的内容", key, select) == ["佛山"]
    own.at("screen:typing#:text")
    assert press_item(own, "删除最后一个字", key, select) == ["删除 山"]
    own.at("screen:typing#:text")
    assert own.press(select) == ["已写入：佛"]
    assert there(own, "name") == "佛"


@pytest.mark.parametrize("own", ["keyboard"], indirect=True)
def test_on_a_keyboard_the_field_itself_is_reviewed(own: OwnTerminal) -> None:
    own.at("/t#name")
    for char in "ab cd":
        own.press("Space" if char == " " else char.upper())
    assert own.press("Home") == ["a"]
    assert own.press("Right") == ["b"]
    assert own.press("Ctrl+Right") == ["cd"]
    assert own.press("Ctrl+Left") == ["ab"]
    assert own.press("End") == ["空白"]
    assert own.press("Left") == ["d"]
    assert own.press("Backspace") == ["删除 c"]
    assert there(own, "name") == "ab d"


@pytest.mark.parametrize("own", ["keyboard"], indirect=True)
def test_on_a_keyboard_the_dialog_writes_where_the_caret_is(own: OwnTerminal) -> None:
    own.at("/t#text")
    own.press("A", "B", "Left", "Ctrl+Space")
    assert written(own) == "ab"
    own.press("F", "O", "S", "H", "A", "N", "Space")
    assert written(own) == "a佛山b"
    heard = [own.press("Shift+Right")[0] for _ in range(4)]
    assert heard == ["已", "写", "a", "佛"]
    own.at("screen:typing#:text")
    assert own.press("Return") == ["已写入：a佛山b"]
    assert there(own, "text") == "a佛山b"
    own.press("C")
    assert there(own, "text") == "a佛山cb"


@pytest.mark.parametrize("own", [f"keyboard+{CALCULATOR}"], indirect=True)
def test_who_came_with_the_keyboard_types_digits_on_its_own_pad(own: OwnTerminal) -> None:
    own.press("Tab", "Tab")
    own.press("KP_2", "KP_8")
    assert there(own, "phone") == "28"
    own.press("Shift+Tab", "KP_2")  # the keyboard led here too
    assert there(own, "name") == "2"
    own.at("/t#h")
    own.press("KP_2")
    assert own.press("KP_2") == ["电话，文本框，空白"]  # here the pad did
    assert there(own, "name") == "2"


@pytest.mark.parametrize(
    ("own", "keys"),
    [(TELEPHONE, ("KP_1", "KP_2", "KP_3")), ("pad5", ())],
    indirect=["own"],
)
def test_a_secret_is_written_with_a_pad_and_is_stars_everywhere(
    own: OwnTerminal, keys: tuple[str, ...]
) -> None:
    own.at("/t#pin")
    own.press("KP_5" if keys else "F17")
    if keys:
        said = own.press(*keys)
    else:
        said = [press_item(own, digit, "F14", "F17")[0] for digit in "123"]
    assert said == ["星号"] * 3
    assert written(own) == "3 个星号"
    own.at("screen:typing#:text")
    [put] = own.press("KP_Enter" if keys else "F17")
    assert put == "已写入：3 个星号"
    assert there(own, "pin") == "123"


@pytest.mark.parametrize("own", ["keyboard", TELEPHONE, "pad5", "scan"], indirect=True)
def test_nothing_that_was_written_is_left_or_learned(
    own: OwnTerminal, engine: rime.Pinyin, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A word that was not the first is chosen three times and is not the first then."""
    typing: Typing = own.terminal.desk.typing
    chosen, offered = "", []
    for _ in range(3):
        own.at("/t#name")
        typing.open()
        for letter in "shishi":
            typing.letter(letter)
        offered.append(typing._candidates())
        chosen = [word for word in offered[-1] if len(word) == 2][2]
        typing.pick(str(offered[-1].index(chosen)))
        typing.done()
    assert there(own, "name") == chosen * 3
    assert typing._now is None
    engine.begin(rime.LETTERS)
    for letter in "shishi":
        engine.type(letter)
    offered.append(engine.candidates())
    assert len(set(offered)) == 1, "what was chosen three times stands where it stood"
    folder = next(tmp_path_factory.getbasetemp().glob("rime[0-9]*"))
    kept = [path for path in folder.rglob("*") if path.is_file() and path.parent.name != "build"]
    assert not any("userdb" in str(path) for path in kept)
    assert not any(chosen.encode() in path.read_bytes() for path in kept)


@pytest.mark.parametrize("own", ["keyboard"], indirect=True)
def test_a_long_text_is_left_at_its_ends(own: OwnTerminal) -> None:
    """Up and down move inside of it, and out of it where there is no other line: no trap."""
    own.at("/t#text")
    own.press("A", "Return", "B")
    assert own.press("Up") == ["换行"]
    assert own.press("Up") == ["电话，文本框，空白"]
    assert there(own, "text") == "a\nb"
    own.press("Down")
    assert own.terminal.stage.reader.node.id == "/t#text"
    assert own.press("Down") == ["空白"]
    assert own.press("Down") == ["密码，密码框，空白"]


@pytest.mark.parametrize(
    ("own", "menu", "key", "select"),
    [("pad5", "F20", "F14", "F17"), ("scan", "Hold+F24", "wait", "F24")],
    indirect=["own"],
)
def test_what_has_no_key_is_in_the_list_of_all_commands(
    own: OwnTerminal, menu: str, key: str, select: str
) -> None:
    """The character, word and sentence one is at, on the smallest pads too."""
    own.at("/t#h")
    own.terminal.desk.scanning.start()
    own.press(menu)
    press_item(own, "全部功能", key, select)
    assert press_item(own, "当前的字", key, select) == ["申"]
