"""S05: city news with pictures, and topics."""

from __future__ import annotations

import pytest

from tests.harness.sampled import newest, of_topic
from tests.harness.visitor import Thing, Visitor

pytestmark = [pytest.mark.screen, pytest.mark.audio, pytest.mark.timeout(300)]


def test_news_are_read_with_their_pictures_in_words(visitor: Visitor) -> None:
    news = newest(visitor.portal)
    visitor.open(Thing(news.title, f"news:list.{news.slug}"), news.title)
    visitor.told(
        ("G", f"{news.picture}，图片"),
        ("Down", news.after),
        ("H", f"{news.heading}，2 级标题"),
    )


def test_a_topic_gathers_its_news(visitor: Visitor) -> None:
    visitor.open(Thing("专题，链接", "systems:list.topics"), "专题")
    visitor.open(Thing("无障碍城市，链接", "#barrier-free"), "无障碍城市")
    row = of_topic(visitor.portal, "barrier-free")
    for _ in range(row.page):
        visitor.turn_page()
        visitor.opened("无障碍城市")
    visitor.open(Thing(row.title, f"#{row.slug}"), row.title)
