from __future__ import annotations

from pathlib import Path

import pytest

from locales.pseudo import PseudoWords, pseudo
from tests.harness.catalogues import small_catalogues


@pytest.mark.parametrize("words", ["Home", "Press any key to go on", "Send"])
def test_words_are_longer_accented_and_in_brackets(words: str) -> None:
    made = pseudo(words)

    assert (made[0], made[-1]) == ("[", "]")
    assert len(made) >= 1.4 * len(words)
    assert not made.isascii()


def test_placeholders_are_kept() -> None:
    assert "{name}" in pseudo("Hello, {name}")


def test_the_pseudo_language_is_shown_but_english_is_spoken(tmp_path: Path) -> None:
    words = PseudoWords(folder=small_catalogues(tmp_path))

    hello = words("screens.hello", name="Ann")

    assert hello.source == "Hello, Ann"
    assert hello.shown is not None
    assert "Ann" in hello.shown


def test_plurals_have_pseudo_forms_too(tmp_path: Path) -> None:
    words = PseudoWords(folder=small_catalogues(tmp_path))

    assert words.plural("screens.items", 2).shown == "[2 šéŕvîçéš~ ~ ~]"
