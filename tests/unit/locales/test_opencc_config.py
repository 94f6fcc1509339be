from __future__ import annotations

import importlib.metadata
import json
import tempfile
from pathlib import Path

import opencc
import pytest

from locales.convert import shared_words
from locales.opencc_config import build, compile_words, compiled_path, configure, share_folder

WORDS = {"换发": "換發", "头": "頭", "头发": "頭發"}


def test_the_package_is_the_official_one() -> None:
    assert "s2hk.json" in opencc.CONFIGS
    assert {dist.lower() for dist in importlib.metadata.packages_distributions()["opencc"]} == {
        "opencc"
    }


def test_the_private_folder_of_the_pinned_release_is_there() -> None:
    assert (share_folder() / "STPhrases.ocd2").is_file()


@pytest.mark.parametrize("config", ["s2hk", "s2tw"])
def test_the_words_are_first_in_the_segmentation_and_in_the_first_conversion(config: str) -> None:
    ours = {"type": "text", "file": "/words.txt"}

    made = configure(share_folder() / f"{config}.json", ours)

    assert made["segmentation"]["dict"]["dicts"][0] == ours
    assert made["conversion_chain"][0]["dict"]["dicts"][0]["dicts"][0] == ours


def test_every_dictionary_is_named_by_an_absolute_path() -> None:
    made = json.dumps(configure(share_folder() / "s2tw.json", {"type": "text", "file": "/w"}))

    assert made.count('"file": ') == made.count('"file": "/') > 3


def test_a_word_of_ours_wins_over_the_same_phrase_and_gives_way_to_a_longer_one() -> None:
    made = build("s2hk", WORDS)

    assert made.convert("头发") == "頭發"
    assert made.convert("头发胡子一把抓") == "頭髮鬍子一把抓"


def test_the_variant_table_is_applied_to_our_words() -> None:
    assert build("s2tw", {"里水": "裏水"}).convert("里水") == "裡水"


def test_compiled_words_convert_the_same(tmp_path: Path) -> None:
    before = build("s2hk", WORDS, tmp_path).convert("换发头发")

    assert compile_words(WORDS, tmp_path) == compiled_path(WORDS, tmp_path)
    assert build("s2hk", WORDS, tmp_path).convert("换发头发") == before == "換發頭發"


def test_compiled_words_are_used_only_for_exactly_these_words(tmp_path: Path) -> None:
    old = compile_words(WORDS, tmp_path)

    assert build("s2hk", WORDS | {"理发": "理發"}, tmp_path).convert("理发") == "理發"
    compile_words(shared_words(), tmp_path)
    assert not old.exists()


@pytest.mark.parametrize("compiled", [False, True])
def test_no_folder_is_needed_that_may_vanish_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, compiled: bool
) -> None:
    """A terminal that is ended while it warms its languages has none any more."""
    if compiled:
        compile_words(WORDS, tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    files = set(Path("/proc/self/fd").iterdir())
    assert build("s2hk", WORDS, tmp_path).convert("换发头发") == "換發頭發"
    assert len(set(Path("/proc/self/fd").iterdir())) <= len(files)


def test_characters_that_fonts_lack_stay_as_they_are() -> None:
    assert build("tw2s", {}).convert("圞") == "圞"
