"""S03: an organ's guide, report and supervision; an application for disclosure and its clock."""

from __future__ import annotations

import pytest

from tests.harness.visitor import Thing, Visitor

pytestmark = [pytest.mark.screen, pytest.mark.audio, pytest.mark.timeout(300)]

ORGAN = "佛山市政府办公室【示例】"


def test_an_organ_is_read_through_its_papers(visitor: Visitor) -> None:
    visitor.open(Thing("政务公开，链接", "columns:list.open"), "政务公开")
    visitor.open(Thing("机构目录，链接", "more:list.more-organs"), "机构目录")
    visitor.open(Thing(f"{ORGAN}，链接", "#440600001"), ORGAN)
    for part, title in (
        ("guide", "佛山市政府办公室信息公开指南【示例】"),
        ("report", "佛山市政府办公室2025年政府信息公开年度报告【示例】"),
        ("supervision", "佛山市政府办公室监督投诉【示例】"),
        ("application", "佛山市政府办公室依申请公开【示例】"),
    ):
        visitor.open(Thing(f"{title}，链接", f"papers:list.{part}"), title)
        visitor.back()
        visitor.player.hear(ORGAN, 20)
