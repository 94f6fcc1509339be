"""Two people and two sources of input: a visitor at the terminal, staff at a device of theirs.

The visitor's part is by keys and ear alone, the staff's by a browser without scripts.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.tour.phone import Phone
from kiosk.tour.visit import codes
from tests.harness.journey import Journey
from tests.harness.staff import ACCOUNT, PASSWORD, Staff
from tests.journeys.test_visit import open_consultation

pytestmark = [pytest.mark.screen, pytest.mark.audio, pytest.mark.timeout(240)]

SAID = {
    "zh-Hans": {
        "home": "佛山市一站式服务门户",
        "called": "已呼叫工作人员，请在这里等候",
        "asked": "工作人员示*想从别处协助您，您同意吗？对方会看到页面的文字，看不到您的个人内容",
        "joined": "工作人员已加入，示*。您的个人内容已藏起来",
        "points": "工作人员指给您看",
        "says": "工作人员说：请往下听",
        "over": "您结束了协助，工作人员已离开",
        "left": "工作人员已离开",
        "end": "结束协助，请工作人员离开",
        "refused": "好的，没有工作人员加入",
    },
    "zh-Hant-HK": {},
    "en": {
        "home": "Foshan One-Stop Service Portal",
        "called": "staff were called, please wait here",
        "asked": "a member of staff, 示*, wants to help you from another place. Do you agree? "
        "They see the words of the page, and nothing personal",
        "joined": "a member of staff has joined, 示*. What is personal is hidden",
        "points": "staff points at this",
        "says": "staff says: 请往下听",
        "over": "you ended the help, the member of staff has left",
        "left": "the member of staff has left",
        "end": "end the help, staff leaves",
        "refused": "all right, no member of staff has joined",
    },
}
SAID["zh-Hant-HK"] = SAID["zh-Hans"]
"""What is spoken is the source; the characters on the screen are another matter."""

HELPED = """
from server.assist.models import Assistance, Gesture
result = [[a.way, a.state, a.ended, a.officer.username, a.outline] for a in
          Assistance.objects.order_by("pk")] + [Gesture.objects.count()]
"""
HELPERS = """
from server.cases.models import Event
result = [e.helper.username if e.helper else "" for e in
          Event.objects.filter(case__no=no).order_by("pk")]
"""


@pytest.fixture
def staff(journey: Journey) -> Iterator[Staff]:
    with Staff(journey.trial.base_url) as staff:
        staff.sign_in()
        yield staff


def begin(journey: Journey, language: str = "zh-Hans") -> None:
    player = journey.player
    player.press("KP_5")
    player.hear(SAID["zh-Hans"]["home"], 20)
    for _ in range({"zh-Hans": 0, "zh-Hant-HK": 1, "en": 2}[language]):
        player.press("Alt+Shift+T")
        player.silence()


def terminal_of(staff: Staff) -> str:
    """The name of the one terminal that asks."""
    page = staff.open("/assist/")
    labels = [label for form in page.forms for label in form.buttons if "Help from here" in label]
    return labels[0].removeprefix("Help from here: ")


def helped_from_elsewhere(journey: Journey, staff: Staff, language: str = "zh-Hans") -> None:
    player, said = journey.player, SAID[language]
    player.press("KP_9")
    player.hear(said["called"], 20)
    staff.offer(terminal_of(staff))
    player.hear(said["asked"], 20)
    player.press("1")
    player.hear(said["joined"], 20)
    player.until(lambda: staff.look() and staff.rows, "the outline", 20)


def audit(journey: Journey) -> list[dict[str, Any]]:
    files = sorted(Path(journey.trial.data).rglob("audit.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text().splitlines()]


LANGUAGES = pytest.mark.parametrize(
    "language",
    ["zh-Hans", *(pytest.param(one, marks=pytest.mark.long) for one in SAID if one != "zh-Hans")],
)


@LANGUAGES
def test_help_from_another_place(journey: Journey, staff: Staff, language: str) -> None:
    player, said = journey.player, SAID[language]
    begin(journey, language)
    helped_from_elsewhere(journey, staff, language)
    assert any(said["home"] in row or "佛山" in row for row in staff.rows)

    link = next(row for row in staff.rows if row.startswith("link: "))
    words = link.removeprefix("link: ").split()[0]
    staff.point(words)
    player.hear(said["points"], 20)
    assert any(words[:2] in one for one in player.spoken())
    staff.say("请往下听")
    player.hear(said["says"], 20)
    rate = {"en": "rate 3"}.get(language, "语速 3")
    staff.step("slower")
    player.hear(rate, 20)

    player.press("F12")
    player.hear(said["end"], 20)
    player.press("Return")
    player.hear(said["over"], 20)
    player.until(lambda: "the visitor ended it" in staff.look().text, "the end", 20)
    assert staff.rows == []
    [one, gestures] = journey.portal.call(HELPED)
    assert one == ["remote", "over", "visitor", "desk", {}]
    assert gestures == 0
    events = [line["event"] for line in audit(journey)]
    assert events == ["assist_began", "assist_ended"]


@pytest.mark.long
@LANGUAGES
def test_no_is_no_and_staff_can_leave_too(journey: Journey, staff: Staff, language: str) -> None:
    player, said = journey.player, SAID[language]
    begin(journey, language)
    player.press("KP_9")
    player.hear(said["called"], 20)
    name = terminal_of(staff)
    staff.offer(name)
    player.hear(said["asked"], 20)
    player.press("2")
    player.hear(said["refused"], 20)
    player.until(lambda: "did not agree" in staff.look().text, "the refusal", 20)
    assert staff.rows == []

    staff.offer(name)
    player.hear(said["asked"], 20)
    player.press("1")
    player.hear(said["joined"], 20)
    staff.look()
    staff.end()
    player.hear(said["left"], 20)
    assert [row[2] for row in journey.portal.call(HELPED)[:-1]] == ["refused", "staff"]


def test_staff_beside_a_visitor_who_is_signed_in(journey: Journey, staff: Staff) -> None:
    """Signs in by the visitor's side; sees nothing personal that is not shared; is named."""
    player = journey.player
    begin(journey)
    open_consultation(journey, "政务咨询")
    player.hear("手机会询问两位数字", 20)
    journey.approve()
    player.screen("confirm", 20)
    player.find("Down", "是我，继续")
    journey.says("Return", "您好，张*，已登录")
    player.screen("page")
    player.silence()
    fill_all_but_the_title(journey)

    player.press("Shift+F12")
    player.screen("staff", 20)
    player.hear("手机会询问两位数字", 20)
    code, number = codes(player.spoken())
    with Phone(journey.trial.base_url, "en") as phone:
        page = phone.approve(code, number, ACCOUNT, PASSWORD)
        assert page.heading == "Approved"
    player.hear("工作人员示*想在旁边协助您，您同意吗？您的个人内容会先藏起来，由您决定给不给看", 30)
    player.press("1")
    player.hear("工作人员已加入，示*。您的个人内容已藏起来", 20)

    player.until(lambda: helping_links(staff), "the portal to hear of it", 20)
    staff.open(helping_links(staff)[0])
    player.until(lambda: staff.look() and staff.rows, "the outline", 20)
    assert "张" not in staff.page.text

    player.find("Shift+Tab", "标题")
    player.type("canary-4406")
    player.silence()
    assert "canary-4406" not in " ".join(player.spoken())
    assert "canary-4406" not in staff.look().text
    with pytest.raises(LookupError):
        staff.fill("标题", "x")

    player.press("F12")
    player.screen("assist")
    player.until(player.spoken, "the dialog to be said")  # else Down would come before it
    player.find("Down", "请工作人员填写这一项")
    player.press("Return")
    player.hear("工作人员现在可以填写这一项", 20)
    player.until(lambda: "Fill in: 标题" in staff.look().text, "the field", 20)
    assert "canary-4406" in staff.page.text  # an open field is a shared one
    staff.fill("标题", "祖庙停车场的无障碍车位")
    player.hear("工作人员填写了标题：祖庙停车场的无障碍车位", 20)

    send_and_see_who_acted(journey)
    leave_and_look_for_remains(journey, staff)


def helping_links(staff: Staff) -> list[str]:
    """Where the member of staff goes on at a device of theirs."""
    found = staff.open("/assist/").all("a")
    return [a.attributes["href"] for a in found if "You are helping" in a.text]


def fill_all_but_the_title(journey: Journey) -> None:
    player = journey.player
    player.find("Down", "佛山市公安局")
    player.press("Return")
    player.find("Tab", "内容，文本框")
    player.type("The light at the corner is out.")
    player.find("Tab", "是否需要答复")
    player.press("Return")
    player.silence()


def send_and_see_who_acted(journey: Journey) -> None:
    """The case is the visitor's, and says at the desk who helped; so does the audit log."""
    player = journey.player
    player.silence()
    player.press("Ctrl+Return")
    player.hear("请核对")
    player.press("Ctrl+Return")
    player.until(journey.cases, "the case", 20)
    [case] = journey.cases()
    assert (case["user"], case["values"]["subject"]) == ("demo", "祖庙停车场的无障碍车位")
    assert journey.portal.call(HELPERS, no=case["no"])[0] == "desk"
    marks = {line["event"]: line for line in audit(journey)}
    assert "assist_unmarked" not in marks
    assert marks["assist_began"]["subject"] == marks["signed_in"]["subject"]
    assert marks["assist_began"]["actor"] == marks["staff_signed_in"]["subject"]


def leave_and_look_for_remains(journey: Journey, staff: Staff) -> None:
    """The visit ends with staff still there; the next visitor and the staff find nothing of it."""
    player = journey.player
    player.silence()
    player.press("Shift+Escape")
    player.hear("现在结束吗？")
    player.find("Tab", "结束离开")
    player.press("Return")
    player.hear("您已安全退出，再见", 20)
    journey.trial.await_shown(2)
    player.until(lambda: "The help is over" in staff.look().text, "the end", 20)
    assert staff.rows == []
    [one, gestures] = journey.portal.call(HELPED)
    assert one == ["beside", "over", "visit", "desk", {}]
    assert gestures == 0
    begin(journey)
    said = player.spoken()
    player.press("F12")
    player.hear(SAID["zh-Hans"]["called"], 20)
    assert "示*" not in " ".join([*said, *player.spoken()])
