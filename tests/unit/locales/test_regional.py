from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from locales.languages import Language
from locales.regional import regional


@pytest.mark.parametrize("language", Language)
def test_every_language_has_its_facts(language: Language) -> None:
    facts = regional(language)

    assert facts.html_lang == language.value
    assert facts.prevails_notice == language.traditional


@pytest.mark.parametrize("language", Language)
def test_qts_own_strings_are_shipped(language: Language) -> None:
    name = regional(language).qt_translation
    spec = importlib.util.find_spec("PySide6")
    assert spec is not None
    assert spec.origin is not None

    if name is not None:
        assert (Path(spec.origin).parent / "Qt" / "translations" / name).is_file()
