from __future__ import annotations

import pytest

from a11y.document import Privacy, Role, State
from a11y.keys import KeyChord
from kiosk.typing import Typing
from tests.harness.documents import document, node
from tests.harness.stage import PaperStage


class Engine:
    """Pinyin with three words, each letter a character; enough to see what the dialog does."""

    def __init__(self) -> None:
        self.letters = ""
        self.digits = False

    def begin(self, scheme: str, *, simplified: bool = True) -> None:
        self.letters, self.digits = "", scheme == "digits"

    def type(self, key: str) -> None:
        self.letters += key

    def delete(self) -> None:
        self.letters = self.letters[:-1]

    def candidates(self) -> tuple[str, ...]:
        return ("佛山", "佛", "禅") if self.letters else ()

    def pick(self, index: int) -> str:
        picked = self.candidates()[index]
        self.letters = ""
        return picked

    @property
    def pending(self) -> str:
        return self.letters


class Writer:
    """Somebody who writes into a field."""

    def __init__(self, *, engine: bool = True, look: str = "", secret: bool = False) -> None:
        privacy = Privacy.SECRET if secret else Privacy.PUBLIC
        field = node(
            Role.TEXTBOX,
            "f",
            "标题",
            states=frozenset({State.FOCUSABLE}),
            look=look,
            privacy=privacy,
        )
        self.paper = PaperStage(document(field))
        self.inserted: list[tuple[str, str]] = []
        made = Engine() if engine else None
        self.typing = Typing(
            self.paper.stage, lambda: made, lambda *said: self.inserted.append(said)
        )
        self.typing.open()
        self.opened = self.paper.said

    def press(self, *keys: str) -> list[str]:
        for key in keys:
            self.typing.takes(KeyChord.parse(key))
        return self.paper.said


def test_a_letter_gives_candidates_and_the_first_is_said_and_under_the_cursor() -> None:
    writer = Writer()

    assert writer.press("F") == ["f，佛山"]
    assert writer.paper.stage.reader.node.name.source == "佛山"


def test_a_single_character_is_told_by_a_word() -> None:
    writer = Writer()
    writer.press("F")
    candidate = writer.paper.stage.reader.document.find("screen:typing#:candidate2")

    assert candidate is not None
    assert candidate.name.source.startswith("禅，")
    assert candidate.name.source.endswith("的禅")


def test_a_digit_of_the_keyboard_chooses_and_the_text_reaches_the_field() -> None:
    writer = Writer()
    writer.press("F", "2", "C", "Space")
    writer.typing.done()

    assert writer.inserted == [("/t#f", "佛佛山")]
    assert writer.paper.said[-1] == "已写入：佛佛山"
    assert not writer.typing.on


def test_a_digit_of_a_pad_is_letters() -> None:
    writer = Writer()

    assert writer.press("KP_3") == ["3，佛山"]


def test_delete_says_what_went() -> None:
    writer = Writer()
    writer.press("F", "O")
    writer.typing.delete()
    writer.typing.delete()
    writer.press("A", "Space")
    writer.paper.said.clear()
    for _ in range(3):
        writer.typing.delete()

    assert writer.paper.said == ["删除 山", "删除 佛", "空白"]


def test_latin_letters_are_chosen_on_a_pad_one_by_one() -> None:
    writer = Writer()
    writer.typing.next_kind()
    writer.press("KP_2")
    writer.typing.pick("1")
    writer.press("X", "Shift+Y")
    writer.typing.done()

    assert writer.inserted == [("/t#f", "bxY")]


def test_a_field_for_numbers_takes_digits_at_once() -> None:
    writer = Writer(look="phone")

    assert writer.press("KP_1", "KP_3", "8") == ["1", "3", "8"]


def test_without_an_engine_it_is_said_and_letters_still_work() -> None:
    writer = Writer(engine=False)
    writer.press("A", "B")
    writer.typing.done()

    assert writer.opened[-1] == "本机没有拼音输入，可以输入字母和数字"
    assert writer.inserted == [("/t#f", "ab")]


def test_every_letter_and_candidate_is_a_node_that_can_be_scanned() -> None:
    writer = Writer()
    writer.press("F")
    actions = {n.action.verb for n in writer.paper.stage.reader.document.nodes if n.action}

    assert actions == {"pick", "letter", "command"}


def test_a_secret_is_never_written_through_the_dialog() -> None:
    assert not Writer(secret=True).typing.on


@pytest.mark.parametrize("key", ["F5", "Return", "Up"])
def test_other_keys_are_not_taken(key: str) -> None:
    assert not Writer().typing.takes(KeyChord.parse(key))


def test_nothing_is_inserted_where_nothing_was_written() -> None:
    writer = Writer()
    writer.typing.done()

    assert writer.inserted == []
