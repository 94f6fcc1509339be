from __future__ import annotations

from a11y.speech.front import Front
from a11y.speech.reading import Reader, runs
from a11y.speech.utterance import Say
from locales.text import Text


def test_each_sentence_is_a_segment(front: Front) -> None:
    segments = list(Reader(front).segments(Say(Text("好。再见！")), "cmn"))
    assert [(s.voice, s.engine, s.begin) for s in segments] == [
        ("cmn", "好。", 0),
        ("cmn", "再见！", 2),
    ]


def test_a_place_of_the_engine_is_a_place_of_the_whole_text(front: Front) -> None:
    segment = list(Reader(front).segments(Say(Text("好。去东莞。")), "cmn"))[1]
    assert segment.source(segment.engine.index("guan"), 5) == (4, 5)


def test_chinese_within_english_gets_its_voice(front: Front) -> None:
    say = Say(Text("Call 佛山市，南海区 now", "en"))
    segments = list(Reader(front).segments(say, "en", han="yue"))
    assert [(s.voice, s.engine.strip()) for s in segments] == [
        ("en", "Call"),
        ("yue", "佛山市，南海区"),
        ("en", "now"),
    ]


def test_a_chinese_voice_reads_latin_letters_itself() -> None:
    assert list(runs("请点OK键", "cmn", "cmn")) == [("cmn", 0, 5)]


def test_spelling_is_asked_for_by_the_item(front: Front) -> None:
    (segment,) = Reader(front).segments(Say(Text("ZX12", "und"), spell=True), "cmn")
    assert segment.engine.split() == ["Z", "X", "一", "二"]


def test_what_has_nothing_to_say_makes_no_segment(front: Front) -> None:
    assert not list(Reader(front).segments(Say(Text(" \u200b")), "cmn"))
