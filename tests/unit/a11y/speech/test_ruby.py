from __future__ import annotations

from hypothesis import given

from a11y.speech.front import Front, load_front
from a11y.speech.ruby import ruby
from tests.unit.a11y.speech.test_front import TEXTS

FRONT = load_front()


def test_pinyin_stands_over_the_characters_and_follows_the_voice(front: Front) -> None:
    text = "请单先生到3号窗口"
    assert ruby(front, text, "cmn") == {
        0: "qǐng", 1: "shàn", 2: "xiān", 3: "shēng", 4: "dào", 6: "hào", 7: "chuāng", 8: "kǒu"
    }  # fmt: skip
    assert ruby(front, text, "yue")[1] == "sin6"


def test_the_tone_is_the_one_that_is_said(front: Front) -> None:
    assert ruby(front, "不要", "cmn") == {0: "bú", 1: "yào"}


def test_nothing_stands_over_figures_signs_and_letters(front: Front) -> None:
    assert ruby(front, "A4 50% 2026-11-23", "cmn") == {}
    assert ruby(front, "佛山", "en") == {}


@given(TEXTS)
def test_a_reading_is_only_over_a_character_of_the_text(text: str) -> None:
    found = ruby(FRONT, text, "cmn")
    assert all("\u3400" <= text[place] <= "\u9fff" for place in found)
