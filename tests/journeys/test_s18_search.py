"""S18: full-text search: typed, counted aloud, narrowed to what was listed, opened."""

from __future__ import annotations

import pytest

from tests.harness.visitor import ByKeys, ByTouch, Thing, Visitor
from tests.journeys.test_s21_languages import turn_to

pytestmark = [pytest.mark.screen, pytest.mark.audio, pytest.mark.timeout(300)]


def upwards(visitor: Visitor) -> None:
    """By keys to the beginning: what narrows stands before what was found."""
    if isinstance(visitor, ByKeys):
        visitor.player.press("Home")


def test_a_word_is_found_in_the_directory_and_opened(visitor: Visitor) -> None:
    address = visitor.portal.publish("Ramp 4711 opens 坡道开放")
    visitor.open(Thing("政务公开，链接", "columns:list.open"), "政务公开")
    title = "政府信息公开目录"
    visitor.open(Thing(f"{title}，链接", "directory:list.disclosures"), title)
    visitor.write(Thing("查找，文本框", ":search.words"), "4711")
    visitor.press(Thing("查找，按钮", ":search.go"))
    visitor.player.hear("搜索“4711”", 20)
    visitor.told(("Alt+5", "列表区，共 1 条"))
    slug = address.rpartition("/")[2]
    visitor.press(Thing("Ramp 4711 opens", slug))
    visitor.opened("Ramp 4711 opens 坡道开放")


@pytest.mark.quick("ByTouch")
def test_a_title_is_suggested_by_the_first_letters_of_its_reading(visitor: Visitor) -> None:
    title = "闹市区坡道夜间照明开放"
    visitor.portal.publish(title)
    visitor.home()
    visitor.write(Thing("查找，文本框", "#:search.words"), "nsqpd")
    visitor.learns("有 1 条建议")
    visitor.press(Thing(f"{title}，链接", "#:suggest.1"))
    visitor.opened(title)


@pytest.mark.small
def test_what_english_words_find_is_counted_narrowed_and_put_in_order(visitor: Visitor) -> None:
    visitor.write(Thing("查找，文本框", "#:search.words"), "housing fund")
    visitor.press(Thing("查找，按钮", "#:search.go"))
    title = "搜索“housing fund”"
    visitor.opened(title)
    visitor.told(("Alt+5", "列表区，共 11 条"))
    upwards(visitor)
    visitor.press(Thing("网上办事大厅，链接", ":facet.system.2"))
    visitor.opened(f"{title}：网上办事大厅")
    visitor.told(("Alt+5", "列表区，共 3 条"))
    upwards(visitor)
    visitor.press(Thing("最早的在前，链接", ".sort.3"))
    visitor.opened(f"{title}：网上办事大厅")
    service = "公共租赁住房申请（市级）【示例】"
    visitor.open(Thing(service, "#services.440600-0097"), service)


def test_traditional_words_find_what_is_written_in_simplified_ones(visitor: Visitor) -> None:
    """Cantonese is written with the screen's keys, or the characters come from a keyboard."""
    title = "图书馆停车场 4711 号位开放"
    address = visitor.portal.publish(title)
    turn_to(visitor, "zh-hant-hk")
    if isinstance(visitor, ByTouch):
        visitor.player.touch("#:search.words")
        visitor.keys.come()
        visitor.keys.press("way:jyutping", *(f"e:{key}" for key in "tingce"), "pick:0")
        visitor.keys.write(" 4711")
        visitor.keys.hide()
    else:
        visitor.write(Thing("查找，文本框", "#:search.words"), "停車 4711")
    visitor.press(Thing("查找，按钮", "#:search.go"))
    visitor.opened("搜索“停車 4711”")
    if isinstance(visitor, ByTouch):
        visitor.player.sees("共 1 條")
    else:
        visitor.told(("Alt+5", "列表区，共 1 条"))
    visitor.press(Thing(f"{title}，链接", address.rpartition("/")[2]))
    visitor.opened(title)
