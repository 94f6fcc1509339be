from __future__ import annotations

from a11y.speech.lexicon import load_lexicon, parse_lexicon


def test_the_longest_word_wins() -> None:
    lexicon, _ = parse_lexicon(["佛\tfo2", "佛府\tfo2 fu3"])
    assert lexicon.pronounce("佛府和佛").text == "fo2fu3和fo2"


def test_a_faulty_line_is_named_and_the_rest_is_used() -> None:
    lines = ["# remark", "佛府\tfo2", "东莞\tdong1 guan3\tread wan3", "莞\tguan"]
    lexicon, faults = parse_lexicon(lines, "x.tsv")
    assert [str(fault) for fault in faults] == [
        "x.tsv:2: syllables_differ_from_characters",
        "x.tsv:4: not_a_syllable guan",
    ]
    assert lexicon.pronounce("东莞").text == "dong1guan3"


def test_an_entry_given_twice_is_a_fault() -> None:
    _, faults = parse_lexicon(["佛\tfo2", "佛\tfu2"])
    assert [fault.detail for fault in faults] == ["twice"]


def test_our_own_lexicon_has_no_fault() -> None:
    lexicon, faults = load_lexicon("cmn")
    assert faults == ()
    assert "东莞" in lexicon.words


def test_a_voice_without_a_lexicon_has_an_empty_one() -> None:
    lexicon, faults = load_lexicon("xx")
    assert not lexicon.words
    assert not faults


def test_syllables_keep_apart_from_latin_letters() -> None:
    lexicon, _ = parse_lexicon(["兄\txiong1"])
    assert lexicon.pronounce("A兄b").text == "A xong1 b"


def test_a_lone_a_between_letters_is_the_letter() -> None:
    lexicon, _ = parse_lexicon([])
    assert lexicon.pronounce("A B A").text == "eigh B eigh"
    assert lexicon.pronounce("A form").text == "A form"
