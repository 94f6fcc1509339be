from __future__ import annotations

from pathlib import Path

import pytest

from locales.errors import MissingParameter, MissingWord
from locales.languages import Language
from locales.text import Text
from locales.words import Words
from tests.harness.catalogues import small_catalogues


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small_catalogues(tmp_path)


def test_simplified_words_are_source_and_display(folder: Path) -> None:
    assert Words(Language.ZH_HANS, folder=folder)("screens.home") == Text("首页")


def test_traditional_words_are_shown_but_spoken_from_the_simplified_source(folder: Path) -> None:
    words = Words(Language.ZH_HANT_HK, folder=folder)

    assert words("screens.home") == Text("首页", "zh-Hans", "首頁")


def test_english_words_are_english(folder: Path) -> None:
    assert Words(Language.EN, folder=folder)("screens.home") == Text("Home", "en")


def test_a_name_is_inserted_as_it_is(folder: Path) -> None:
    words = Words(Language.ZH_HANT_TW, folder=folder)

    greeting = words("screens.hello", name=Text("范发", convert=False))

    assert (greeting.source, greeting.shown) == ("您好，范发", "您好，范发")


def test_content_is_inserted_converted_where_it_is_shown(folder: Path) -> None:
    words = Words(Language.ZH_HANT_TW, folder=folder)

    greeting = words("screens.hello", name=Text("税务局"))

    assert (greeting.source, greeting.shown) == ("您好，税务局", "您好，稅務局")


def test_a_parameter_that_is_shown_otherwise_is_shown_so_in_every_language(folder: Path) -> None:
    greeting = Words(Language.EN, folder=folder)("screens.hello", name=Text("a", "en", "ä"))

    assert (greeting.source, greeting.shown) == ("Hello, a", "Hello, ä")


@pytest.mark.parametrize(("n", "said"), [(1, "1 service"), (2, "2 services"), (0, "0 services")])
def test_english_plurals(folder: Path, n: int, said: str) -> None:
    assert Words(Language.EN, folder=folder).plural("screens.items", n).source == said


def test_chinese_has_one_form_for_all_numbers(folder: Path) -> None:
    items = Words(Language.ZH_HANT_HK, folder=folder).plural("screens.items", 1)

    assert (items.source, items.shown) == ("1 项服务", "1 項服務")


def test_plural_of_an_entry_without_forms_uses_the_entry(folder: Path) -> None:
    assert Words(Language.EN, folder=folder).plural("screens.home", 3).source == "Home"


def test_a_missing_word_names_key_and_language(folder: Path) -> None:
    with pytest.raises(MissingWord) as raised:
        Words(Language.EN, folder=folder)("screens.nowhere")

    assert (raised.value.key, raised.value.language) == ("screens.nowhere", "en")


def test_a_word_missing_in_the_traditional_catalogue_only_is_missing(folder: Path) -> None:
    (folder / "zh_Hant_HK" / "screens.po").unlink()

    with pytest.raises(MissingWord) as raised:
        Words(Language.ZH_HANT_HK, folder=folder)("screens.home")

    assert raised.value.language == "zh-Hant-HK"


def test_a_missing_parameter_is_named(folder: Path) -> None:
    with pytest.raises(MissingParameter) as raised:
        Words(Language.EN, folder=folder)("screens.hello")

    assert raised.value.parameter == "name"


def test_lenient_words_show_the_last_part_of_a_missing_key(folder: Path) -> None:
    words = Words(Language.EN, folder=folder, lenient=True)

    assert words("screens.home.nowhere") == Text("nowhere", "und")
    assert words("screens.hello").source == "Hello, {name}"


def test_lenient_words_leave_a_missing_traditional_form_to_conversion(folder: Path) -> None:
    (folder / "zh_Hant_HK" / "screens.po").unlink()

    words = Words(Language.ZH_HANT_HK, folder=folder, lenient=True)

    assert words("screens.home") == Text("首页", "zh-Hans")


def test_has_tells_whether_there_are_words(folder: Path) -> None:
    words = Words(Language.ZH_HANS, folder=folder)

    assert words.has("screens.items")
    assert not words.has("screens.nowhere")
