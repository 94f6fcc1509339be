"""S21: three languages at any moment; the place and what was written stay."""

from __future__ import annotations

import pytest

from tests.harness.visitor import ByKeys, Thing, Visitor

pytestmark = [pytest.mark.screen, pytest.mark.audio, pytest.mark.timeout(300)]

SMS = {
    "zh-hant-hk": "短信，单选项，已选中，第 2 项，共 2 项",
    "en": "SMS, radio button, checked, 2 of 2",
}
NOW = {
    "zh-hant-hk": "已切换为繁体中文（香港）",
    "en": "language is now English",
}
MADE = """
    from server.subscriptions.models import Subscription
    made = Subscription.objects.filter(target="13800000001")
    result = [[one.lang, one.topics, one.channel] for one in made]
    """


def turn_to(visitor: Visitor, language: str) -> None:
    """By keys the next of the three; by touch the one that is meant."""
    if isinstance(visitor, ByKeys):
        visitor.player.press("Alt+Shift+T")
    else:
        visitor.player.touch("#:language.menu")
        visitor.player.screen("languages")
        visitor.player.touch(f"#:language.{language}")
    visitor.player.hear(NOW[language])


def published(visitor: Visitor, title: str, letters: str, english: str = "") -> None:
    """A notice that is just out, opened by the first letters of its reading."""
    visitor.portal.publish(title, english=english)
    visitor.home()
    visitor.write(Thing("查找，文本框", "#:search.words"), letters)
    visitor.learns("有 1 条建议")
    visitor.press(Thing(f"{title}，链接", "#:suggest.1"))
    visitor.opened(title)


def test_a_form_is_begun_in_one_language_and_sent_in_another(visitor: Visitor) -> None:
    visitor.open(Thing("互动交流，链接", "columns:list.interact"), "互动交流")
    title = "为民邮箱和短信订阅"
    visitor.open(Thing(f"{title}，链接", "taking-part:list.subscriptions"), title)
    visitor.open(Thing("我要订阅，链接", "links:list.subscribe"), "订阅")
    visitor.choose(Thing("水，复选框", "#water"))
    visitor.choose(Thing("短信，单选项", "channel.sms"))
    for language, place in SMS.items():
        turn_to(visitor, language)
        if isinstance(visitor, ByKeys):
            visitor.hears(place)
        visitor.player.until(lambda: visitor.shown_id("#channel.sms"), "still in sight")
    visitor.write(Thing("Mobile number, edit", "#mobile"), "13800000001")
    visitor.send()
    expected = [["en", ["water"], "sms"]]
    visitor.player.until(lambda: visitor.portal.call(MADE) == expected, "it", 20)


def test_what_is_out_in_both_is_read_in_both_at_the_same_place(visitor: Visitor) -> None:
    english = "Lights at the ferry"
    published(visitor, "渡口夜间照明开放", "dkyjzm", english)
    visitor.told(("H", "信息要素，2 级标题"))
    turn_to(visitor, "zh-hant-hk")
    turn_to(visitor, "en")
    if isinstance(visitor, ByKeys):
        visitor.hears("About this information, heading level 2")
    visitor.told(("Shift+H", f"{english}, heading level 1"))
    if isinstance(visitor, ByKeys):
        visitor.player.press("F2")
    else:
        visitor.player.touch("#:home")
    visitor.opened("Foshan One-Stop Service Portal")
    visitor.write(Thing(", edit", "#:search.words"), "ferry")
    visitor.press(Thing(f"{english}, link", "#:suggest.1"))
    visitor.opened(english)


def test_what_has_no_english_edition_says_so_and_stays(visitor: Visitor) -> None:
    published(visitor, "码头夜间照明开放", "mtyjzm")
    turn_to(visitor, "zh-hant-hk")
    turn_to(visitor, "en")
    visitor.player.hear("There is no English edition of this page; here is the Chinese", 20)
    visitor.told(("H", "信息要素, heading level 2"))
