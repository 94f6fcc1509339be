from __future__ import annotations

import time
from pathlib import Path

import pytest

from kiosk import rime

pytestmark = pytest.mark.skipif(not rime.SHARED.exists(), reason="librime is not installed")


def compose(
    engine: rime.Pinyin, keys: str, scheme: str = rime.LETTERS, *, simplified: bool = True
) -> tuple[str, ...]:
    engine.begin(scheme, simplified=simplified)
    for key in keys:
        engine.type(key)
    return engine.candidates()


def test_letters_become_words(engine: rime.Pinyin) -> None:
    assert compose(engine, "foshanshichanchengqu")[0] == "佛山市禅城区"
    assert engine.pick(0) == "佛山市禅城区"
    assert engine.pending == ""


def test_digits_of_a_telephone_become_words(engine: rime.Pinyin) -> None:
    assert compose(engine, "367426744", rime.DIGITS)[0] == "佛山市"


@pytest.mark.parametrize(
    ("scheme", "keys", "simplified", "expected"),
    [
        ("letters", "guangdongsheng", False, "廣東省"),
        ("stroke", "hspn", True, "木"),
        ("stroke", "pspzhs", True, "华"),
        ("cangjie", "ab", False, "明"),
        ("cangjie", "vffq", False, "絆"),
        ("cangjie", "onf", False, "你"),
        ("zhuyin", "su3cl3", False, "你好"),
        ("zhuyin", "su3cl3", True, "你好"),
        ("jyutping", "fatsaan", True, "佛山"),
        ("jyutping", "gwongdung", False, "廣東"),
    ],
)
def test_every_way_of_writing_finds_the_character(
    engine: rime.Pinyin, scheme: str, keys: str, simplified: bool, expected: str
) -> None:
    assert rime.installed(scheme)
    assert expected in compose(engine, keys, scheme, simplified=simplified)[:5]


def test_what_is_left_of_the_letters_gives_the_next_candidates(engine: rime.Pinyin) -> None:
    found = compose(engine, "chanchengqu")

    assert engine.pick(found.index("禅")) == ""
    assert engine.candidates()[0] == "城区"
    assert engine.pick(0) == "禅城区"


def test_a_letter_is_taken_back(engine: rime.Pinyin) -> None:
    compose(engine, "fos")
    engine.delete()

    assert engine.pending == "fo"


def test_candidates_on_later_pages_are_picked(engine: rime.Pinyin) -> None:
    found = compose(engine, "shi")

    assert len(found) > 20
    assert engine.pick(17) == found[17]


@pytest.mark.parametrize(
    ("scheme", "keys"),
    [("letters", "shi"), ("zhuyin", "g4"), ("jyutping", "si"), ("stroke", "hs"), ("cangjie", "a")],
)
def test_nothing_is_learned(engine: rime.Pinyin, scheme: str, keys: str) -> None:
    before = compose(engine, keys, scheme)
    for _ in range(5):
        compose(engine, keys, scheme)
        engine.pick(4)

    assert len(before) > 4
    assert compose(engine, keys, scheme) == before


def test_a_letter_is_answered_at_once(engine: rime.Pinyin) -> None:
    began = time.perf_counter()
    compose(engine, "foshanshichanchengqurenminzhengfu")

    assert time.perf_counter() - began < 0.5


def test_without_the_library_there_is_no_engine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rime, "find_library", lambda _name: "libnothing.so.0")

    assert rime.open_pinyin(tmp_path / "rime") is None


def test_an_engine_without_word_frequencies_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rime, "FREQUENCIES", tmp_path / "essay.txt")

    assert rime.open_pinyin(tmp_path) is None
