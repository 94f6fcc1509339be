"""S22: an account opened, changed and found again; one sign-in for every system, and one out."""

from __future__ import annotations

import pytest

from kiosk.tour.phone import Phone
from kiosk.tour.visit import codes
from tests.harness.newcomer import NEWCOMER, opened, register, sent
from tests.harness.visitor import Thing, Visitor

pytestmark = [pytest.mark.screen, pytest.mark.audio, pytest.mark.timeout(300)]

OWN = Thing("我的事项，链接", "interaction:list.my-cases")
OPEN_VISITS = """
    from server.identity.models import Visit
    result = Visit.objects.filter(ended_at=None).count()
    """
PASSWORDS = """
    from server.identity.models import User
    user = User.objects.get(username=name)
    result = [user.check_password(one) for one in tried]
    """


def test_signed_in_once_known_everywhere_and_signed_out_of_all(visitor: Visitor) -> None:
    visitor.press(OWN)
    visitor.sign_in()
    visitor.home()
    visitor.open(Thing("互动交流，链接", "columns:list.interact"), "互动交流")
    visitor.open(Thing("我的首页，链接", "taking-part:list.my-home"), "我的首页")
    visitor.open(Thing("我的通知，链接", "tiles:list.my-notices"), "我的通知")
    visitor.leave()
    visitor.journey.trial.await_shown(2)
    assert visitor.portal.call(OPEN_VISITS) == 0


def test_an_account_is_opened_and_its_name_is_changed(visitor: Visitor) -> None:
    """On the visitor's own phone, which the terminal leads to; known here at once."""
    player, base = visitor.player, visitor.journey.trial.base_url
    visitor.press(OWN)
    player.hear("手机会询问两位数字", 30)
    visitor.press(Thing("还没有账号，去注册，按钮", "#:register"))
    player.screen("register")
    player.hear("注册账号", 20)
    address = f"{base}/id/register"
    player.until(lambda: visitor.scanned() == address, "its code over that of the sign-in", 20)
    with Phone(base) as phone:
        register(visitor.portal, phone, address)
        assert opened(visitor.portal) == [NEWCOMER["account"], NEWCOMER["name"]]
        visitor.press(Thing("注册好了，去登录，按钮", "register#:sign_in"))
        visitor.sign_in(NEWCOMER["account"], NEWCOMER["password"])
        player.hear("您好，Example*，已登录", 20)
        phone.open("/id/account")
        phone.press("save", name="Ho Sample")
        assert opened(visitor.portal) == [NEWCOMER["account"], "Ho Sample"]
    visitor.leave()
    visitor.journey.trial.await_shown(2)
    visitor.begin()
    visitor.press(OWN)
    visitor.sign_in(NEWCOMER["account"], NEWCOMER["password"])
    player.hear("您好，Sample*，已登录", 20)


def test_a_lost_password_is_replaced_on_the_way_to_signing_in(visitor: Visitor) -> None:
    player = visitor.player
    visitor.press(OWN)
    player.hear("手机会询问两位数字", 30)
    code, number = codes(player.spoken())
    with Phone(visitor.journey.trial.base_url) as phone:
        phone.open(f"/d?c={code}")
        phone.press("yes")
        [lost] = [a for a in phone.page.all("a") if a.attributes["href"] == "/id/recover"]
        phone.open(lost.attributes["href"])
        phone.submit(account="demo.ouyang")
        mail = sent(visitor.portal, "demo.ouyang@example.org")
        phone.submit(code=mail, password="quiet river 88")
        assert phone.press("approve", number=number).heading == "Approved"
    player.screen("confirm", 30)
    player.hear("歐陽*，是您吗", 20)
    visitor.press(Thing("是我，继续", ":confirm.yes"))
    player.hear("您好，歐陽*，已登录", 20)
    tried = ["quiet river 88", "demo-2010"]
    assert visitor.portal.call(PASSWORDS, name="demo.ouyang", tried=tried) == [True, False]
