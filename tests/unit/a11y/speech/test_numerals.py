from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a11y.speech.forms import load_forms

ZH = load_forms("zh").numerals
EN = load_forms("en").english


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ("0", "零"), ("10", "十"), ("15", "十五"), ("20", "二十"), ("105", "一百零五"),
        ("110", "一百一十"), ("200", "二百"), ("1005", "一千零五"), ("2000", "两千"),
        ("10005", "一万零五"), ("10500", "一万零五百"), ("20000", "两万"), ("100000", "十万"),
        ("34180", "三万四千一百八十"), ("100000000", "一亿"), ("100000005", "一亿零五"),
        ("120000000", "一亿二千万"),
        ("1234567890123", "一万亿二千三百四十五亿六千七百八十九万零一百二十三"),
    ],
)  # fmt: skip
def test_chinese_numbers(figures: str, said: str) -> None:
    assert ZH.cardinal(figures) == said.replace("二千", "两千")


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ("0", "zero"), ("13", "thirteen"), ("40", "forty"), ("105", "one hundred five"),
        ("1000", "one thousand"), ("1000001", "one million one"),
    ],
)  # fmt: skip
def test_english_numbers(figures: str, said: str) -> None:
    assert EN.cardinal(figures) == said


@pytest.mark.parametrize(
    ("figures", "said"),
    [("1900", "nineteen hundred"), ("2005", "two thousand five"), ("1905", "nineteen oh five")],
)
def test_english_years(figures: str, said: str) -> None:
    assert EN.year(figures) == said


@pytest.mark.parametrize(
    ("figures", "said"),
    [("1", "first"), ("20", "twentieth"), ("22", "twenty second"), ("14", "fourteenth")],
)
def test_english_ordinals(figures: str, said: str) -> None:
    assert EN.ordinal(figures) == said


@given(st.integers(0, 10**16 - 1), st.integers(0, 10**16 - 1))
def test_different_numbers_sound_different(one: int, other: int) -> None:
    assert (ZH.cardinal(str(one)) == ZH.cardinal(str(other))) is (one == other)


def test_a_number_beyond_the_names_is_said_digit_by_digit() -> None:
    assert ZH.cardinal("1" * 17) == "一" * 17
    assert EN.cardinal("1" * 16) == " ".join(["one"] * 16)
