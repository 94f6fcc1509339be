from __future__ import annotations

import pytest

from locales.glossary import DATA
from locales.script import ScriptTest, derive

SCRIPT = ScriptTest()


@pytest.mark.parametrize("text", ["臺灣", "里水鎮", "只有於姓羣眾", "户口準遷", "請按任意鍵"])
def test_traditional_text_is_known(text: str) -> None:
    assert SCRIPT.traditional(text)


@pytest.mark.parametrize(
    "text", ["", "abc", "人民", "里水镇", "乾隆", "瞭望", "著作", "说文解字的說字", "于先生"]
)
def test_other_text_is_not(text: str) -> None:
    assert not SCRIPT.traditional(text)


def test_the_tables_are_those_of_the_installed_opencc() -> None:
    for name, characters in derive().items():
        assert (DATA / name).read_text(encoding="utf-8") == characters
