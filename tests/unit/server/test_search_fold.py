"""Folding: what counts as the same, and that a part of a text is found in the whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from server.search import make_data
from server.search.fold import DATA, fold, tokens
from server.search.pinyin import initials
from server.search.query import parse
from server.search.snippet import marks, snippet

SENTENCE = "关于做好2026年佛山市居住证办理工作的通知：在后台干净地发布（示例）里面条着了"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("佛山市", "佛 山 市"),
        ("ＡＢＣ１２", "abc12"),
        ("佛示〔2026〕12号", "佛 示 2026 12 号"),
        ("Café RÉSUMÉ", "cafe resume"),
        ("㎡和①", "m2 和 1"),
        ("a\u0301b", "ab"),
        ("𠮷𠀀", "𠮷 𠀀"),
        ("，。！ \n", ""),
        ("' OR 1=1 --", "or 1 1"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize("script", ["s2t", "s2tw", "s2hk"])
def test_every_script_folds_alike(script: str) -> None:
    assert fold(OpenCC(script).convert(SENTENCE)) == fold(SENTENCE)


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_tokens_are_what_is_folded(text: str) -> None:
    found = tokens(text)
    assert " ".join(one.text for one in found) == fold(text)
    assert all(fold(text[one.start : one.end]).split() for one in found)


@given(st.data())
def test_a_part_of_a_text_folds_to_a_part(data: st.DataObject) -> None:
    text = data.draw(st.text("关于后里面条著着乾干發髮台臺市民办a1 ，", min_size=1, max_size=30))
    begin = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(begin, len(text)))
    assert fold(text[begin:end]).replace(" ", "") in fold(text).replace(" ", "")


@pytest.mark.long  # the libraries change with the lock files only
@pytest.mark.parametrize("name", ["han.txt", "pinyin.txt", "words.txt"])
def test_the_tables_are_those_of_the_libraries(name: str) -> None:
    assert (DATA / name).read_text(encoding="utf-8") == make_data.TABLES[name]()


def test_synonyms_are_another_wording_of_the_same_phrase() -> None:
    phrases = parse("智慧財產權 網路").phrases
    assert [phrase.wordings[-1] for phrase in phrases] == [
        tuple(fold("知识产权").split()),
        tuple(fold("网络").split()),
    ]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("permits", "permit"),
        ("Policies", "policy"),
        ("taxes", "tax"),
        ("businesses", "business"),
        ("benches", "bench"),
        ("services", "service"),
        ("residence permits", "residence permit"),
    ],
)
def test_a_plural_finds_the_one_as_well(typed: str, written: str) -> None:
    found = [wording for phrase in parse(typed).phrases for wording in phrase.wordings]
    assert {(one,) for one in fold(written).split()} <= set(found)
    assert {(one,) for one in fold(typed).split()} <= set(found)


@pytest.mark.parametrize("word", ["bus", "address", "status", "analysis", "gas", "2026s", "公告s"])
def test_what_is_no_plural_stays_one_word(word: str) -> None:
    assert [phrase.wordings for phrase in parse(word).phrases] == [(tuple(fold(word).split()),)]


def test_initials_know_words_that_are_read_otherwise() -> None:
    assert initials("重庆银行长江3号ABC") == "c q y h c j 3 h a"


def test_a_snippet_shows_and_marks_the_first_match() -> None:
    text = "开" * 60 + "，居住證的办理。\n" + "尾" * 90
    cut = snippet(text, parse("居住证 办理"))
    assert cut.text.startswith("…")
    assert cut.text.endswith("…")
    assert [cut.text[begin:end] for begin, end in cut.marks] == ["居住證", "办理"]
    assert "\n" not in cut.text


def test_a_snippet_does_not_cut_words() -> None:
    cut = snippet("x" * 30 + " residence permit " + "y" * 200, parse("resid"))
    assert cut.text == "x" * 30 + " residence permit " + "y" * 200
    assert [cut.text[begin:end] for begin, end in cut.marks] == ["residence"]


WHOLE = (
    "佛示〔2026〕12号",
    "440600019-2026-00001",
    "2026年10月28日",
    "0757-83321234",
    "1,845.50元",
    "98.5%",
    "BJ-2026-000028",
)


@pytest.mark.parametrize("whole", WHOLE)
def test_a_snippet_never_cuts_what_means_nothing_in_part(whole: str) -> None:
    """Wherever it stands before or after the match: all of it is shown, or nothing."""
    query = parse("居住证")
    for away in range(110):
        for text in (
            "开" * 40 + whole + "，" * away + "居住证",
            "居住证" + "，" * away + whole + "尾" * 40,
        ):
            shown = snippet(text, query).text
            kept = shown.strip("…").replace("开", "").replace("尾", "").replace("，", "")
            assert kept.replace("居住证", "") in ("", whole), (away, shown)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("佛山市农业局\n2026年10月28日\n主动公开", "佛山市农业局；2026年10月28日；主动公开"),
        ("佛示2026-01\n主动公开", "佛示2026-01；主动公开"),
        ("发布示例信息。\n主动公开", "发布示例信息。主动公开"),
        (
            "Foshan office\nNo. 12\nIn force.\nMore free",
            "…No. 12; In force. More free",
        ),
    ],
)
def test_what_stands_on_lines_of_its_own_does_not_run_together(text: str, shown: str) -> None:
    cut = snippet(text, parse("公开" if "公开" in text else "free"))
    assert cut.text == shown
    assert all(cut.text[begin:end] in ("公开", "free") for begin, end in cut.marks)


def test_marks_count_code_points_and_do_not_overlap() -> None:
    assert marks("𠮷佛山佛山市", parse("佛山 山佛")) == [[1, 5]]
