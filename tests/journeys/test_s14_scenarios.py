"""S14: a few questions lead to the right items."""

from __future__ import annotations

import pytest

from tests.harness.sampled import nearest
from tests.harness.visitor import Thing, Visitor

pytestmark = [pytest.mark.screen, pytest.mark.audio, pytest.mark.timeout(300)]


WAY = (
    ("禅城区，单选项", "answer.chancheng"),
    ("租房，单选项", "answer.rent"),
    ("收入较低，想申请公共租赁住房，单选项", "answer.income"),
)


def test_questions_lead_to_the_right_items(visitor: Visitor) -> None:
    visitor.open(Thing("场景式服务，链接", "systems:list.scenarios"), "场景式服务")
    title = "买卖租住房【示例】"
    visitor.open(Thing(f"{title}，链接", "#homes"), title)
    for name, part in WAY:
        visitor.choose(Thing(name, part))
        visitor.player.hear("已选中")
        visitor.send()
        visitor.opened(title)
    service = nearest(visitor.portal, "440600-0097", district="440604")
    visitor.open(Thing(f"{service}，链接", ":results.list.1"), service)
    visitor.meets("受理条件")
