"""Staff stands beside a visitor who is signed in: what they see and do, and what is refused.

Two people, two sources of input, by ear alone, in three languages; the case, the desk and the
audit log say who helped, and nothing of either is left.
"""

from __future__ import annotations

import pytest

from kiosk.tour.phone import Phone
from kiosk.tour.visit import codes
from tests.harness.journey import Journey
from tests.harness.staff import ACCOUNT, PASSWORD, Staff
from tests.journeys.test_assist import (
    HELPED,
    LANGUAGES,
    SAID,
    audit,
    begin,
    helping_links,
    staff,
)
from tests.journeys.test_visit import open_consultation

pytestmark = [pytest.mark.screen, pytest.mark.audio, pytest.mark.timeout(300)]

__all__ = ["staff"]  # a fixture

BESIDE = {
    "zh-Hans": {
        "consultation": "政务咨询",
        "code": "手机会询问两位数字",
        "confirm": "是我，继续",
        "welcome": "您好，张*，已登录",
        "asked": "工作人员示*想在旁边协助您，您同意吗？您的个人内容会先藏起来，由您决定给不给看",
        "organ": "佛山市公安局",
        "subject": "标题，文本框",
        "subject_label": "标题",
        "text": "内容，文本框",
        "reply": "是否需要答复",
        "share": "让工作人员看这一项",
        "shared": "工作人员现在可以看到这一项",
        "hide": "不再让工作人员看这一项",
        "hid": "工作人员看不到这一项了",
        "share_page": "让工作人员看整页",
        "shared_page": "工作人员现在可以看到整页",
        "hide_page": "不再让工作人员看这一页",
        "hid_page": "工作人员看不到这一页的个人内容了",
        "open": "请工作人员填写这一项",
        "opened": "工作人员现在可以填写这一项",
        "filled": "工作人员填写了标题：祖庙停车场的无障碍车位",
        "review": "请核对",
        "leave": "结束离开",
        "goodbye": "您已安全退出，再见",
    },
    "en": {
        "consultation": "Consultation: ask",
        "code": "The phone asks for two digits",
        "confirm": "Yes, go on",
        "welcome": "Hello 张*, you are signed in",
        "asked": "a member of staff, 示*, wants to help you here. Do you agree? "
        "What is personal stays hidden until you share it",
        "organ": "Public Security Bureau",
        "subject": "Subject, edit",
        "subject_label": "Subject",
        "text": "Your question, edit",
        "reply": "Would you like an answer",
        "share": "share this item with staff",
        "shared": "staff can see this item now",
        "hide": "share this item no longer",
        "hid": "staff cannot see this item any more",
        "share_page": "share the whole page with staff",
        "shared_page": "staff can see the whole page now",
        "hide_page": "share this page no longer",
        "hid_page": "staff cannot see what is personal on this page any more",
        "open": "let staff fill in this field",
        "opened": "staff can fill in this field now",
        "filled": "staff filled in Subject: 祖庙停车场的无障碍车位",
        "review": "Check your answers",
        "leave": "Finish",
        "goodbye": "You are signed out. Goodbye",
    },
}
BESIDE["zh-Hant-HK"] = BESIDE["zh-Hans"]

CANARY = "canary-4406"
HELPERS = """
from server.cases.models import Event
result = [e.helper.username if e.helper else "" for e in
          Event.objects.filter(case__no=no).order_by("pk")]
"""


@LANGUAGES
def test_staff_beside_a_visitor_who_is_signed_in(
    journey: Journey, staff: Staff, language: str
) -> None:
    """Signs in by the visitor's side; sees nothing personal that is not shared; is named."""
    player, said = journey.player, BESIDE[language]
    begin(journey, language)
    open_consultation(journey, said["consultation"])
    player.hear(said["code"], 20)
    journey.approve()
    player.screen("confirm", 20)
    player.find("Down", said["confirm"])
    journey.says("Return", said["welcome"])
    player.screen("page")
    player.silence()
    fill_all_but_the_subject(journey, language)
    staff_signs_in(journey, language)

    player.until(lambda: helping_links(staff), "the portal to hear of it", 20)
    staff.open(helping_links(staff)[0])
    player.until(lambda: staff.look() and staff.rows, "the outline", 20)
    assert "张" not in staff.page.text

    player.find("Shift+Tab", said["subject"])
    player.type(CANARY)
    player.silence()
    assert CANARY not in " ".join(player.spoken())
    assert CANARY not in staff.look().text
    with pytest.raises(LookupError):
        staff.fill(said["subject_label"], "x")

    for share, shared, hide, hid in (
        ("share", "shared", "hide", "hid"),
        ("share_page", "shared_page", "hide_page", "hid_page"),
    ):
        choose(journey, said[share], said[shared])
        player.until(lambda: CANARY in staff.look().text, "what is shared", 20)
        choose(journey, said[hide], said[hid])
        player.until(lambda: CANARY not in staff.look().text, "what is shared no more", 20)

    choose(journey, said["open"], said["opened"])
    player.until(lambda: f"Fill in: {said['subject_label']}" in staff.look().text, "the field", 20)
    assert CANARY in staff.page.text  # an open field is a shared one
    staff.fill(said["subject_label"], "祖庙停车场的无障碍车位")
    player.hear(said["filled"], 20)

    send_and_see_who_acted(journey, language)
    leave_and_look_for_remains(journey, staff, language)


def fill_all_but_the_subject(journey: Journey, language: str) -> None:
    player, said = journey.player, BESIDE[language]
    player.find("Down", said["organ"])
    player.press("Return")
    player.find("Tab", said["text"])
    player.type("The light at the corner is out.")
    player.find("Tab", said["reply"])
    player.press("Return")
    player.silence()


def staff_signs_in(journey: Journey, language: str) -> None:
    """On a phone of their own; the visitor is asked, and agrees."""
    player, said = journey.player, BESIDE[language]
    player.press("Shift+F12")
    player.screen("staff", 20)
    player.hear(said["code"], 20)
    code, number = codes(player.spoken())
    with Phone(journey.trial.base_url, "en") as phone:
        page = phone.approve(code, number, ACCOUNT, PASSWORD)
        assert page.heading == "Approved"
    player.hear(said["asked"], 30)
    player.press("1")
    player.hear(SAID[language]["joined"], 20)


def choose(journey: Journey, entry: str, answer: str) -> None:
    """What staff may see and do is a list behind one key; what was chosen is said."""
    player = journey.player
    player.press("F12")
    player.screen("assist")
    player.until(player.spoken, "the dialog to be said")  # else Down would come before it
    if not any(entry in one for one in player.spoken()):
        player.find("Down", entry)
    player.press("Return")
    player.hear(answer, 20)
    player.silence()


def send_and_see_who_acted(journey: Journey, language: str) -> None:
    """The case is the visitor's, and says at the desk who helped; so does the audit log."""
    player = journey.player
    player.silence()
    player.press("Ctrl+Return")
    player.hear(BESIDE[language]["review"])
    player.press("Ctrl+Return")
    player.until(journey.cases, "the case", 20)
    [case] = journey.cases()
    assert (case["user"], case["values"]["subject"]) == ("demo", "祖庙停车场的无障碍车位")
    assert journey.portal.call(HELPERS, no=case["no"])[0] == "desk"
    marks = {line["event"]: line for line in audit(journey)}
    assert "assist_unmarked" not in marks
    assert marks["assist_began"]["subject"] == marks["signed_in"]["subject"]
    assert marks["assist_began"]["actor"] == marks["staff_signed_in"]["subject"]


def leave_and_look_for_remains(journey: Journey, staff: Staff, language: str) -> None:
    """The visit ends with staff still there; the next visitor and the staff find nothing of it."""
    player, said = journey.player, BESIDE[language]
    player.silence()
    player.press("Shift+Escape")
    player.screen("leave")
    player.find("Tab", said["leave"])
    player.press("Return")
    player.hear(said["goodbye"], 20)
    journey.trial.await_shown(2)
    player.until(lambda: "The help is over" in staff.look().text, "the end", 20)
    assert staff.rows == []
    [one, gestures] = journey.portal.call(HELPED)
    assert one == ["beside", "over", "visit", "desk", {}]
    assert gestures == 0
    begin(journey)
    spoken = player.spoken()
    player.press("F12")
    player.hear(SAID["zh-Hans"]["called"], 20)
    assert "示*" not in " ".join([*spoken, *player.spoken()])
