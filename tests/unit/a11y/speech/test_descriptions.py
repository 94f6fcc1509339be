from __future__ import annotations

import pytest

from a11y.speech.front import Front


@pytest.mark.parametrize(
    ("char", "said"), [("佛", "佛，仿佛的佛"), ("陈", "陈，耳东陈的陈"), ("市", "市，市场的市")]
)
def test_a_character_is_told_by_a_word(front: Front, char: str, said: str) -> None:
    assert front.descriptions.of(char) == said


def test_a_character_nobody_knows_has_no_description(front: Front) -> None:
    assert front.descriptions.of("\u3400") == ""


def test_the_characters_of_the_screen_have_descriptions(front: Front) -> None:
    common = [c for c, row in front.pronouncer.tables.characters.items() if int(row[3]) > 2000]
    missing = [char for char in common if not front.descriptions.of(char)]
    assert len(missing) < 0.03 * len(common)
