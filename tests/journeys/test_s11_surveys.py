"""S11: a survey's results as numbers; an answer counted once."""

from __future__ import annotations

import pytest

from tests.harness.sampled import votes
from tests.harness.visitor import Thing, Visitor

pytestmark = [pytest.mark.screen, pytest.mark.audio, pytest.mark.timeout(300)]

TITLE = "服务终端使用调查【示例】"
VOTES = """
    from server.live.models import Choice
    result = Choice.objects.get(title="按键").votes
    """


def test_results_are_heard_and_an_answer_counts(visitor: Visitor) -> None:
    visitor.open(Thing("互动交流，链接", "columns:list.interact"), "互动交流")
    visitor.open(Thing("网上调查，链接", "taking-part:list.surveys"), "网上调查")
    visitor.open(Thing(f"{TITLE}，链接", "#survey-terminals-2026"), TITLE)
    given = votes(visitor.portal, "terminals-2026")
    total, (first, count) = sum(count for _, count in given), given[0]
    visitor.told(
        ("T", f"调查结果，共 {total} 票，表格，{len(given) + 1} 行 3 列，选项，列标题"),
        ("Ctrl+Alt+Down", f"{first}，行标题"),
        ("Right", f"票数，{count}"),
        ("Right", f"比例，{round(100 * count / total, 1):g}%"),
    )
    before = visitor.portal.call(VOTES)
    visitor.press(Thing("参与这项调查，链接", ":actions.list.1"))
    visitor.sign_in()
    visitor.choose(Thing("按键，单选项", "q3.10"))
    visitor.send()
    visitor.opened(TITLE)
    assert visitor.portal.call(VOTES) == before + 1
