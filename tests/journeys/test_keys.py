"""A five-way pad, held keys and combinations one key after another, by ear."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.harness.hands import hold, tap
from tests.harness.journey import Journey

pytestmark = [pytest.mark.screen, pytest.mark.audio, pytest.mark.timeout(240), pytest.mark.long]


def test_a_five_way_pad_and_the_latch_reach_everything(
    journey_with: Callable[..., Journey],
) -> None:
    journey = journey_with(keymaps="keyboard,pad5")
    player = journey.player
    player.press("F17")
    player.hear("佛山市一站式服务门户")
    for title in ("个人服务", "老年人优待证"):
        player.find("F14", title)
        player.press("F17")
        player.hear(title)
    journey.says("F14", "六十周岁以上的市民可以免费办理老年人优待证，当场可取。")
    journey.says(
        "F16", "一看就懂，列表，6 项，服务对象，六十周岁以上、在佛山居住的老年人，第 1 项，共 6 项"
    )
    journey.says("F15", "离开列表，老年人优待证办理指南【示例】，1 级标题")
    hold(journey, "F14", "一看就懂，2 级标题")
    hold(journey, "F13", "老年人优待证办理指南【示例】，1 级标题")
    hold(journey, "F16", "老")
    journey.says("F20", "菜单，列表，20 项，选择语言，按钮，第 1 项，共 20 项")
    journey.says("F19", "老年人优待证办理指南【示例】，1 级标题")

    tap(journey, *["Shift_L"] * 5)
    player.until(lambda: "逐个按组合键：开" in player.spoken(), "the latch")
    tap(journey, "Alt_L")
    player.press("9")
    player.hear("本页没有填写项")
    tap(journey, "Shift_L")
    journey.says("H", "前面没有标题了")
    journey.says("H", "一看就懂，2 级标题")
