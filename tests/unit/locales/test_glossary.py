from __future__ import annotations

from pathlib import Path

import opencc
import pytest

from locales.convert import Converter
from locales.errors import GlossaryError
from locales.glossary import DATA, load_glossary, load_words
from locales.languages import Language

GOOD = "里水镇\t里水鎮\t里水鎮\tplace\tregister\tsomeone\n"
BEFORE = ["", "在", "于", "到", "从", "是", "和", "与", "的", "对", "本", "该", "由", "向", "前往"]
VARIANTS = [Language.ZH_HANT_HK, Language.ZH_HANT_TW]


@pytest.mark.parametrize("variant", VARIANTS)
def test_each_term_survives_all_stages_alone_and_in_a_sentence(variant: Language) -> None:
    converter = Converter(variant)
    lost = [
        (before, term.source, converter.convert(f"{before}{term.source}，"))
        for term in load_glossary(variant)
        for before in BEFORE
        if term.target not in converter.convert(f"{before}{term.source}，")
    ]

    assert lost == []


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_term_keeps_its_form_although_the_variant_table_would_change_it(
    variant: Language,
) -> None:
    assert Converter(variant).convert("后海街") == "后海街"


@pytest.mark.parametrize("name", ["guards.tsv", "boundaries.tsv"])
def test_the_word_lists_load(name: str) -> None:
    assert len(load_words(DATA / name)) > 1_000


def test_no_word_is_in_two_lists() -> None:
    guards, boundaries = (load_words(DATA / f"{name}.tsv") for name in ("guards", "boundaries"))

    assert guards.keys() & boundaries.keys() == set()


def test_each_guard_word_has_its_form_where_it_stands_alone() -> None:
    converter = Converter(Language.ZH_HANT_TW, find_names=False)
    to_taiwan = opencc.OpenCC("t2tw", False).convert
    guards = load_words(DATA / "guards.tsv")
    terms = {term.source for term in load_glossary(Language.ZH_HANT_TW)}

    lost = {
        word: converter.convert(word)
        for word, form in guards.items()
        if word not in terms and converter.convert(word) != to_taiwan(form)
    }

    assert lost == {}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (GOOD, "里水镇 comes twice"),
        ("\t里水鎮\t里水鎮\tplace\ts\tr", "empty entry"),
        ("里水\t里水\t里水\tplace\ts\tr", "里水 is too short for a term"),
        ("里水镇\t\t里水鎮\tplace\ts\tr", "empty entry"),
        ("里水河\t里水\t里水河\tplace\ts\tr", "里水河 and 里水 differ in length"),
        ("里水 \t里水 \t里水 \tplace\ts\tr", "space around"),
        ("里水\t里水\t里水\tplace", "4 columns instead of 6"),
        ("里水河\t里水河\t里水河\tplanet\ts\tr", "unknown kind 'planet'"),
    ],
)
def test_a_faulty_line_is_named_and_refused(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "glossary.tsv"
    path.write_text(f"# terms\n{GOOD}{line}\n", encoding="utf-8")

    with pytest.raises(GlossaryError, match=reason) as raised:
        load_glossary(Language.ZH_HANT_HK, path)

    assert (raised.value.path, raised.value.line) == (path, 3)


def test_a_word_list_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "guards.tsv"
    path.write_bytes("换发\t換發\n".encode("gb18030"))

    with pytest.raises(GlossaryError, match="not UTF-8"):
        load_words(path)


def test_comments_and_empty_lines_are_no_terms(tmp_path: Path) -> None:
    path = tmp_path / "glossary.tsv"
    path.write_text(f"# a comment\n\n{GOOD}", encoding="utf-8")

    assert [term.source for term in load_glossary(Language.ZH_HANT_TW, path)] == ["里水镇"]
