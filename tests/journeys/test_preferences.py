"""Settings come with a code or with the person, and nothing of them stays for the next one."""

from __future__ import annotations

import pytest

from tests.harness.journey import Journey
from tests.journeys.test_visit import open_consultation

pytestmark = [pytest.mark.screen, pytest.mark.audio, pytest.mark.timeout(240)]

MADE = """
from django.conf import settings
from server.identity import preferences
from server.identity.preference_views import settings_keys
result = preferences.code(values, settings_keys())
"""
KEPT = """
from server.identity.models import Preferences
result = [[p.user.username, p.values] for p in Preferences.objects.all()]
"""


def test_a_code_before_the_scanner_sets_the_terminal_and_the_next_visitor_has_none_of_it(
    journey: Journey,
) -> None:
    player = journey.player
    values = {"language": "en", "screenReaderTTSEnabled": True, "speechRate": 270}
    code = journey.portal.call(MADE, values=values)
    player.scan(code)
    player.hear("set as your code says", 20)
    player.hear("Foshan One-Stop Service Portal", 20)
    journey.says("Alt+Shift+Right", "rate 7")

    player.scan(code[:-1] + ("A" if code[-1] != "A" else "B"))
    player.hear("this is not a settings code of this system", 20)

    player.press("Shift+Escape")
    player.screen("leave")
    player.find("Tab", "Take my settings along")
    player.press("Return")
    player.screen("code", 20)
    player.hear("My settings code", 20)
    player.press("Escape")
    player.find("Tab", "Finish")
    player.press("Return")
    journey.trial.await_shown(2)
    player.press("KP_5")
    player.hear("佛山市一站式服务门户", 20)
    journey.says("Alt+Shift+Right", "语速 5")


@pytest.mark.long
def test_what_is_saved_comes_again_with_the_next_sign_in(journey: Journey) -> None:
    player = journey.player
    player.press("KP_5")
    player.hear("佛山市一站式服务门户")
    open_consultation(journey, "政务咨询")
    player.hear("手机会询问两位数字", 20)
    journey.approve()
    player.screen("confirm", 20)
    player.find("Down", "是我，继续")
    journey.says("Return", "您好，张*，已登录")
    player.screen("page")
    journey.says("Alt+Shift+Right", "语速 5")
    player.press("Shift+F3")
    player.find("Down", "保存我的设置到账号")
    player.press("Return")
    player.hear("设置已保存，以后登录时自动使用", 20)
    [[account, values]] = journey.portal.call(KEPT)
    assert (account, values["speechRate"]) == ("demo", 225.0)

    player.press("Escape")
    player.press("Shift+Escape")
    player.screen("leave")
    player.find("Tab", "结束离开")
    player.press("Return")
    journey.trial.await_shown(2)
    player.press("KP_5")
    player.hear("佛山市一站式服务门户", 20)
    open_consultation(journey, "政务咨询")
    player.hear("手机会询问两位数字", 20)
    journey.approve()
    player.screen("confirm", 20)
    player.find("Down", "是我，继续")
    journey.says("Return", "已按您保存的设置", "您好，张*，已登录")
    player.screen("page")
    journey.says("Alt+Shift+Right", "语速 6")
