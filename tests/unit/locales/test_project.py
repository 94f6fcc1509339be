from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales.languages import Language
from locales.project import Projector
from locales.text import EMPTY, Text

HONG_KONG = Projector(Language.ZH_HANT_HK)
BLOCK = "持旧证换发新证，复印件一份，皇后大道中，最多只能申请一次，干部包干"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (Text("换发"), "換發"),
        (Text("换发", shown="審定"), "審定"),
        (Text("范发", convert=False), "范发"),
        (Text("换发", lang="zh-Hant-TW"), "换发"),
        (Text("换发", lang="und"), "换发"),
        (Text("Notice", lang="en"), "Notice"),
        (EMPTY, ""),
    ],
)
def test_only_simplified_content_is_converted(text: Text, shown: str) -> None:
    assert HONG_KONG.show(text) == shown


@pytest.mark.parametrize("language", [Language.ZH_HANS, Language.EN])
def test_nothing_is_converted_for_other_languages(language: Language) -> None:
    assert Projector(language).show(Text("换发")) == "换发"


def test_the_original_is_kept_so_that_every_switch_starts_from_it() -> None:
    text = Text("里水镇")
    switched = [Projector(language).show(text) for language in Language]

    assert text == Text("里水镇")
    assert switched == ["里水镇", "里水鎮", "里水鎮", "里水镇"]


def test_a_known_name_is_kept_in_content() -> None:
    assert (
        Projector(Language.ZH_HANT_HK, names=["钟发"]).show(Text("钟发申请换发")) == "钟发申請換發"
    )


def test_long_texts_are_shown_too() -> None:
    assert HONG_KONG.show(Text("换发，" * 2_000)) == "換發，" * 2_000


def test_a_word_that_a_link_cuts_in_two_is_still_one_word() -> None:
    assert HONG_KONG.show_runs([Text("皇"), Text("后大道")]) == ("皇", "后大道")


@given(st.lists(st.integers(0, len(BLOCK)), max_size=6))
def test_the_runs_of_a_block_are_the_slices_of_its_conversion(cuts: list[int]) -> None:
    places = [0, *sorted(cuts), len(BLOCK)]
    slices = list(pairwise(places))

    shown = HONG_KONG.show_runs([Text(BLOCK[start:stop]) for start, stop in slices])

    whole = HONG_KONG.show(Text(BLOCK))
    assert list(shown) == [whole[start:stop] for start, stop in slices]


def test_runs_that_are_not_to_be_converted_are_kept() -> None:
    runs = [
        Text("发"),
        Text("范发", convert=False),
        Text("后，"),
        Text("发", shown="◆◆"),
        Text("发"),
    ]

    assert HONG_KONG.show_runs(runs) == ("發", "范发", "後，", "◆◆", "發")


def test_a_block_without_runs_shows_nothing() -> None:
    assert HONG_KONG.show_runs([]) == ()


def test_warming_builds_the_converter_in_another_thread() -> None:
    projector = Projector(Language.ZH_HANT_TW)

    projector.warm().join(30)

    assert projector.show(Text("换发")) == "換發"
