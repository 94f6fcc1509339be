"""S17: the page on the screen goes along on the phone."""

from __future__ import annotations

import pytest
import requests

from kiosk.tour.phone import Phone
from tests.harness.visitor import Thing, Visitor

pytestmark = [pytest.mark.screen, pytest.mark.audio, pytest.mark.timeout(300)]
TAKE = Thing("用手机带走本页，链接", "#:take")


def test_the_phone_version_has_nineteen_columns_and_goes_along(visitor: Visitor) -> None:
    visitor.open(Thing("手机版，链接", "systems:list.phone"), "手机版")
    visitor.press(TAKE)
    visitor.player.screen("take")
    visitor.player.hear("打开“手机版”")
    address = visitor.scanned()
    assert address.startswith(visitor.journey.trial.base_url + "/")
    phone = requests.get(address, timeout=20)
    assert phone.headers["Content-Type"].startswith("text/html")
    assert "<h1>手机版" in phone.text
    assert phone.text.count("<li>") >= 19


def test_an_own_page_goes_along_on_one_phone(visitor: Visitor) -> None:
    visitor.press(Thing("我的事项，链接", "interaction:list.my-cases"))
    visitor.sign_in()
    visitor.press(TAKE)
    visitor.player.screen("take", 20)
    visitor.player.hear("10 分钟内有效")
    address = visitor.scanned()
    phone = requests.Session()
    assert "我的办件" not in phone.get(address, timeout=20).text
    assert "<h1>我的" in phone.post(address, timeout=20).text
    assert requests.post(address, timeout=20).status_code == 404
    visitor.press(Thing("关闭，按钮", "screen:take#:stay"))
    visitor.leave()
    visitor.journey.trial.await_shown(2)
    assert "<h1>我的" in phone.get(address, timeout=20).text


def test_a_column_of_the_phone_version_is_in_step_with_the_portal(visitor: Visitor) -> None:
    """What was published a moment ago stands in it, at the terminal and on the phone."""
    title = "绿道夜间照明今晚开放"
    address = visitor.portal.publish(title)
    visitor.open(Thing("手机版，链接", "systems:list.phone"), "手机版")
    column = "政府信息公开目录：法规公文，通知公告"
    visitor.open(Thing("通知公告，链接", "#columns:list.notices"), column)
    visitor.press(TAKE)
    visitor.player.screen("take")
    visitor.player.hear("带走")
    phone = Phone(visitor.journey.trial.base_url)
    links = [a for a in phone.open(visitor.scanned()).all("a") if title in a.text]
    assert phone.page.heading == "政府信息公开目录"
    assert "通知公告" in [one.text.strip() for one in phone.page.all("strong")]
    assert links[0].attributes["href"].endswith(address)
    assert phone.open(links[0].attributes["href"]).heading == title
