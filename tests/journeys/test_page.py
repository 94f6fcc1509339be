"""Signing in by account and password at the terminal itself: on the provider's page, by ear."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from kiosk.tour.player import Player
from tests.harness.journey import Journey
from tests.harness.visitor import ByTouch, Thing

pytestmark = [pytest.mark.screen, pytest.mark.audio, pytest.mark.timeout(240)]

OPEN_VISITS = (
    "from server.identity.models import Visit\nresult = Visit.objects.filter(ended_at=None).count()"
)


def open_page(journey: Journey) -> Player:
    player = journey.player
    player.press("KP_5")
    player.hear("佛山市一站式服务门户")
    player.find("K", "政务咨询")
    player.press("Return")
    player.hear("手机会询问两位数字", 20)
    player.find("Tab", "在这里输入账号和密码，按钮")
    player.press("Return")
    player.screen("sign_in_page", 20)
    return player


def everything_said(journey: Journey) -> str:
    return "\n".join(str(e["text"]) for e in journey.player.events() if e["event"] == "spoken")


def test_account_and_password_are_typed_by_ear(journey: Journey) -> None:
    player = open_page(journey)
    player.hear("统一用户系统")
    player.find("Tab", "账户，文本框")
    player.type("demo")
    player.until(lambda: player.spoken()[-4:] == ["d", "e", "m", "o"], "each letter said")
    player.press("Backspace")
    journey.heard("删除 o")
    player.type("o")
    player.find("Tab", "密码，密码框")
    player.type("wrong-1")
    player.until(lambda: player.spoken()[-7:] == ["星号"] * 7, "stars only")
    player.find("Tab", "登录，按钮")
    player.press("Return")
    player.hear("账户或密码不正确", 15)

    player.find("Tab", "密码，密码框")
    player.type("demo-2009")
    player.until(lambda: player.spoken()[-9:] == ["星号"] * 9, "stars only")
    player.press("Ctrl+Return")
    player.screen("confirm", 20)
    assert player.hear("是您吗")[-1].startswith("张*，是您吗")
    player.find("Down", "是我，继续")
    journey.says("Return", "您好，张*，已登录")
    player.hear("政务咨询")
    assert journey.portal.call(OPEN_VISITS) == 1
    said = everything_said(journey)
    assert "demo-2009" not in said
    assert "wrong" not in said


@pytest.mark.long
def test_escape_leaves_the_page_and_nobody_is_signed_in(journey: Journey) -> None:
    player = open_page(journey)
    player.press("Escape")
    player.hear("佛山市一站式服务门户")
    assert journey.portal.call(OPEN_VISITS) == 0
    player.press("F2")
    player.hear("佛山市一站式服务门户")
    assert journey.faults() == []


@pytest.mark.long
def test_the_idle_warning_stands_over_the_page_and_goes_again(
    journey_with: Callable[..., Journey],
) -> None:
    journey = journey_with(idle_quiet="4", idle_warning="20")
    player = open_page(journey)
    player.find("Tab", "账户，文本框")
    player.type("de")
    player.hear("您还在吗？20 秒后将结束本次办理。按任意键继续", 40)
    player.press("Down")
    player.hear("好的，请继续")
    player.type("mo")
    player.press("Ctrl+A")
    player.press("F8")
    assert journey.faults() == []


def touch_button_below(journey: Journey, field: str) -> None:
    """The first nameless thing of the page below a field; scrolls until it is in sight."""
    player = journey.player
    player.until(lambda: field in player.places(), field)
    found: list[tuple[int, int, int, int]] = []

    def seen(notches: int = 3) -> bool:
        journey.screen.scroll(notches)
        time.sleep(0.3)  # the page scrolls smoothly
        places = player.places()
        top = places.get(field, (0, 0, 0, 0))[1]
        found[:] = [at for name, at in places.items() if name.startswith("web#:") and at[1] > top]
        return bool(found)

    player.until(seen, "a button below")
    seen(0)
    player.tap(min(found, key=lambda at: at[1]), "the button")


def test_by_touch_alone_with_the_keys_on_the_screen(journey: Journey) -> None:
    visitor = ByTouch(journey)
    player, keys = journey.player, visitor.keys
    visitor.begin()
    visitor.open(Thing("互动交流", "columns:list.interact"), "互动交流")
    visitor.open(Thing("我要写信、投诉、申请", "taking-part:list.ask"), "我要写信、投诉、申请")
    visitor.press(Thing("政务咨询", "kinds:list.consultation"))
    player.hear("手机会询问两位数字", 20)
    visitor.press(Thing("在这里输入账号和密码", ":sign_in.page"))
    player.screen("sign_in_page", 20)

    visitor.press(Thing("账户", "web#account"))
    keys.write("demx")
    keys.press("do:erase")
    keys.write("o")
    keys.hide()
    visitor.press(Thing("密码", "web#password"))
    keys.write("demo-2009")
    keys.hide()
    touch_button_below(journey, "web#password")
    player.screen("confirm", 20)
    visitor.press(Thing("是我，继续", ":confirm.yes"))
    player.hear("已登录", 20)
    assert journey.portal.call(OPEN_VISITS) == 1
    assert "demo-2009" not in everything_said(journey)
