"""S02: the directory by class, by organ and by date; found by a word; read; taken along."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import requests

from tests.harness.sampled import busiest_organ
from tests.harness.visitor import ByKeys, Thing, Visitor

pytestmark = [pytest.mark.screen, pytest.mark.audio, pytest.mark.timeout(300)]

HOME = Thing("政务公开，链接", "columns:list.open")
DIRECTORY = Thing("政府信息公开目录，链接", "directory:list.disclosures")
TITLE = "政府信息公开目录"


def today() -> str:
    now = datetime.now(ZoneInfo("Asia/Shanghai"))
    return f"{now.year}年{now.month}月{now.day}日"


@pytest.mark.quick("ByKeys")
def test_a_document_is_found_read_and_taken_along(visitor: Visitor) -> None:
    address = visitor.portal.publish("图书馆周末开放通知", "图书馆周末开放到晚上九点。")
    visitor.open(HOME, "政务公开")
    visitor.open(DIRECTORY, TITLE)
    slug = address.rpartition("/")[2]
    visitor.open(Thing("图书馆周末开放通知，链接", f"#{slug}"), "图书馆周末开放通知")
    visitor.told(("P", "更新于 " + today()), ("P", "图书馆周末开放到晚上九点。"))
    visitor.press(Thing("用手机带走本页，链接", "#:take"))
    visitor.player.screen("take")
    visitor.player.hear("带走")


def test_it_is_narrowed_by_organ_class_and_year(visitor: Visitor) -> None:
    visitor.open(HOME, "政务公开")
    visitor.open(Thing("通知公告，链接", "directory:list.notices"), f"{TITLE}：法规公文，通知公告")
    visitor.narrow(Thing("2026 年，链接", ":facet.year.1"))
    visitor.opened(f"{TITLE}：法规公文，通知公告，2026 年")
    organ = busiest_organ(visitor.portal, "notices", 2026)
    visitor.narrow(Thing(f"{organ.title}，链接", f":facet.organ.{organ.place}"))
    visitor.opened(f"{TITLE}：法规公文，通知公告，{organ.title}，2026 年")
    visitor.told(("Alt+5", f"列表区，共 {organ.count} 条"))


NUMBERED = """
    from server.content.models import Edition, Item
    known = Edition.objects.filter(edition="zh-Hans", item__doc_number__gt=0)
    found = known.filter(item__kind=Item.Kind.DISCLOSURE, item__state=Item.State.PUBLISHED)
    one = found.order_by("-item__published_at", "item__address")[7]
    result = [one.item.doc_year, one.item.doc_number, one.title, one.item.address]
    """


def test_a_document_is_found_by_its_number_and_taken_along(visitor: Visitor) -> None:
    """Typed as people type it: the brackets of a number are on no keyboard."""
    year, number, title, address = visitor.portal.call(NUMBERED)
    typed = f"[{year}]{number}" if isinstance(visitor, ByKeys) else f"({year}){number}"
    visitor.open(HOME, "政务公开")
    visitor.open(DIRECTORY, TITLE)
    visitor.write(Thing("查找，文本框", ":search.words"), typed)
    visitor.press(Thing("查找，按钮", ":search.go"))
    visitor.player.hear(f"搜索“{typed}”", 20)
    visitor.press(Thing(f"{title}，链接", address.rpartition("/")[2]))
    visitor.opened(title)
    visitor.meets(f"佛示〔{year}〕{number}号")
    visitor.press(Thing("用手机带走本页，链接", "#:take"))
    visitor.player.screen("take")
    visitor.player.hear("带走")
    phone = requests.get(visitor.scanned(), timeout=20)
    assert f"佛示〔{year}〕{number}号" in phone.text
