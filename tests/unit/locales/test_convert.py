from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from locales.convert import Converter, fold
from locales.languages import Language

HONG_KONG = Converter(Language.ZH_HANT_HK, names=["钟志强"])
TAIWAN = Converter(Language.ZH_HANT_TW)

# Ordinary and ambiguous characters, punctuation, rare blocks, emoji, unpaired surrogates.
PIECES = [*"发制准只里采干复并注签面后系历台范于余，。、 a1", "里水镇", "复印件", "换发", "钟志强"]
ANY = st.text(st.characters(exclude_categories=()), max_size=40)
MIXED = st.lists(st.sampled_from([*PIECES, "𠮷", "😀", "\ud83d", "\udc00"]), max_size=30).map(
    "".join
)


@given(ANY | MIXED)
def test_the_number_of_code_points_never_changes(text: str) -> None:
    assert len(HONG_KONG.convert(text)) == len(text)
    assert len(TAIWAN.convert(text)) == len(text)
    assert len(fold(text)) >= 0


@given(MIXED, st.data())
def test_kept_regions_are_byte_identical(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    stop = data.draw(st.integers(start, len(text)))

    converted = HONG_KONG.convert(text, [(start, stop)])

    assert converted[start:stop] == text[start:stop]


@given(MIXED)
def test_a_known_name_is_kept_wherever_it_stands(text: str) -> None:
    assert HONG_KONG.convert(f"{text}钟志强{text}")[len(text) :].startswith("钟志强")


@pytest.mark.parametrize("converter", [HONG_KONG, TAIWAN], ids=["HK", "TW"])
@pytest.mark.parametrize(
    "text", ["里水镇政务服务中心", "请范先生换发证件", "户口准迁证明", "干部包干", "第三人参加诉讼"]
)
def test_a_second_conversion_changes_nothing(converter: Converter, text: str) -> None:
    once = converter.convert(text)

    assert converter.convert(once) == once


def test_traditional_text_is_left_as_it_is() -> None:
    assert HONG_KONG.convert("臺灣的羣眾裏面只有於姓") == "臺灣的羣眾裏面只有於姓"


def test_simplified_text_that_quotes_a_traditional_character_is_converted() -> None:
    assert HONG_KONG.convert("乾隆年间的“龍”字") == "乾隆年間的「龍」字"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("请选“不是我”，不会留下任何记录。", "請選「不是我」，不會留下任何記錄。"),
        ("他说：“请按‘确认’键。”", "他說：「請按『確認』鍵。」"),
        ("使用 Children’s Day 的名称", "使用 Children’s Day 的名稱"),
        ("plain “English” text", "plain “English” text"),
    ],
)
def test_quotation_marks_are_those_of_the_script(text: str, shown: str) -> None:
    assert TAIWAN.convert(text) == shown


def test_unpaired_surrogates_pass_through() -> None:
    assert TAIWAN.convert("发\ud83d展\udc00") == "發\ud83d展\udc00"


def test_a_nul_does_not_end_the_text() -> None:
    assert TAIWAN.convert("发\0展") == "發\0展"


def test_a_line_of_a_megabyte_is_converted() -> None:
    line = "申请人可以持旧证换发新证，" * 27_000

    assert TAIWAN.convert(line) == "申請人可以持舊證換發新證，" * 27_000


def test_a_long_line_without_punctuation_is_converted() -> None:
    assert HONG_KONG.convert("发" * 45_000) == "發" * 45_000


def test_one_converter_serves_many_threads() -> None:
    texts = [f"{n}号窗口换发证件，最多只能申请{n}次" for n in range(400)]
    with ThreadPoolExecutor(8) as pool:
        parallel = list(pool.map(TAIWAN.convert, texts))

    assert parallel == [TAIWAN.convert(text) for text in texts]


@pytest.mark.parametrize("text", ["里面发财", "裏面發財", "裡面發財", "裡面发财"])
def test_fold_makes_one_key_of_all_scripts(text: str) -> None:
    assert fold(text) == "里面发财"


@pytest.mark.parametrize(("text", "key"), [("ＡＢＣ", "abc"), ("Straße", "strasse"), ("①", "1")])
def test_fold_makes_one_key_of_widths_and_cases(text: str, key: str) -> None:
    assert fold(text) == key


@settings(max_examples=30)
@given(MIXED)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_back_to_simplified() -> None:
    assert Converter(Language.ZH_HANS).convert("裡水鎮換發證件") == "里水镇换发证件"


def test_there_is_no_conversion_to_english() -> None:
    with pytest.raises(KeyError):
        Converter(Language.EN)
