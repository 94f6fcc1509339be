"""The keyboard on the screen: a form is filled in Chinese by a finger alone."""

from __future__ import annotations

import pytest

from kiosk import handwriting, rime
from tests.harness.journey import Journey
from tests.harness.visitor import ByTouch, Thing

pytestmark = [
    pytest.mark.screen,
    pytest.mark.audio,
    pytest.mark.timeout(300),
    pytest.mark.skipif(
        not (rime.SHARED.exists() and handwriting.MODEL.exists()), reason="no engines"
    ),
]


def test_a_question_is_written_in_chinese_with_a_finger(journey: Journey) -> None:
    visitor = ByTouch(journey)
    player = journey.player
    visitor.begin()
    visitor.open(Thing("互动交流", "columns:list.interact"), "互动交流")
    visitor.open(Thing("我要写信、投诉、申请", "taking-part:list.ask"), "我要写信、投诉、申请")
    visitor.press(Thing("政务咨询", "kinds:list.consultation"))
    visitor.sign_in()
    visitor.choose(Thing("佛山市政府办公室", "organ.440600001"))

    player.touch("#subject")
    visitor.keys.press(*(f"e:{key}" for key in "foshanshi"), "pick:0", "way:hand")
    left, top, width, height = visitor.keys.place("canvas")
    across, down = left + width // 2, top + height // 2
    journey.screen.draw((across - 90, down), (across + 90, down))
    journey.screen.draw((across, down - 60), (across, down + 60))
    visitor.keys.press("pick:0", "do:enter")
    visitor.keys.press("way:stroke", *(f"e:{key}" for key in "hspn"), "pick:0")
    visitor.keys.write("1234567890")
    visitor.keys.hide()
    visitor.choose(Thing("需要答复", "reply_wanted.yes"))
    visitor.send()
    number = visitor.case_number()

    [case] = [case for case in journey.cases() if case["no"] == number]
    assert case["values"]["subject"] == "佛山市十"
    assert case["values"]["text"] == "木1234567890"
