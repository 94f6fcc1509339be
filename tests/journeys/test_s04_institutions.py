"""S04: what public bodies do, browsed by kind and read."""

from __future__ import annotations

import pytest

from tests.harness.visitor import Thing, Visitor

pytestmark = [pytest.mark.screen, pytest.mark.audio, pytest.mark.timeout(300)]


def test_a_public_body_is_found_and_read(visitor: Visitor) -> None:
    visitor.open(Thing("政务公开，链接", "columns:list.open"), "政务公开")
    title = "公共企事业单位办事公开"
    visitor.open(Thing(f"{title}，链接", "more:list.more-institutions"), title)
    body = "三水区西南街道示例文体活动中心收费标准【示例】"
    visitor.open(Thing(f"{body}，链接", "#0026"), body)
    visitor.told(
        ("2", "收费标准，2 级标题"),
        (
            "Down",
            "三水区西南街道示例文体活动中心收费项目共13项，均已在窗口公示；"
            "场地租用每次25元，低保对象减半。",
        ),
        ("T", "三水区西南街道示例文体活动中心近三年服务量，表格，4 行 2 列，年份，列标题"),
        ("Ctrl+Alt+Down", "2023，行标题"),
        ("Right", "服务人次，4207"),
    )
