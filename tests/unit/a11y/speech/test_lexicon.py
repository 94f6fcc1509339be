from __future__ import annotations

import pytest

from a11y.speech.lexicon import load_lexicon, parse_lexicon


def test_a_faulty_line_is_named_and_the_rest_is_used() -> None:
    lines = ["# remark", "佛府\tfo2", "东莞\tdong1 guan3\tplace\thand\t1", "莞\tguan"]
    lexicon, faults = parse_lexicon(lines, "x.tsv")
    assert [str(fault) for fault in faults] == [
        "x.tsv:2: syllables_differ_from_characters",
        "x.tsv:4: not_a_syllable guan",
    ]
    assert lexicon.words == {"东莞": ("dong1", "guan3")}


def test_an_entry_given_twice_is_a_fault() -> None:
    _, faults = parse_lexicon(["佛\tfo2", "佛\tfu2"])
    assert [fault.detail for fault in faults] == ["twice"]


@pytest.mark.parametrize("voice", ["cmn", "yue"])
def test_our_own_lexicons_have_no_fault(voice: str) -> None:
    lexicon, faults = load_lexicon(voice)
    assert faults == ()
    assert "佛府" in lexicon.words


def test_a_voice_without_a_lexicon_has_an_empty_one() -> None:
    lexicon, faults = load_lexicon("xx")
    assert not lexicon.words
    assert not faults
