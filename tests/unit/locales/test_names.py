from __future__ import annotations

from pathlib import Path

import pytest

from locales.errors import GlossaryError
from locales.names import NameFinder, merge


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("范先生", ["范"]),
        ("请于女士到窗口", ["于"]),
        ("余秀兰女士", ["余"]),
        ("范局长和于主任", ["范", "于"]),
        ("关于先生的投诉", []),
        ("由于女士未到", []),
        ("其余小姐请稍候", []),
        ("规范先生的用语", []),
        ("范围内先生", []),
        ("干部王女士", []),
        ("于昨日女士优先", []),
        ("王先生", []),
    ],
)
def test_a_surname_is_known_by_what_stands_around_it(text: str, names: list[str]) -> None:
    assert [text[start:stop] for start, stop in NameFinder().spans(text)] == names


def test_known_names_are_found_wherever_they_stand() -> None:
    finder = NameFinder(["钟志强", "", "钟志强东"])

    assert finder.spans("钟志强东和钟志强") == [(0, 4), (5, 8)]


def test_overlapping_and_touching_spans_become_one() -> None:
    assert merge([(4, 6), (0, 2), (2, 3), (1, 2), (5, 5), (7, 7)]) == [(0, 3), (4, 6)]


def test_a_faulty_rule_is_named(tmp_path: Path) -> None:
    path = tmp_path / "surnames.tsv"
    path.write_text("surname\t范\t规\t围\nsurename\t于\n", encoding="utf-8")

    with pytest.raises(GlossaryError, match=r"surnames\.tsv:2"):
        NameFinder(path=path)
