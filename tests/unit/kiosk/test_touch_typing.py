from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from a11y.document import Node, Privacy, Role, State
from kiosk import handwriting, rime
from kiosk.echo import Echo
from kiosk.touch_typing import TouchTyping
from kiosk.touch_writing import Engines
from locales.languages import Language
from tests.harness.documents import document, node
from tests.harness.stage import NoFields, PaperStage
from views.compose.touch_board import Board

pytestmark = pytest.mark.skipif(not rime.SHARED.exists(), reason="librime is not installed")

CROSS = (((30, 150), (270, 150)), ((150, 30), (150, 270)))


@dataclass
class Paper:
    """Where the keys would be, and what stands in the field."""

    board: Board | None = None
    text: str = ""
    strokes: list[int] = field(default_factory=list)

    def put(self, board: Board | None, node_id: str) -> None:
        self.board = board

    def write(self, node_id: str, text: str) -> None:
        self.text += text

    def erase(self) -> None:
        self.text = self.text[:-1]

    def newline(self) -> None:
        self.text += "\n"

    @property
    def ids(self) -> set[str]:
        assert self.board is not None
        rows = [key.id for row in self.board.rows for key in row]
        return {*rows, *(key.id for key in self.board.strip)}

    @property
    def strip(self) -> list[str]:
        assert self.board is not None
        return [key.label.source for key in self.board.strip]


class Finger:
    """A finger at a form with one field and a button."""

    def __init__(
        self, engine: rime.Pinyin, language: Language = Language.ZH_HANS, **members: object
    ) -> None:
        states = frozenset({State.FOCUSABLE})
        textbox = node(Role.TEXTBOX, "f", "标题", **{"states": states, **members})
        self.stage = PaperStage(
            document(node(Role.HEADING, "h", "咨询"), textbox, node(Role.BUTTON, "b", "提交")),
            language,
        )
        self.paper = Paper()
        self.run: list[str] = []
        self.touch = TouchTyping(
            self.stage.stage,
            self.paper,
            Engines(lambda: engine, handwriting.open_hand, self.paper.strokes.append),
            Echo(self.stage.stage, NoFields(), lambda later: later()),
            self.run.append,
        )

    def at(self, part: str) -> None:
        self.stage.stage.reader.arrive(f"/t#{part}", say=False)
        self.touch.lifted()

    def press(self, *keys: str) -> str:
        for key in keys:
            assert key in self.paper.ids, key
            self.touch.pressed(key)
        return self.paper.text

    def letters(self, word: str) -> None:
        self.press(*(f"e:{letter}" for letter in word))


@pytest.fixture
def finger(engine: rime.Pinyin) -> Finger:
    found = Finger(engine)
    found.at("f")
    return found


def test_keys_come_with_a_finger_on_a_field_and_go_with_one_elsewhere(finger: Finger) -> None:
    assert finger.paper.board is not None
    finger.at("b")
    assert finger.paper.board is None


def test_who_comes_with_keys_never_meets_them(engine: rime.Pinyin) -> None:
    finger = Finger(engine)
    finger.stage.stage.reader.arrive("/t#f")
    finger.touch.check()
    assert finger.paper.board is None


def test_a_key_of_a_keyboard_takes_them_away(finger: Finger) -> None:
    finger.touch.keyed()
    finger.touch.check()
    assert finger.paper.board is None


def test_put_away_they_stay_away_until_the_field_is_touched_again(finger: Finger) -> None:
    finger.touch.pressed("do:hide")
    finger.touch.lifted()
    finger.touch.check()
    assert finger.paper.board is None
    finger.at("f")
    assert finger.paper.board is not None


def test_another_screen_takes_them_away(finger: Finger) -> None:
    finger.stage.stage.show(finger.stage.stage.screen, say=False)  # type: ignore[arg-type]  # there is one
    finger.touch.check()
    assert finger.paper.board is None


def test_pinyin_becomes_characters_in_the_field(finger: Finger) -> None:
    finger.letters("foshan")
    assert finger.paper.strip[0] == "佛山"
    assert finger.press("pick:0") == "佛山"
    assert finger.paper.strip[:3] == ["拼音", "手写", "笔画"]


def test_a_part_is_chosen_and_the_rest_offered(finger: Finger) -> None:
    finger.letters("chanchengqu")
    finger.press(f"pick:{finger.paper.strip.index('禅')}")
    assert finger.paper.text == ""
    assert finger.press("do:space") == "禅城区"


def test_a_sign_takes_the_likeliest_word_with_it(finger: Finger) -> None:
    finger.letters("foshan")
    assert finger.press("t:，") == "佛山，"


def test_delete_takes_letters_first_then_characters(finger: Finger) -> None:
    finger.letters("fo")
    finger.press("do:erase", "do:erase")
    assert finger.paper.strip[0] == "拼音"
    finger.press("t:。", "t:，", "do:erase")
    assert finger.paper.text == "。"


def test_a_character_is_written_with_the_finger(finger: Finger) -> None:
    finger.press("way:hand")
    finger.touch.written(CROSS, 300, 300)
    assert finger.paper.strip[0] == "十"
    assert finger.press("pick:0") == "十"
    assert finger.paper.strokes[-1] == 0


def test_a_stroke_is_taken_back(finger: Finger) -> None:
    finger.press("way:hand")
    finger.touch.written(CROSS, 300, 300)
    finger.press("do:undo")
    assert finger.paper.strokes[-1] == 1
    assert finger.paper.strip[0] == "一"
    finger.press("do:erase")
    assert finger.paper.strip[0] == "拼音"


@pytest.mark.parametrize(
    ("language", "way", "keys", "expected"),
    [
        (Language.ZH_HANS, "stroke", "hspn", "木"),
        (Language.ZH_HANT_TW, "zhuyin", "su3cl3", "你好"),
        (Language.ZH_HANT_HK, "cangjie", "onf", "你"),
        (Language.ZH_HANT_HK, "jyutping", "gwongdung", "廣東"),
        (Language.ZH_HANT_TW, "pinyin", "guangdong", "廣東"),
    ],
)
def test_each_place_writes_its_own_way(
    engine: rime.Pinyin, language: Language, way: str, keys: str, expected: str
) -> None:
    finger = Finger(engine, language)
    finger.at("f")
    finger.press(f"way:{way}")
    finger.letters(keys)
    assert expected in finger.paper.strip[:5]
    assert finger.press(f"pick:{finger.paper.strip.index(expected)}") == expected


def test_capitals_are_for_one_letter(engine: rime.Pinyin) -> None:
    finger = Finger(engine, Language.EN)
    finger.at("f")
    assert finger.press("do:shift", "t:R", "t:a", "t:m", "t:p", "do:space") == "Ramp "


def test_numbers_in_a_text_stand_apart(engine: rime.Pinyin) -> None:
    """A street and a house, or a card number as it is printed: without changing the board."""
    finger = Finger(engine, Language.EN)
    finger.at("f")
    finger.press("way:digits")
    assert finger.press("t:6", "t:2", "do:space", "t:8", "do:erase", "t:9") == "62 9"


@pytest.mark.parametrize("look", ["field phone", "field digits", "field number", "field date"])
def test_a_field_for_numbers_has_a_pad_of_digits(engine: rime.Pinyin, look: str) -> None:
    finger = Finger(engine, look=look)
    finger.at("f")
    assert finger.press("t:1", "t:2", "t:.", "t:5", "t:-") == "12.5-"
    assert not finger.paper.strip


def test_a_secret_is_never_composed_or_said(engine: rime.Pinyin) -> None:
    finger = Finger(engine, privacy=Privacy.SECRET)
    finger.at("f")
    assert {key for key in finger.paper.ids if key.startswith("way:")} == {
        "way:latin",
        "way:digits",
    }
    finger.press("t:a")
    assert finger.stage.said == []


def test_letters_and_the_first_candidate_are_said(finger: Finger) -> None:
    finger.letters("fo")
    assert finger.stage.said[-1] == "o，佛"


def test_the_last_key_goes_on_or_begins_a_line(engine: rime.Pinyin) -> None:
    finger = Finger(engine)
    finger.at("f")
    finger.press("do:enter")
    assert finger.run == ["field.enter"]

    several = Finger(engine, states=frozenset({State.FOCUSABLE, State.MULTILINE}))
    several.at("f")
    several.press("t:，", "do:enter")
    assert (several.paper.text, several.run) == ("，\n", [])


def test_the_way_last_chosen_is_the_next_one(finger: Finger) -> None:
    finger.press("way:stroke")
    finger.at("b")
    finger.at("f")
    assert "e:h" in finger.paper.ids
    assert "e:q" not in finger.paper.ids


def test_without_engines_there_are_letters_and_digits() -> None:
    textbox: Node = node(Role.TEXTBOX, "f", "标题", states=frozenset({State.FOCUSABLE}))
    stage, paper = PaperStage(document(textbox)), Paper()
    touch = TouchTyping(
        stage.stage,
        paper,
        Engines(lambda: None, lambda: None),
        Echo(stage.stage, NoFields(), lambda later: later()),
        lambda _command: None,
    )
    stage.stage.reader.arrive("/t#f", say=False)
    touch.lifted()
    assert paper.strip == ["英文", "数字"]


def test_without_its_model_there_is_no_handwriting(tmp_path: Path) -> None:
    assert handwriting.open_hand(tmp_path / "none.model") is None
    (tmp_path / "bad.model").write_bytes(b"no model")
    assert handwriting.open_hand(tmp_path / "bad.model") is None
