"""A visitor without an account opens one with the help of staff, who never become the visitor.

Staff is at another place: they see which steps there are and point at them. The account is opened
on the visitor's own phone, and while the visitor signs in staff sees nothing.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.tour.phone import Phone
from kiosk.tour.visit import codes
from tests.harness.journey import Journey
from tests.harness.newcomer import NEWCOMER, opened, register
from tests.harness.qr import codes_in
from tests.harness.staff import Staff
from tests.journeys.test_assist import LANGUAGES, SAID, begin, helped_from_elsewhere, staff

pytestmark = [
    pytest.mark.screen,
    pytest.mark.audio,
    pytest.mark.long,
    pytest.mark.timeout(300),
]

__all__ = ["staff"]  # a fixture

WORDS = {
    "zh-Hans": {
        "entry": "还没有账号，请工作人员帮忙注册",
        "title": "注册账号",
        "step": "填写账号、姓名、手机号或邮箱，设一个密码",
        "done": "注册好了，去登录，按钮",
        "paused": "登录时，工作人员什么也看不到，也不能操作",
        "code": "手机会询问两位数字",
        "is_it": "Example*，是您吗",
        "yes": "是我，继续",
        "welcome": "您好，Example*，已登录",
        "resumed": "协助继续，您的个人内容仍然藏着",
    },
    "en": {
        "entry": "no account yet: open one with the help of staff",
        "title": "Open an account",
        "step": "Enter a name for the account, your own name, a mobile number or mail address",
        "done": "Done, sign in, button",
        "paused": "while you sign in, the member of staff sees nothing and can do nothing",
        "code": "The phone asks for two digits",
        "is_it": "Example*, is that you",
        "yes": "Yes, go on",
        "welcome": "Hello Example*, you are signed in",
        "resumed": "help goes on; what is personal is still hidden",
    },
}
WORDS["zh-Hant-HK"] = WORDS["zh-Hans"]


@LANGUAGES
def test_an_account_is_opened_with_the_help_of_staff(
    journey: Journey, staff: Staff, language: str, tmp_path: Path
) -> None:
    player, said = journey.player, WORDS[language]
    begin(journey, language)
    helped_from_elsewhere(journey, staff, language)
    player.press("F12")
    player.hear(SAID[language]["end"], 20)
    player.find("Down", said["entry"])
    player.press("Return")
    player.hear(said["title"], 20)

    player.until(lambda: sees(staff, said["step"]), "the steps", 20)
    staff.point(said["step"])
    player.hear(SAID[language]["points"], 20)
    assert any(said["step"] in one for one in player.spoken())

    [address] = codes_in(player.screenshot(tmp_path / "screen.png"))
    with Phone(journey.trial.base_url) as phone:
        register(journey.portal, phone, address)
    assert opened(journey.portal) == [NEWCOMER["account"], NEWCOMER["name"]]

    player.find("Tab", said["done"])
    player.press("Return")
    player.hear(said["code"], 30)
    code, number = codes(player.spoken())
    player.hear(said["paused"], 40)
    player.until(lambda: "signing in" in staff.look().text, "nothing to see", 20)
    assert staff.rows == []
    with Phone(journey.trial.base_url) as phone:
        phone.approve(code, number, NEWCOMER["account"], NEWCOMER["password"])
    player.screen("confirm", 30)
    player.hear(said["is_it"], 20)
    assert "Example" not in staff.look().text
    player.find("Down", said["yes"])
    player.press("Return")
    player.hear(said["welcome"], 20)
    player.hear(said["resumed"], 20)
    player.until(lambda: staff.look() and staff.rows, "the outline again", 20)
    assert "Example" not in staff.page.text


def sees(staff: Staff, words: str) -> bool:
    staff.look()
    return any(words in row for row in staff.rows)
