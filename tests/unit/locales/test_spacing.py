from __future__ import annotations

from pathlib import Path

import pytest

from locales.check import check_catalogues
from locales.languages import Language
from locales.spacing import fill
from locales.words import Words
from tests.harness.catalogues import entry, write_po


@pytest.mark.parametrize(
    ("template", "value", "expected"),
    [
        ("后面没有{unit}了", "链接", "后面没有链接了"),
        ("后面没有{unit}了", "1 级标题", "后面没有 1 级标题了"),
        ("工作人员{name}正在协助您", "Li", "工作人员 Li 正在协助您"),
        ("按{name}", "向下键", "按向下键"),
        ("按{name}", "F5", "按 F5"),
        ("按{name}结束", "F5", "按 F5 结束"),
        ("删除 {name}", "山", "删除 山"),
        ("第 {n} 项", 3, "第 3 项"),
        ("第{n}项", 3, "第 3 项"),
        ("{year}年12月{day}日", 2026, "2026年12月2026日"),
        ("现在在“{field}”", "Name", "现在在“Name”"),
        ("名称：{field}", "Name", "名称：Name"),
        ("{first}{second}", "甲", "甲乙"),
        ("空{nothing}白", "", "空白"),
    ],
)
def test_a_blank_stands_between_chinese_and_the_rest_only(
    template: str, value: str | int, expected: str
) -> None:
    names = ("unit", "name", "n", "year", "day", "field", "first", "nothing")
    assert fill(template, {**dict.fromkeys(names, value), "second": "乙"}) == expected


def test_what_is_shown_in_traditional_and_said_keep_it_too() -> None:
    unit = Words(Language.ZH_HANT_HK)("reading.unit.heading1")
    edge = Words(Language.ZH_HANT_HK)("reading.edge.next", unit=unit)
    assert (edge.source, edge.shown) == ("后面没有 1 级标题了", "後面沒有 1 級標題了")


@pytest.mark.parametrize("words", ["按F5结束", "共3项", "按 向下键"])
def test_a_catalogue_that_breaks_the_rule_is_a_fault(tmp_path: Path, words: str) -> None:
    write_po(tmp_path, "zh_Hans", entry("screens.a", words))
    assert [fault for fault in check_catalogues(tmp_path) if "blank at" in fault]
