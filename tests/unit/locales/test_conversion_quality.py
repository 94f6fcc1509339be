"""The count of wrong characters: what it finds, and what it leaves out with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.conversion_quality import USAGE, Difference, Round, Usage, lines, run
from locales.languages import Language


def test_a_wrong_character_is_found_with_what_stands_around_it() -> None:
    found, _plain = Round(Language.ZH_HANT_TW).differences("五年計畫由本廠製造鐵櫃。")
    assert [(one.wrote, one.made) for one in found] == [("畫", "劃")]
    assert found[0].around == "五年計畫由本廠製造鐵"


def test_spellings_of_one_word_are_no_errors_but_only_in_that_word() -> None:
    usage = Usage()
    assert usage.allows(Difference("畫", "劃", "年度計畫審查"))
    assert not usage.allows(Difference("畫", "劃", "一幅畫家"))
    assert not usage.allows(Difference("髮", "發", "理髮店"))


def test_every_judgement_has_its_reason_and_stands_once() -> None:
    rows = [
        line.split("\t")
        for line in USAGE.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    assert all(len(row) == 4 and all(row) and row[0] != row[1] for row in rows)
    judged = [tuple(row[:3]) for row in rows]
    assert len(judged) == len(set(judged))


def test_parts_of_a_text_do_not_overlap(tmp_path: Path) -> None:
    for number in range(20):
        (tmp_path / f"{number}.md").write_text(f"命令{number}條\n" * 10, encoding="utf-8")
    first = set(lines([tmp_path], "命令", range(300), 1))
    second = set(lines([tmp_path], "命令", range(300, 600), 1))
    assert first
    assert second
    assert not first & second


def test_the_report_counts_per_ten_thousand(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "law.md"
    text.write_text("後來余光中先生到場。\n五年計畫由本廠製造鐵櫃。\n", encoding="utf-8")
    assert run(["--to", "zh-Hant-TW", str(text)]) == 0
    said = capsys.readouterr().out
    assert "20 Chinese characters: 0 wrong, 0.00 in 10,000" in said
    assert "1 differences of spelling or usage" in said
