from __future__ import annotations

import pytest

from a11y.find import find
from locales.languages import Language
from locales.project import Projector
from tests.harness.documents import large, sample


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("条件", ["h2", "i1", "i2"]),
        ("條件", ["h2", "i1", "i2"]),
        ("  条件１ ", ["i1"]),
        ("没有", []),
        ("", []),
        (" ", []),
    ],
)
def test_words_are_found_as_they_are_heard_and_as_they_are_shown(
    wanted: str, found: list[str]
) -> None:
    show = Projector(Language.ZH_HANT_HK).show

    assert [n.id.removeprefix("/t#") for n in find(sample(), wanted, show)] == found


def test_a_large_page_is_searched_through() -> None:
    assert [n.id for n in find(large(20_000), "标题1999", lambda text: text.source)] == [
        "/t#s1999h"
    ]
