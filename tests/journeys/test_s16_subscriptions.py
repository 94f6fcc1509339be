"""S16: subscribed without an account; own notices read, in private."""

from __future__ import annotations

import pytest

from tests.harness.sampled import notice
from tests.harness.visitor import Thing, Visitor

pytestmark = [pytest.mark.screen, pytest.mark.audio, pytest.mark.timeout(300)]


def test_a_subscription_needs_no_account(visitor: Visitor) -> None:
    visitor.open(Thing("互动交流，链接", "columns:list.interact"), "互动交流")
    title = "为民邮箱和短信订阅"
    visitor.open(Thing(f"{title}，链接", "taking-part:list.subscriptions"), title)
    visitor.open(Thing("我要订阅，链接", "links:list.subscribe"), "订阅")
    visitor.choose(Thing("水，复选框", "#water"))
    visitor.choose(Thing("短信，单选项", "channel.sms"))
    visitor.write(Thing("手机号码，文本框", "#mobile"), "13800000000")
    visitor.send()
    made = """
        from server.subscriptions.models import Subscription
        result = list(Subscription.objects.filter(target="13800000000").values_list("topics"))
        """
    visitor.player.until(lambda: visitor.portal.call(made) == [[["water"]]], "it", 20)


def test_own_notices_are_read_after_signing_in(visitor: Visitor) -> None:
    visitor.open(Thing("互动交流，链接", "columns:list.interact"), "互动交流")
    title = "为民邮箱和短信订阅"
    visitor.open(Thing(f"{title}，链接", "taking-part:list.subscriptions"), title)
    visitor.press(Thing("我的通知，链接", "links:list.notices"))
    visitor.sign_in()
    own = notice(visitor.portal, "demo")
    visitor.open(Thing(f"{own.title}，链接", f"#notice-{own.key}"), own.title)
    visitor.told(("Down", f"更新于 {own.day}"), ("Down", own.text))


def test_a_subscription_is_taken_back_at_once(visitor: Visitor) -> None:
    visitor.open(Thing("互动交流，链接", "columns:list.interact"), "互动交流")
    title = "为民邮箱和短信订阅"
    visitor.open(Thing(f"{title}，链接", "taking-part:list.subscriptions"), title)
    visitor.open(Thing("我要订阅，链接", "links:list.subscribe"), "订阅")
    visitor.choose(Thing("燃气，复选框", "#gas"))
    visitor.choose(Thing("短信，单选项", "channel.sms"))
    visitor.write(Thing("手机号码，文本框", "#mobile"), "13800000005")
    visitor.send()
    visitor.player.hear("如果要反悔，本页有“退订”", 20)
    visitor.press(Thing("退订，链接", ":actions.list.undo"))
    visitor.opened("退订")
    visitor.press(Thing("确认退订，复选框", "#sure"))
    visitor.send()
    left = """
        from server.subscriptions.models import Subscription
        result = [one.state for one in Subscription.objects.filter(target="13800000005")]
        """
    visitor.player.until(lambda: visitor.portal.call(left) == ["left"], "left", 20)
