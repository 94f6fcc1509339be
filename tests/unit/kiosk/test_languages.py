from __future__ import annotations

import time

from kiosk.languages import Languages
from locales.languages import Language
from locales.text import Text


def test_everything_of_a_language_is_made_once() -> None:
    languages = Languages()
    for language in Language:
        assert languages.projector(language) is languages.projector(language)
        assert languages.words(language) is languages.words(language)


def test_content_inside_words_is_converted_by_the_same_projector() -> None:
    languages = Languages()
    name = Text("发展", "zh-Hans")
    said = languages.words(Language.ZH_HANT_HK)("reading.find.none", wanted=name)
    assert "發展" in languages.projector(Language.ZH_HANT_HK).show(said)


def test_once_warm_the_first_switch_waits_for_nothing() -> None:
    languages = Languages()
    languages.warm().join(30)
    began = time.perf_counter()
    languages.words(Language.ZH_HANT_HK)("screens.bar.home")
    languages.projector(Language.ZH_HANT_TW).show(Text("简体", "zh-Hans"))
    assert time.perf_counter() - began < 0.02
