"""Two people and two sources of input: a visitor at the terminal, staff at a device of theirs.

The visitor's part is by keys and ear alone, the staff's by a browser without scripts.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.harness.journey import Journey
from tests.harness.staff import Staff

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


def helping_links(staff: Staff) -> list[str]:
    """Where the member of staff goes on at a device of theirs."""
    found = staff.open("/assist/").all("a")
    return [a.attributes["href"] for a in found if "You are helping" in a.text]
