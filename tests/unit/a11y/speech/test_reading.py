from __future__ import annotations

from a11y.speech.front import Front
from a11y.speech.reading import Reader, Voices, runs
from a11y.speech.utterance import Say
from locales.text import Text


def test_each_sentence_is_a_segment(front: Front) -> None:
    segments = list(Reader(front).segments(Say(Text("好。再见！")), "cmn"))
    assert [(s.voice, s.engine, s.begin) for s in segments] == [
        ("cmn", "hao3。", 0),
        ("cmn", "zai4jian4！", 2),
    ]


def test_a_place_of_the_engine_is_a_place_of_the_whole_text(front: Front) -> None:
    segment = list(Reader(front).segments(Say(Text("好。去东莞。")), "cmn"))[1]
    assert segment.source(segment.engine.index("guan"), 5) == (4, 5)


def test_chinese_within_english_gets_its_voice(front: Front) -> None:
    say = Say(Text("Call 佛山市，南海区 now", "en"))
    segments = list(Reader(front).segments(say, Voices("en", "yue")))
    assert [(s.voice, s.engine.strip()) for s in segments] == [
        ("en", "Call"),
        ("yue", "fat6saan1si5， naam4hoi2 keoi1"),
        ("en", "now"),
    ]


def test_a_chinese_voice_reads_latin_letters_itself() -> None:
    assert list(runs("请点OK键", "cmn", "cmn")) == [("cmn", 0, 5)]


def test_the_cantonese_voice_leaves_latin_words_to_the_english(front: Front) -> None:
    segments = list(Reader(front).segments(Say(Text("请按OK键。")), "yue"))
    assert [(s.voice, s.engine.strip()) for s in segments] == [
        ("yue", "cing2 on3"),
        ("en", "OK"),
        ("yue", "gin6。"),
    ]
    assert [s.source(s.engine.index(s.engine.strip()), 2) for s in segments][1] == (2, 4)
    assert [s.ends for s in segments] == [False, False, True]


def test_spelling_is_asked_for_by_the_item(front: Front) -> None:
    (segment,) = Reader(front).segments(Say(Text("ZX12", "und"), spell=True), "cmn")
    assert segment.engine.split() == ["Z", "X", "yi1", "er4"]


def test_what_has_nothing_to_say_makes_no_segment(front: Front) -> None:
    assert not list(Reader(front).segments(Say(Text(" \u200b")), "cmn"))
