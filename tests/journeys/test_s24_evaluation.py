"""S24: the ranking of sites and a site's report; a fault of a page reported."""

from __future__ import annotations

import pytest

from tests.harness.visitor import Thing, Visitor

pytestmark = [pytest.mark.screen, pytest.mark.audio, pytest.mark.timeout(300)]


def test_a_report_is_read_and_a_fault_reported_from_it(visitor: Visitor) -> None:
    visitor.open(Thing("网站绩效评估，链接", "systems:list.evaluation"), "网站绩效评估")
    title = "佛山市统计局网站【示例】"
    visitor.open(Thing(f"{title}，链接", "#440600029"), title)
    visitor.told(
        ("2", "评估结果，2 级标题"),
        ("Down", "列表，5 项，单位类别，市直部门，第 1 项，共 5 项"),
    )
    visitor.press(Thing("报告本页的错误，链接", ":actions.list.1"))
    visitor.opened("报告页面错误")
    visitor.choose(Thing("链接打不开，单选项", "kind.link"))
    visitor.send()
    reported = """
        from server.evaluation.models import FaultReport
        result = [[fault.address, fault.kind] for fault in FaultReport.objects.all()]
        """
    expected = [["/evaluation/440600029", "link"]]
    visitor.player.until(lambda: visitor.portal.call(reported) == expected, "the report", 20)
