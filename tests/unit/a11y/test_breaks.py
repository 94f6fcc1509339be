from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a11y.breaks import Words, characters

WORDS = Words()


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in WORDS(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("佛山市禅城区的老年人", "佛山市 禅城区 的 老年人"),
        ("研究生命的起源", "研究 生命 的 起源"),
        ("年满六十周岁，可以申请。", "年满 六十 周岁 ， 可以 申请 。"),
        ("It's 8.5 km", "It's 8.5 km"),
        ("请到www.gov.cn办理", "请 到 www.gov.cn 办理"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_words_are_those_a_reader_sees(text: str, words: str) -> None:
    assert cut(text) == words.split()


@given(st.text(st.sampled_from("佛山市禅城区老年人𠀀é́ab1 ,。\u200d👩\n")))
def test_characters_and_words_lose_nothing(text: str) -> None:
    assert "".join(text[start:end] for start, end in characters(text)) == text
    assert "".join(cut(text)) == "".join(text.split())


def test_marks_and_joined_signs_belong_to_their_character() -> None:
    text = "e\u0301👩\u200d💻字"

    assert [text[start:end] for start, end in characters(text)] == ["e\u0301", "👩\u200d💻", "字"]


def test_a_long_text_is_cut_in_no_time() -> None:
    cut("佛山")
    began = time.perf_counter()
    cut("佛山市禅城区老年人优待证办理指南" * 100)

    assert time.perf_counter() - began < 0.5
