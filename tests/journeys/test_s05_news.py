"""S05: city news with pictures, and topics."""

from __future__ import annotations

import pytest

from tests.harness.visitor import Thing, Visitor

pytestmark = [pytest.mark.screen, pytest.mark.audio, pytest.mark.timeout(300)]


def test_news_are_read_with_their_pictures_in_words(visitor: Visitor) -> None:
    title = "高明区杨和镇招商会签约项目24个【示例】"
    visitor.open(Thing(title, "news:list.20261013-0024"), title)
    visitor.told(
        ("G", "有灰色屋顶的展览馆，图片"),
        ("Down", "网上登记平均2个工作日办结，最快当天领照。"),
        ("H", "各方说法，2 级标题"),
    )


def test_a_topic_gathers_its_news(visitor: Visitor) -> None:
    visitor.open(Thing("专题，链接", "systems:list.topics"), "专题")
    visitor.open(Thing("无障碍城市，链接", "#barrier-free"), "无障碍城市")
    title = "顺德区大良街道服务中心添置盲文指示牌71块【示例】"
    visitor.open(Thing(title, "#20251020-0017"), title)
