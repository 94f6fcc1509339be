"""S15: the lane that fits the visitor."""

from __future__ import annotations

import pytest

from tests.harness.visitor import Thing, Visitor

pytestmark = [pytest.mark.screen, pytest.mark.audio, pytest.mark.timeout(300)]


def test_a_lane_leads_to_its_services(visitor: Visitor) -> None:
    visitor.open(Thing("快速通道，链接", "systems:list.lanes"), "快速通道")
    visitor.open(Thing("农民【示例】，链接", "#farmers"), "农民【示例】")
    title = "农机购置补贴申请（市级）【示例】"
    visitor.open(Thing(f"{title}，链接", "services:list.s-business-other-5-apply"), title)
