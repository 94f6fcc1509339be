"""S18: full-text search: typed, counted aloud, narrowed to what was listed, opened."""

from __future__ import annotations

import pytest

from tests.harness.sampled import found
from tests.harness.visitor import ByTouch, Thing, Visitor
from tests.journeys.test_s21_languages import turn_to

pytestmark = [pytest.mark.screen, pytest.mark.audio, pytest.mark.timeout(300)]


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


def test_what_english_words_find_is_counted_narrowed_and_put_in_order(visitor: Visitor) -> None:
    known = found(visitor.portal, "housing", "fund")
    visitor.write(Thing("查找，文本框", "#:search.words"), "housing fund")
    visitor.press(Thing("查找，按钮", "#:search.go"))
    title = "搜索“housing fund”"
    visitor.opened(title)
    visitor.told(("Alt+5", f"列表区，{known.told}"))
    visitor.narrow(Thing("网上办事大厅，链接", f":facet.system.{known.place}"))
    visitor.opened(f"{title}：网上办事大厅")
    visitor.told(("Alt+5", f"列表区，共 {known.services} 条"))
    visitor.narrow(Thing("最早的在前，链接", ".sort.3"))
    visitor.opened(f"{title}：网上办事大厅")
    visitor.open(Thing(known.oldest, f"#services.{known.slug}"), known.oldest)


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
