"""Writing Chinese on a numeric pad in telephone order, by ear, and sending it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.rime import SHARED
from tests.harness.hands import hold
from tests.harness.journey import Journey

pytestmark = [
    pytest.mark.screen,
    pytest.mark.audio,
    pytest.mark.timeout(240),
    pytest.mark.skipif(not SHARED.exists(), reason="the pinyin engine is not installed"),
]


def digits(journey: Journey, keys: str) -> None:
    for key in keys:
        journey.player.press(f"KP_{key}")
        journey.player.until(journey.player.spoken, key)


def down_to(journey: Journey, name: str) -> None:
    """Down the page, through its fields."""
    player = journey.player
    for _ in range(60):
        player.press("KP_8")
        player.until(player.spoken, "anything said")
        said = player.spoken()[-1]
        if said.startswith(name) or f"，{name}" in said:
            return
    pytest.fail(f"no {name}")


def test_a_name_is_written_on_the_pad_and_reaches_the_server(
    journey_with: Callable[..., Journey],
) -> None:
    journey = journey_with(keymaps="pad12-telephone")
    player = journey.player
    player.press("KP_5")
    player.hear("佛山市一站式服务门户")
    down_to(journey, "政务咨询：")  # past the words to search for
    player.press("KP_5")
    player.screen("sign_in")
    player.hear("手机会询问两位数字", 20)
    journey.approve()
    player.screen("confirm", 20)
    player.find("KP_8", "是我，继续")
    player.press("KP_5")
    player.hear("政务咨询", 20)
    player.find("KP_8", "佛山市公安局")
    journey.says("KP_5", "佛山市公安局，单选项，已选中，第 7 项，共 61 项")

    player.find("KP_6", "是否需要答复")
    journey.says("KP_5", "需要答复，单选项，已选中，第 1 项，共 2 项")
    player.press("KP_2")
    player.hear("内容，文本框")
    player.press("KP_5")
    player.hear("输入：内容")
    for kind in ("小写字母", "大写字母", "数字"):
        hold(journey, "KP_0", kind)
    digits(journey, "1234567890")
    journey.says("KP_Enter", "已写入：1234567890")
    player.press("KP_2")
    player.hear("标题，文本框")
    journey.says(
        "KP_5",
        "输入：标题，列表，1 项，已写，按钮，空白，按井号键，写入，第 1 项，共 1 项",
    )
    digits(journey, "367426744")
    assert player.spoken() == ["4，佛山市"]
    journey.says("KP_Enter", "佛山市")
    digits(journey, "2426")
    player.find("KP_Plus", "禅，")
    journey.says("KP_Enter", "禅")
    digits(journey, "2436478")
    assert player.spoken() == ["8，城区"]
    journey.says("KP_Decimal", "删除 8")
    digits(journey, "8")
    journey.says("KP_Enter", "城区")
    journey.says("KP_Enter", "已写入：佛山市禅城区")
    hold(journey, "KP_9", "标题，文本框")  # the place is known after the dialog
    down_to(journey, "提交")
    player.press("KP_5")
    player.hear("请核对")
    down_to(journey, "提交")
    player.press("KP_5")
    player.hear("受理编号", 20)

    [case] = journey.cases()
    assert case["values"]["subject"] == "佛山市禅城区"
    assert case["values"]["text"] == "1234567890"
