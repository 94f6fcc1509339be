"""The notice that the simplified text prevails."""

from __future__ import annotations

import pytest

from a11y.document import Document, Live
from locales.languages import Language
from locales.project import Projector
from locales.words import Words
from tests.harness.sample_matters import pages
from views.compose.ids import node_id
from views.compose.pages import compose_page


def notices(language: Language, *, en: bool = False) -> dict[str, Document]:
    """The documents that have the notice, by the kind of their page."""
    composed = {page.kind: compose_page(page, Words(language)) for page in pages(en)}
    return {
        kind: document
        for kind, document in composed.items()
        if node_id(document.address, ":prevails") in document.index
    }


@pytest.mark.parametrize("language", [Language.ZH_HANT_HK, Language.ZH_HANT_TW])
def test_below_converted_content_it_says_that_the_original_prevails(language: Language) -> None:
    found = notices(language)
    assert found.keys() == {page.kind for page in pages()} - {"home"}
    for document in found.values():
        last = document.root.children[-1]
        assert Projector(language).show(last.name) == "繁體版由系統自動轉換，以簡體原文為準。"
        assert last.name.source == "繁体版由系统自动转换，以简体原文为准。"
        assert last.live is Live.OFF


@pytest.mark.parametrize("language", [Language.ZH_HANS, Language.EN])
def test_an_original_has_no_notice(language: Language) -> None:
    assert notices(language, en=language is Language.EN) == {}


def test_an_english_page_that_is_not_converted_has_none() -> None:
    assert notices(Language.ZH_HANT_HK, en=True) == {}
