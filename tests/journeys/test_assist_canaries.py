"""Staff and a visitor, who came first and how the visit ends: nothing of either is left.

As in signing in (``test_canaries``), and besides: what staff said and filled in, who they were,
and the tokens that name both.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator

import pytest

from kiosk.tour.phone import Phone
from kiosk.tour.visit import codes
from tests.harness.remains import in_memory
from tests.harness.staff import ACCOUNT, PASSWORD, Staff
from tests.journeys.test_assist import HELPED, SAID, begin, helping_links, terminal_of
from tests.journeys.test_canaries import LEAVE, Own, network, search, shown, sign_in

pytestmark = [
    pytest.mark.screen,
    pytest.mark.audio,
    pytest.mark.long,
    pytest.mark.timeout(300),
]
WORDS = SAID["zh-Hans"]


@pytest.fixture
def place(request: pytest.FixtureRequest, way: str) -> Own:
    settings = {"idle_quiet": "8", "idle_warning": "20"} if way == "idle" else {}
    return Own(request.getfixturevalue("journey_with")(**settings))


@pytest.fixture
def staff(place: Own) -> Iterator[Staff]:
    with Staff(place.journey.trial.base_url) as staff:
        staff.sign_in()
        yield staff


def visitor_first(place: Own, staff: Staff) -> None:
    """Signs in, then staff comes to stand beside them."""
    player = place.journey.player
    sign_in(place, place.people[0], by_page=False)
    player.silence()
    player.press("Shift+F12")
    player.screen("staff", 20)
    player.hear("手机会询问两位数字", 20)
    code, number = codes(player.spoken())
    with Phone(place.journey.trial.base_url, "en") as phone:
        phone.approve(code, number, ACCOUNT, PASSWORD)
    player.hear("想在旁边协助您", 30)
    player.press("1")
    player.hear(WORDS["joined"], 20)
    player.until(lambda: helping_links(staff), "the portal to hear of it", 20)
    staff.open(helping_links(staff)[0])


def staff_first(place: Own, staff: Staff) -> None:
    """Staff helps from elsewhere; then the visitor signs in, with help paused meanwhile."""
    player = place.journey.player
    begin(place.journey)
    player.press("KP_9")
    player.hear(WORDS["called"], 20)
    staff.offer(terminal_of(staff))
    player.hear(WORDS["asked"], 20)
    player.press("1")
    player.hear(WORDS["joined"], 20)
    player.silence()
    player.find("K", "政务咨询")
    player.press("Return")
    player.screen("sign_in", 20)
    player.hear("登录时，工作人员什么也看不到", 20)
    staff.look()
    assert staff.rows == []
    assert "signing in" in staff.page.text
    player.hear("手机会询问两位数字", 30)
    place.journey.approve()
    player.screen("confirm", 20)
    player.hear("是您吗", 20)
    assert "张" not in staff.look().text
    player.find("Tab", "是我，继续")
    player.press("Return")
    player.hear("协助继续", 20)


ORDERS = {"visitor first": visitor_first, "staff first": staff_first}


def helped(place: Own, staff: Staff) -> dict[str, str]:
    """What staff does, and what must not be found of it."""
    player = place.journey.player
    player.until(lambda: staff.look() and staff.rows, "the outline", 20)
    assert not any("示例" in row for row in staff.rows)
    said, filled = f"qsay{secrets.token_hex(5)}", f"qfilled{secrets.token_hex(5)}"
    staff.say(said)
    player.hear(said, 20)
    assert in_memory(shown(place.journey), {"said": said})  # sharing, below, forgets it
    player.silence()
    player.find("F", "标题")
    player.press("F12")
    player.screen("assist")
    player.until(player.spoken, "the dialog to be said")
    player.find("Down", "请工作人员填写这一项")
    player.press("Return")
    player.hear("工作人员现在可以填写这一项", 20)
    player.until(lambda: "Fill in: 标题" in staff.look().text, "the field", 20)
    staff.fill("标题", filled)
    player.hear("工作人员填写了标题", 20)
    return {"said": said, "filled": filled}


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("way", LEAVE)
def test_nothing_is_left_of_either(place: Own, staff: Staff, way: str, order: str) -> None:
    journey = place.journey
    since = time.time() - 1
    ORDERS[order](place, staff)
    canaries = helped(place, staff)
    tokens = place.tokens()
    assert tokens
    canaries |= {f"token {number}": token for number, token in enumerate(tokens)}
    assert set(canaries) - {"said"} <= in_memory(shown(journey), canaries)
    with network(place, pulled=way == "network pulled"):
        LEAVE[way](journey)
        journey.trial.await_shown(2)
        time.sleep(1)  # the folder is deleted when the process is reaped
        assert search(journey, canaries, since) == set()
    if way != "network pulled":
        journey.player.until(lambda: not place.still_open(), "the visits ended", 40)
    journey.player.until(lambda: is_over(place), "the help ended", 60)
    assert staff.look()
    assert staff.rows == []
    before = len(journey.player.events())
    sign_in(place, place.people[1], by_page=False)
    said = str([event.get("text") for event in journey.player.events()[before:]])
    assert "示*" not in said
    assert not [name for name, text in canaries.items() if text in said]
    assert in_memory(shown(journey), canaries) == set()


def is_over(place: Own) -> bool:
    """The portal knows that nobody helps; nothing of the page and the words is kept."""
    *helps, gestures = place.journey.portal.call(HELPED)
    return all(one[1] == "over" and one[4] == {} for one in helps) and gestures == 0
