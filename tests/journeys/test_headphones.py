"""Headphones in and out during a visit, as the sound server tells of them."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from tests.harness.journey import Journey
from tests.harness.sound import Sound

pytestmark = [pytest.mark.screen, pytest.mark.audio, pytest.mark.timeout(240)]

REMOVED = "耳机已拔出，朗读已停止。请插回耳机，或选择怎样继续"
PERSONAL = "接下来是您的个人信息，旁人能听到扬声器。请插入耳机，或选择怎样继续"
PUBLIC = "继续朗读，但不读个人信息"
ALL = "全部朗读，包括个人信息"


class Plug:
    """Headphones with a sink of their own, as a USB socket has them."""

    def __init__(self, sound: Sound) -> None:
        self._sound = sound
        self._module = ""

    def put(self, there: bool) -> None:
        if there:
            what = ("load-module", "module-null-sink", "sink_name=headphones")
            self._module = self._sound.pactl(*what)
        else:
            self._sound.pactl("unload-module", self._module)


def test_the_plug_begins_stops_and_goes_on(
    journey_with: Callable[..., Journey],
) -> None:
    journey = journey_with(headphone_sinks="headphones", speaker_sinks="kiosk")
    player, plug = journey.player, Plug(journey.sound)
    plug.put(True)
    player.hear("佛山市一站式服务门户")
    assert all(event["aloud"] for event in player.events() if event["event"] == "spoken")
    player.press("F5")
    player.until(lambda: len(player.spoken()) >= 2, "reading on", 30)
    plug.put(False)
    pulled = time.monotonic()
    player.hear(REMOVED)
    assert journey.sound.onset_after(pulled) is not None, "the question is heard by all"
    before = len(player.spoken())
    plug.put(True)
    player.until(lambda: len(player.spoken()) >= before + 1, "reading on where it was", 30)
    assert REMOVED not in player.spoken()[before:]

    plug.put(False)
    player.hear(REMOVED)
    player.press("Return")
    player.press("F2")
    player.hear("佛山市一站式服务门户")
    player.find("K", "政务咨询")
    player.press("Return")
    player.hear("手机会询问两位数字", 20)
    journey.approve()
    player.hear(PERSONAL, 20)  # asked over the screen that would say the name
    assert "张*" not in "".join(player.spoken())
    player.press("Return")
    player.find("Down", "个人信息，没有读出")
    player.press("F8")
    player.hear(PERSONAL)
    journey.says("Down", ALL + "，按钮，第 2 项，共 3 项")
    player.press("Return")
    player.hear("张*")
