from __future__ import annotations

import re

from a11y.speech.tape import Piece, Rule, Tape, rewrite


def rule(name: str, pattern: str, said: str | None) -> Rule:
    return Rule(name, re.compile(pattern), lambda match: said)


def test_the_first_rule_wins_a_place() -> None:
    tape = rewrite("a12b", [rule("figures", r"\d+", "N"), rule("one", "1", "X")])
    assert tape.text == "aNb"
    assert [piece.rule for piece in tape.pieces] == ["", "figures", ""]


def test_a_rule_may_replace_only_a_part_of_what_it_finds() -> None:
    assert rewrite("x1 y1", [rule("after y", "y(?P<say>1)", "N")]).text == "x1 yN"


def test_a_rule_may_leave_a_match_alone() -> None:
    assert rewrite("1", [rule("no", "1", None), rule("yes", "1", "N")]).text == "N"


def test_a_match_behind_a_closed_place_is_found() -> None:
    tape = rewrite("112", [rule("first", "^1", "A"), rule("pair", "1[12]", "B")])
    assert tape.text == "AB"


def test_words_are_located_in_the_source() -> None:
    tape = rewrite("ab12cd", [rule("figures", r"\d+", "number")])
    assert tape.locate(0, 2) == (0, 2)
    assert tape.locate(4, 1) == (2, 4)
    assert tape.locate(8, 2) == (4, 6)


def test_two_rewritings_become_one() -> None:
    first = rewrite("a1b", [rule("figure", "1", "one")])
    both = first.then(rewrite(first.text, [rule("vowel", "o", "0")]))
    assert both.text == "a0neb"
    assert both.locate(4, 1) == (2, 3)


def test_what_was_dropped_stays_covered() -> None:
    first = Tape("a\0b", (Piece("a", 0, 1), Piece("", 1, 2, "clean"), Piece("b", 2, 3)))
    both = first.then(Tape("ab", (Piece("ab", 0, 2),)))
    assert [(piece.text, piece.start, piece.end) for piece in both.pieces] == [
        ("a", 0, 1),
        ("", 1, 2),
        ("b", 2, 3),
    ]


def test_an_empty_text_has_no_places() -> None:
    assert Tape("", ()).locate(3, 1) == (0, 0)
