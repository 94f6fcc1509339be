"""Staff are called by a key and come."""

from __future__ import annotations

import pytest

from tests.harness.journey import Journey
from tests.harness.portal_desk import Officer

pytestmark = [pytest.mark.screen, pytest.mark.audio, pytest.mark.timeout(240)]

OPEN_CALL = "from server.assist.models import Call; result = Call.objects.get(over_at=None).pk"
CALLS = "from server.assist.models import Call; result = Call.objects.filter(over_at=None).count()"


def test_a_call_is_answered_and_ends_with_the_visit(journey: Journey) -> None:
    player = journey.player
    player.press("KP_5")
    player.hear("佛山市一站式服务门户", 20)
    player.press("KP_9")
    player.hear("已呼叫工作人员，请在这里等候", 20)
    player.silence()
    journey.says("F12", "已经呼叫过，正在等工作人员应答")

    journey.portal.reached_at(journey.trial.base_url)
    officer = Officer(journey.portal, "desk")
    key = str(journey.portal.call(OPEN_CALL))
    officer.fill("assist/call/", {"action": "go_there", "_selected_action": key})
    player.hear("工作人员正在过来", 20)

    player.press("Shift+Escape")
    player.screen("leave")
    player.find("Tab", "结束离开")
    player.press("Return")
    journey.trial.await_shown(2)
    player.until(lambda: journey.portal.call(CALLS) == 0, "the call to be over")
