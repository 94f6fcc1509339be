"""S12: public answer rates, and the deadline and state of an own case."""

from __future__ import annotations

import pytest

from tests.harness.sampled import answer_rates
from tests.harness.visitor import Thing, Visitor

pytestmark = [pytest.mark.screen, pytest.mark.audio, pytest.mark.timeout(300)]


def test_answer_rates_are_heard(visitor: Visitor) -> None:
    visitor.open(Thing("互动交流，链接", "columns:list.interact"), "互动交流")
    title = "电子监察：办理和答复情况"
    visitor.open(Thing("电子监察，链接", "taking-part:list.supervision"), title)
    sent, answered = answer_rates(visitor.portal)
    visitor.told(
        ("2", "总体情况，2 级标题"),
        ("Down", f"列表，5 项，收到，{sent}，第 1 项，共 5 项"),
        ("Down", f"已答复，{answered}，第 2 项，共 5 项"),
        ("Down", f"答复率，{round(100 * answered / sent, 1):g}%，第 3 项，共 5 项"),
    )
    visitor.told(("2", "离开列表，各系统答复率，2 级标题"), ("2", "各单位答复率，2 级标题"))
    visitor.meets("佛山市发展和改革局")


LATE = """
    from datetime import timedelta
    from django.utils import timezone
    from server.cases.models import Case
    now = timezone.now()
    times = {"accept_warn": now - timedelta(hours=warned), "accept_due": now + timedelta(hours=due)}
    result = Case.objects.filter(no=no).update(**times)
    """


def test_the_lamp_of_an_own_case_is_told_as_it_changes(visitor: Visitor) -> None:
    visitor.open(Thing("互动交流，链接", "columns:list.interact"), "互动交流")
    visitor.open(
        Thing("我要写信、投诉、申请，链接", "taking-part:list.ask"), "我要写信、投诉、申请"
    )
    visitor.press(Thing("政风行风热线，链接", "kinds:list.hotline"))
    visitor.sign_in()
    visitor.choose(Thing("佛山市政府办公室，单选项", "organ.440600001"))
    visitor.write(Thing("标题，文本框", "#subject"), "Lift out of order")
    visitor.write(Thing("内容，文本框", "#text"), "The lift in the hall stands still.")
    visitor.send()
    number = visitor.case_number()
    visitor.meets("已收到，等待受理，时限内")
    for warned, due, said in ((1, 1, "即将到期"), (2, -1, "已超期")):
        visitor.portal.call(LATE, no=number, warned=warned, due=due)
        visitor.home()
        visitor.open(Thing("我的事项，链接", "interaction:list.my-cases"), "我的事项")
        visitor.press(Thing(number, f"#{number.lower()}"))
        visitor.opened(f"政风行风热线 {number}")
        visitor.meets(f"已收到，等待受理，{said}")
