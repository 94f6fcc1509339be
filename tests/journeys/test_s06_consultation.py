"""S06: consultation and its like: sent, answered, followed, rated; public letters read."""

from __future__ import annotations

import pytest

from tests.harness.sampled import letter
from tests.harness.visitor import Thing, Visitor

pytestmark = [pytest.mark.screen, pytest.mark.audio, pytest.mark.timeout(300)]

ASK = Thing("我要写信、投诉、申请，链接", "taking-part:list.ask")


@pytest.mark.quick("ByTouch")
def test_a_complaint_is_sent_answered_followed_and_rated(visitor: Visitor) -> None:
    visitor.open(Thing("互动交流，链接", "columns:list.interact"), "互动交流")
    visitor.open(ASK, "我要写信、投诉、申请")
    visitor.press(Thing("行政投诉，链接", "kinds:list.complaint"))
    visitor.sign_in()
    visitor.choose(Thing("佛山市政府办公室，单选项", "organ.440600001"))
    visitor.write(Thing("标题，文本框", "#subject"), "Counter closed early")
    visitor.write(
        Thing("内容，文本框", "#text"), "The counter closed at four instead of half past."
    )
    visitor.send()
    number = visitor.case_number()
    [case] = [c for c in visitor.portal.cases() if c["no"] == number]
    assert case["service_code"] == "complaint"
    assert case["values"]["subject"] == "Counter closed early"

    visitor.portal.reply_to(number, "已经提醒窗口，谢谢您。")
    visitor.player.hear("已经提醒窗口，谢谢您。", 30)
    visitor.press(Thing("评价", ":next.list.1"))
    visitor.player.hear("评价", 20)
    visitor.choose(Thing("五分，很满意，单选项", "stars.5"))
    visitor.send()
    rated = """
        from server.cases.models import Case
        result = Case.objects.get(no=no).stars
        """
    visitor.player.until(lambda: visitor.portal.call(rated, no=number) == 5, "the rating", 20)


def test_public_letters_are_read_with_the_official_answer(visitor: Visitor) -> None:
    visitor.open(Thing("互动交流，链接", "columns:list.interact"), "互动交流")
    visitor.open(Thing("来信选登，链接", "taking-part:list.letters"), "来信选登")
    read = letter(visitor.portal)
    visitor.open(Thing(f"{read.title}，链接", f"#{read.key}"), read.title)
    visitor.told(("2", "发言与答复，2 级标题"))
    visitor.meets(read.words[0])


def test_what_was_just_sent_is_taken_back(visitor: Visitor) -> None:
    visitor.open(Thing("互动交流，链接", "columns:list.interact"), "互动交流")
    visitor.open(ASK, "我要写信、投诉、申请")
    visitor.press(Thing("政风行风热线，链接", "kinds:list.hotline"))
    visitor.sign_in()
    visitor.choose(Thing("佛山市政府办公室，单选项", "organ.440600001"))
    visitor.write(Thing("标题，文本框", "#subject"), "Sent too early")
    visitor.write(Thing("内容，文本框", "#text"), "This was not finished yet.")
    visitor.send()
    number = visitor.case_number()
    visitor.player.hear("如果要反悔，本页有“撤回这件事项”", 20)
    visitor.press(Thing("撤回这件事项，链接", ":next.list.undo"))
    visitor.opened("撤回事项")
    visitor.press(Thing("确认撤回，复选框", "#sure"))
    visitor.send()
    visitor.opened(f"政风行风热线 {number}")
    [case] = [c for c in visitor.portal.cases() if c["no"] == number]
    assert case["state"] == "closed"
    visitor.meets("您撤回了这件事项")


LIMITS = """
    from django.utils.timezone import localtime
    from server.cases.models import Case
    case = Case.objects.get(no=no)
    days = localtime(case.reply_due).date() - localtime(case.requested_at).date()
    due = localtime(case.reply_due).date()
    result = [case.user.username, days.days, f"{due.year}年{due.month}月{due.day}日"]
    """


def test_a_petition_is_sent_by_who_proved_who_they_are(visitor: Visitor) -> None:
    """In their real name, so with a second factor; answered within sixty days."""
    visitor.open(Thing("互动交流，链接", "columns:list.interact"), "互动交流")
    visitor.open(ASK, "我要写信、投诉、申请")
    visitor.press(Thing("网上信访，链接", "kinds:list.petition"))
    visitor.player.hear("手机会询问两位数字", 30)
    said = "".join(visitor.player.spoken())
    assert "这一步要求三级身份核验：密码之外，还要验证码或验证应用" in said
    visitor.sign_in()
    visitor.choose(Thing("佛山市政府办公室，单选项", "organ.440600001"))
    visitor.write(Thing("标题，文本框", "#subject"), "Noise at night")
    visitor.write(Thing("内容，文本框", "#text"), "The site beside our house works all night.")
    visitor.write(Thing("诉求，文本框", "#wanted"), "No work after ten at night.")
    visitor.write(Thing("联系电话，文本框", "#phone"), "13800138000")
    visitor.send()
    number = visitor.case_number()
    assert number.startswith("XF-")
    [case] = [c for c in visitor.portal.cases() if c["no"] == number]
    assert case["service_code"] == "petition"
    assert case["values"]["wanted"] == "No work after ten at night."
    account, days, due = visitor.portal.call(LIMITS, no=number)
    assert (account, days) == ("demo", 60)
    visitor.meets(due)
