from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a11y.breaks import Words
from a11y.document import Node, Privacy, Role
from a11y.text_cursor import TextCursor, TextUnit
from locales.text import Text
from tests.harness.documents import node, text

WORDS = Words()


def entered(one: Node) -> TextCursor:
    cursor = TextCursor(WORDS)
    cursor.enter(one)
    return cursor


def walk(cursor: TextCursor, unit: TextUnit, step: int) -> list[str]:
    found = []
    while piece := cursor.move(unit, step):
        found.append(piece.text.source)
    return found


FACT = node(Role.LISTITEM, "f", "收费", value=text("免费办理"))


def test_characters_words_and_sentences_go_through_name_and_value() -> None:
    assert walk(entered(FACT), TextUnit.CHARACTER, 1) == list("收费免费办理")
    assert walk(entered(FACT), TextUnit.WORD, 1) == ["收费", "免费", "办理"]
    assert walk(entered(FACT), TextUnit.SENTENCE, 1) == ["收费", "免费办理"]


@given(st.text(st.sampled_from("佛山市的人ab 1，。"), max_size=30), st.sampled_from(list(TextUnit)))
def test_back_from_the_end_is_the_same_way(words: str, unit: TextUnit) -> None:
    cursor = entered(node(Role.PARAGRAPH, "p", words))
    forward = walk(cursor, unit, 1)
    cursor.to_end()

    assert walk(cursor, unit, -1) == forward[::-1]


def test_a_word_after_a_character_is_the_next_word_not_the_next_but_one() -> None:
    cursor = entered(node(Role.PARAGRAPH, "p", "老年人办理"))
    cursor.move(TextUnit.CHARACTER, 1)
    cursor.move(TextUnit.CHARACTER, 1)
    piece = cursor.move(TextUnit.WORD, 1)

    assert piece is not None
    assert (piece.text.source, piece.span) == ("办理", (3, 5))


def test_here_says_what_the_place_is_in() -> None:
    cursor = entered(node(Role.PARAGRAPH, "p", "老年人办理"))
    cursor.move(TextUnit.CHARACTER, 1)
    cursor.move(TextUnit.CHARACTER, 1)
    piece = cursor.move(TextUnit.WORD, 0)

    assert piece is not None
    assert piece.text.source == "老年人"


def test_a_changed_text_keeps_the_place_while_it_is_long_enough() -> None:
    cursor = entered(node(Role.PARAGRAPH, "p", "老年人办理"))
    cursor.move(TextUnit.WORD, 1)
    cursor.enter(node(Role.PARAGRAPH, "p", "老年人办理指南"))
    kept = cursor.move(TextUnit.WORD, 1)
    cursor.enter(node(Role.PARAGRAPH, "p", "老"))

    assert kept is not None
    assert kept.text.source == "办理"
    assert cursor.piece is None


def test_of_a_secret_nothing_is_walked_through() -> None:
    secret = node(Role.TEXTBOX, "s", "密码", value=text("••••"), privacy=Privacy.SECRET)

    assert walk(entered(secret), TextUnit.CHARACTER, 1) == list("密码")


@pytest.mark.parametrize(("shown", "piece"), [("收費", "收"), ("收費項", None)])
def test_the_reviewed_display_is_cut_with_its_source(shown: str, piece: str | None) -> None:
    named = replace(FACT, name=Text("收费", "zh-Hans", shown))
    found = entered(named).move(TextUnit.CHARACTER, 1)

    assert found is not None
    assert found.text.shown == piece
