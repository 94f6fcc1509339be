from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a11y.speech.front import LONGEST, Front, ends_sentence, load_front, sentences
from a11y.speech.symbols import Level
from a11y.speech.tape import Tape

FRONT = load_front()

_OFFICIAL = st.text(
    "0123456789.,:-/%％〔〕()（）年月日号第元￥¥$℃①Ⅳ½²km个万至～佛府莞兄ABZXaxw@。，？ \n\t→★☎"
)
_ANYTHING = st.text(st.characters(), max_size=60)
_VOICES = st.sampled_from(["cmn", "yue", "en"])
_TOKENS = st.lists(
    st.sampled_from(
        "0 1 2 9 12 09 2009 2026 12345 13812345678 440602 1,234 3.50 - ~ . / : ： % ‰ ￥ $ HK$ "
        "年 月 日 号 个 第 万 元 〔 〕 ( ) 电话 热线 call in No. www. a.cn x@ http:// ZX A GDP "
        "km m² ℃ ① Ⅱ ½ × x th 佛府 为民 东莞 雄 至 ， 。 & ° 𝟘 ٣".split()
    ),
    max_size=8,
).map("".join)
TEXTS = st.one_of(_OFFICIAL, _TOKENS, _ANYTHING)


def covers(tape: Tape) -> bool:
    ends = [0, *(piece.end for piece in tape.pieces)]
    starts = [*(piece.start for piece in tape.pieces), len(tape.source)]
    return ends == starts and all(piece.start <= piece.end for piece in tape.pieces)


@given(TEXTS, _VOICES)
def test_pieces_follow_each_other_and_cover_the_source(text: str, voice: str) -> None:
    assert covers(FRONT.read(text, voice))


@given(TEXTS, _VOICES)
def test_the_index_map_never_goes_back(text: str, voice: str) -> None:
    tape = FRONT.read(text, voice)
    places = [tape.locate(place, 1) for place in range(len(tape.text))]
    assert places == sorted(places)
    assert all(0 <= start <= end <= len(text) for start, end in places)


@given(TEXTS, _VOICES, st.sampled_from([Level.NONE, Level.SOME, Level.MOST]))
def test_normalising_twice_changes_nothing(text: str, voice: str, level: Level) -> None:
    # At the level ALL the pauses that the rules put in would themselves be named.
    once = FRONT.normalise(text, voice, level).text
    assert FRONT.normalise(once, voice, level).text == once


@given(TEXTS, _VOICES)
def test_spelling_never_raises_and_covers_the_source(text: str, voice: str) -> None:
    assert covers(FRONT.spell(text, voice))


@given(st.one_of(_OFFICIAL, _TOKENS))
def test_no_figure_is_left_to_the_engine(text: str) -> None:
    assert not any(char.isdigit() for char in FRONT.normalise(text, "cmn").text)


@given(_ANYTHING)
def test_sentences_are_the_text(text: str) -> None:
    places = list(sentences(text))
    assert "".join(text[start:end] for start, end in places) == text
    assert all(0 < end - start <= LONGEST for start, end in places)


def test_a_sentence_ends_at_its_mark_and_not_in_a_number() -> None:
    text = "应交3.5元。是吗？Yes. No"
    assert [text[a:b] for a, b in sentences(text)] == ["应交3.5元。", "是吗？", "Yes.", " No"]


def test_a_sentence_is_cut_at_a_pause_when_it_is_too_long() -> None:
    text = "一" * 100 + "，" + "二" * 100
    assert [end for _, end in sentences(text)] == [101, 201]


def test_the_end_of_a_sentence_is_known() -> None:
    assert ends_sentence("好。")
    assert ends_sentence("“好！” ")
    assert not ends_sentence("好，再")


def test_a_word_is_found_in_the_source(front: Front) -> None:
    tape = front.read("电话0757-83281234，东莞", "cmn")
    assert tape.locate(tape.text.index("ba1"), 1) == (2, 15)
    assert tape.locate(tape.text.index("guan"), 5) == (17, 18)


def test_what_nobody_can_say_is_dropped(front: Front) -> None:
    assert front.normalise("佛\u200b山\x00市\ud800！😀", "cmn").text.split() == ["佛山", "市！"]


def test_full_width_figures_are_figures(front: Front) -> None:
    assert front.normalise("１２３项", "cmn").text == "一百二十三项"


@pytest.mark.parametrize(
    ("level", "said"), [(Level.NONE, "a b"), (Level.SOME, "a加b"), (Level.ALL, "a加b")]
)
def test_signs_are_named_by_level(front: Front, level: Level, said: str) -> None:
    assert front.normalise("a+b", "cmn", level).text == said


def test_a_bracket_is_a_pause_until_most_is_asked_for(front: Front) -> None:
    assert front.normalise("（一）", "cmn", Level.SOME).text == "，一，"
    assert front.normalise("（一）", "cmn", Level.MOST).text == "左括号一右括号"


def test_spelling_names_each_character(front: Front) -> None:
    assert front.spell("A1-佛", "cmn").text.split() == ["A", "一", "横杠", "佛"]
    assert front.spell("A1", "en").text.split() == ["A", "one"]


def test_a_megabyte_is_read_lazily(front: Front) -> None:
    text = "12" * 500_000
    start = time.monotonic()
    begin, end = next(sentences(text))
    front.read(text[begin:end], "cmn")
    assert time.monotonic() - start < 0.5


@pytest.mark.parametrize(
    ("written", "voice", "said"),
    [
        ("127.0.0.1:43667/d", "cmn", "一二七 点 零 点 零 点 一 冒号 四三六六七 斜杠 D"),
        (
            "http://127.0.0.1:33819/id/register",
            "cmn",
            "一二七 点 零 点 零 点 一 冒号 三三八一九 斜杠 id 斜杠 register",
        ),
        ("id.foshan.gov.cn:8443/d", "cmn", "id 点 foshan 点 gov 点 C N 冒号 八四四三 斜杠 D"),
        ("https://portal/d", "cmn", "portal 斜杠 D"),
        ("10.0.0.7/d.", "cmn", "一零 点 零 点 零 点 七 斜杠 D"),
        (
            "127.0.0.1:43667/d",
            "en",
            "one two seven dot zero dot zero dot one colon four three six six seven slash D",
        ),
    ],
)
def test_an_address_is_said_so_that_it_can_be_typed(written: str, voice: str, said: str) -> None:
    """The visitor types it on a phone: every figure by itself, every sign by its name."""
    assert " ".join(FRONT.normalise(written, voice).text.split()) == said


@pytest.mark.parametrize(
    ("written", "said"), [("比分3:1", "比分三比一"), ("第3/12页", "第三页，共十二页")]
)
def test_what_is_no_address_is_read_as_before(written: str, said: str) -> None:
    assert FRONT.normalise(written, "cmn").text == said
