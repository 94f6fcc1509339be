from __future__ import annotations

import pytest

from a11y.describe import Describe


@pytest.mark.parametrize("char", "佛山市禅城区的一")
def test_a_character_is_told_by_a_word_that_has_it(char: str) -> None:
    word = Describe()(char)

    assert char in word
    assert len(word) == 2


def test_of_an_unknown_character_nothing_is_told() -> None:
    assert Describe()("𠀀") == ""
