"""A phone is asked to sign somebody in: who it is was typed, or read from a card.

The reader of cards types like a keyboard; two digits are shown and said, and the phone of whoever
it is finds the same. The visitor by keys and ear; staff beside them with a card of their own.
"""

from __future__ import annotations

import pytest

from kiosk.tour.phone import Page, Phone
from kiosk.tour.visit import codes
from tests.harness.journey import Journey, app_code
from tests.harness.staff import ACCOUNT, PASSWORD
from tests.journeys.test_assist import SAID, audit, begin
from tests.journeys.test_visit import OPEN_VISITS, open_consultation

pytestmark = [
    pytest.mark.screen,
    pytest.mark.audio,
    pytest.mark.long,
    pytest.mark.timeout(240),
]
CARD = """
from server.identity.models import User
result = User.objects.filter(username=name).update(card=card)
"""
ASKED = "已发到手机，请在手机上核对这两位数字，然后确认"


def answer(journey: Journey, account: str, password: str) -> Page:
    """The phone that was asked: signed in, the place is right, the digits are those heard.

    Who must not approve here is told so before they could.
    """
    _, number = codes(journey.player.spoken())
    assert len(number) == 2
    with Phone(journey.trial.base_url, "en") as phone:
        phone.open("/d/asks")
        phone.submit(account=account, password=password)
        if phone.page.url.endswith("/d/second"):
            phone.press("go", code=app_code(account))
        if phone.press("yes").url.endswith("/d/done"):
            return phone.page
        return phone.press("approve", number=number)


def is_signed_in(journey: Journey) -> None:
    player = journey.player
    player.screen("confirm", 30)
    assert player.hear("是您吗", 20)[-1].startswith("张*，是您吗")
    player.find("Down", "是我，继续")
    journey.says("Return", "您好，张*，已登录")
    assert journey.portal.call(OPEN_VISITS) == 1


def everything_said(journey: Journey) -> str:
    return "\n".join(str(e["text"]) for e in journey.player.events() if e["event"] == "spoken")


def test_who_it_is_is_typed_and_the_phone_approves(journey: Journey) -> None:
    player = journey.player
    begin(journey)
    open_consultation(journey, "政务咨询")
    player.hear("手机会询问两位数字", 20)
    player.find("Tab", "输入手机号或账号，让手机来确认，按钮")
    player.press("Return")
    player.screen("identifier")
    player.hear("您是哪一位")
    player.hear("手机号、账号或卡号，文本框")
    player.press("Return")
    player.hear("请先输入手机号、账号或卡号")
    player.type("demo")
    player.press("Return")
    player.hear(ASKED, 20)
    assert answer(journey, "demo", "demo-2009").heading == "Approved"
    is_signed_in(journey)


def test_a_card_at_the_code_asks_its_owners_phone(journey: Journey) -> None:
    player = journey.player
    journey.portal.call(CARD, name="demo", card="6217004400123456")
    begin(journey)
    open_consultation(journey, "政务咨询")
    player.hear("手机会询问两位数字", 20)
    player.scan("6217004400123456")
    player.hear(ASKED, 20)
    assert answer(journey, "demo", "demo-2009").heading == "Approved"
    is_signed_in(journey)
    assert "6217" not in everything_said(journey)


def test_staff_signs_in_beside_the_visitor_with_a_card(journey: Journey) -> None:
    player = journey.player
    journey.portal.call(CARD, name=ACCOUNT, card="4406000000001234")
    begin(journey)
    player.press("Shift+F12")
    player.screen("staff", 20)
    player.hear("手机会询问两位数字", 20)
    player.scan("4406000000001234")
    player.hear(ASKED, 20)
    assert answer(journey, ACCOUNT, PASSWORD).heading == "Approved"
    player.hear("工作人员示*想在旁边协助您，您同意吗？", 30)
    player.press("1")
    player.hear(SAID["zh-Hans"]["joined"], 20)
    assert "4406" not in everything_said(journey)
    events = [line["event"] for line in audit(journey)]
    assert events[-2:] == ["staff_signed_in", "assist_began"]
    player.press("F12")
    player.hear(SAID["zh-Hans"]["end"], 20)
    player.press("Return")
    player.hear(SAID["zh-Hans"]["over"], 20)
    player.until(lambda: journey.portal.call(OPEN_VISITS) == 0, "the staff's sign-in to end", 20)


def test_a_visitors_card_makes_nobody_staff(journey: Journey) -> None:
    player = journey.player
    journey.portal.call(CARD, name="demo", card="6217004400123456")
    begin(journey)
    player.press("Shift+F12")
    player.screen("staff", 20)
    player.hear("手机会询问两位数字", 20)
    player.scan("6217004400123456")
    player.hear(ASKED, 20)
    assert answer(journey, "demo", "demo-2009").heading == "This account is not staff"
    player.hear("这个账号不是工作人员，没有加入", 30)
    player.until(lambda: journey.portal.call(OPEN_VISITS) == 0, "nobody is signed in", 20)
    player.press("F12")
    player.hear(SAID["zh-Hans"]["called"], 20)
