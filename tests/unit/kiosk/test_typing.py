from __future__ import annotations

import pytest

from a11y.document import Privacy, Role, State
from a11y.keymap import Keymap
from a11y.keys import KeyChord
from kiosk.echo import Typed
from kiosk.typing import Typing
from tests.harness.documents import document, node
from tests.harness.stage import PaperStage

EMPTY_FIELD = Typed("", 0)


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


class Fields:
    """One field, or a provider's page, whose fields cannot be read."""

    def __init__(self, there: Typed | None) -> None:
        self.there = there
        self.inserted: list[tuple[str, str]] = []

    def field(self, node_id: str) -> Typed | None:
        return self.there

    def put(self, node_id: str, text: str, caret: int | None = None) -> None:
        self.there = Typed(text, len(text) if caret is None else caret)

    def insert(self, node_id: str, text: str) -> None:
        self.inserted.append((node_id, text))


class Writer:
    """Somebody who writes into a field, with these keys, where something stands already."""

    def __init__(
        self,
        *,
        engine: bool = True,
        look: str = "",
        secret: bool = False,
        there: Typed | None = EMPTY_FIELD,
        hand: str = "keyboard",
    ) -> None:
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
        self.paper.stage.narrator.keys.use([Keymap(hand)])
        made = Engine() if engine else None
        self.fields = Fields(there)
        self.typing = Typing(self.paper.stage, lambda: made, self.fields)
        self.typing.open()
        self.opened = self.paper.said

    @property
    def text(self) -> str:
        """What stands in the field."""
        assert self.fields.there is not None
        return self.fields.there.text

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

    assert writer.text == "佛佛山"
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

    assert writer.text == "bxY"


def test_a_field_for_numbers_takes_digits_at_once() -> None:
    writer = Writer(look="phone")

    assert writer.press("KP_1", "KP_3", "8") == ["1", "3", "8"]


def test_without_an_engine_it_is_said_and_letters_still_work() -> None:
    writer = Writer(engine=False)
    writer.press("A", "B")
    writer.typing.done()

    assert writer.opened[-1] == "本机没有拼音输入，可以输入字母和数字"
    assert writer.text == "ab"


def test_every_letter_and_candidate_is_a_node_that_can_be_scanned() -> None:
    writer = Writer()
    writer.press("F")
    actions = {n.action.verb for n in writer.paper.stage.reader.document.nodes if n.action}

    assert actions == {"pick", "letter", "command"}


def test_a_keyboard_types_a_secret_into_the_field_itself() -> None:
    assert not Writer(secret=True).typing.on


def test_a_secret_is_never_shown_or_said_by_the_dialog() -> None:
    writer = Writer(secret=True, hand="pad5", there=Typed("77", 2))
    said = writer.opened + writer.press("KP_8", "KP_7")
    writer.typing.review(by_words=False)
    writer.typing.delete()
    said += writer.paper.said
    shown = [
        text.source
        for node in writer.paper.stage.reader.document.nodes
        for text in (node.name, node.value, node.description)
        if ":letter." not in node.id
    ]
    writer.typing.done()
    said += writer.paper.said

    assert writer.text == "778"
    assert not any(digit in text for text in [*said, *shown] for digit in "78")
    assert said[-1] == "已写入：3 个星号"
    assert "删除 星号" in said


def test_what_stands_in_the_field_is_corrected_where_the_caret_is() -> None:
    writer = Writer(there=Typed("佛山区", 2))
    writer.typing.delete()
    writer.press("F", "Space")
    writer.typing.done()

    assert writer.fields.there == Typed("佛佛山区", 3)


def test_what_was_left_by_mistake_is_there_again() -> None:
    writer = Writer(there=Typed("区", 0))
    writer.press("F", "Space")
    writer.paper.stage.pop()
    assert writer.text == "区"
    writer.typing.open()
    writer.typing.done()

    assert writer.text == "佛山区"


def test_a_secret_that_was_left_is_not_kept() -> None:
    writer = Writer(secret=True, hand="pad5")
    writer.press("KP_8")
    writer.paper.stage.pop()
    writer.typing.open()
    writer.typing.done()

    assert writer.text == ""


def test_into_a_page_of_a_provider_only_what_is_new_goes() -> None:
    writer = Writer(there=None)
    writer.press("F", "Space")
    writer.typing.done()

    assert writer.fields.inserted == [("/t#f", "佛山")]


def test_what_was_written_is_reviewed_by_character_and_by_word() -> None:
    writer = Writer(there=Typed("佛山 a1", 5))
    writer.paper.said.clear()
    writer.typing.review(by_words=True)
    writer.typing.review(by_words=False)
    words, characters = writer.paper.said

    assert words == "佛山 ，a1"
    assert characters.startswith("佛，")
    assert characters.endswith("a，1")


def test_an_empty_text_is_said_to_be_empty() -> None:
    writer = Writer()
    writer.paper.said.clear()
    writer.typing.review(by_words=True)

    assert writer.paper.said == ["空白"]


@pytest.mark.parametrize("key", ["F5", "Return", "Up"])
def test_other_keys_are_not_taken(key: str) -> None:
    assert not Writer().typing.takes(KeyChord.parse(key))


def test_nothing_is_inserted_where_nothing_was_written() -> None:
    writer = Writer()
    writer.typing.done()

    assert writer.fields.there == EMPTY_FIELD
    assert writer.paper.said[-1] == "已写入：空白"
