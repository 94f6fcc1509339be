"""S01: the ten columns; what is published arrives at a terminal that is running."""

from __future__ import annotations

import time

import pytest

from tests.harness.visitor import PORTAL, Thing, Visitor

pytestmark = [pytest.mark.screen, pytest.mark.audio, pytest.mark.timeout(300)]

DAY = """
from server.content.publish import publish
for number in range(199):
    texts = {"zh-Hans": (f"第 {number} 条新消息", "正文。")}
    publish(texts, organ="440600001", category="notices")
result = None
"""
COLUMNS = {
    "home": "首页",
    "open": "政务公开",
    "personal": "个人服务",
    "business": "企业服务",
    "rural": "三农服务",
    "invest": "招商引资",
    "interact": "互动交流",
    "tourism": "旅游观光",
    "foshan": "走进佛山",
    "help": "网站帮助",
}


def test_each_of_the_ten_columns_is_heard_and_opened(visitor: Visitor) -> None:
    for slug, title in COLUMNS.items():
        page = PORTAL if slug == "home" else title
        visitor.open(Thing(f"{title}，链接", f"columns:list.{slug}"), page)
        if slug != "home":
            visitor.home()


@pytest.mark.quick("ByKeys")
def test_what_is_published_now_arrives_without_a_restart(visitor: Visitor) -> None:
    visitor.told(
        ("H", "十大栏目，2 级标题"),
        (
            "K",
            "列表，10 项，首页，链接，最新信息和常用服务，第 1 项，共 10 项",
        ),
    )
    visitor.portal.call(DAY)
    address = visitor.portal.publish("轮椅坡道今天开放")
    time.sleep(5)
    slug = address.rpartition("/")[2]
    visitor.open(Thing("轮椅坡道今天开放", f"latest:list.{slug}"), "轮椅坡道今天开放")
