from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from a11y.units import LONGEST, sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def test_chinese_and_latin_sentences_end_where_a_reader_would_pause() -> None:
    assert cut("请带证件。“可以吗？”他问；好！") == ["请带证件。", "“可以吗？”", "他问；", "好！"]
    assert cut("Fee 3.5 yuan. Open at 9.") == ["Fee 3.5 yuan. ", "Open at 9."]


@given(st.text(alphabet="字，。！ab .;\n”", max_size=900))
def test_nothing_is_lost_and_nothing_is_too_long(text: str) -> None:
    pieces = cut(text)

    assert "".join(pieces) == text
    assert all(len(piece) <= LONGEST for piece in pieces)
