"""What goes wrong is said in plain words, nothing is lost, and there is a way on."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.harness.journey import Journey
from tests.harness.stored_portal import StoredPortal
from tests.harness.visitor import ByTouch, Thing

pytestmark = [pytest.mark.screen, pytest.mark.audio, pytest.mark.timeout(240)]


def test_a_portal_that_is_down_at_the_start_is_waited_for(
    journey_with: Callable[..., Journey],
) -> None:
    with StoredPortal() as portal:
        address = portal.url
    journey = journey_with(portal=address)
    player = journey.player
    player.press("KP_5")
    journey.heard("连不上网络，现在打不开这一页，您填写的内容都还在。请稍后再试。提醒", timeout=20)
    player.find("Tab", "再试一次")
    player.press("Return")
    player.hear("连不上网络", 20)


def test_a_dropped_connection_loses_nothing_and_makes_one_case(journey: Journey) -> None:
    player = journey.player
    player.press("KP_5")
    player.hear("佛山市一站式服务门户")
    player.find("K", "政务咨询")
    player.press("Return")
    player.hear("手机会询问两位数字", 20)
    journey.approve()
    player.hear("是您吗", 20)
    player.find("Tab", "是我，继续")
    player.press("Return")
    player.hear("您好", 15)
    player.screen("page")
    player.find("F", "佛山市政府办公室")
    player.press("Return")
    player.find("F", "标题")
    player.type("Bus stop bench")
    player.find("Tab", "内容")
    player.type("The bench at the bus stop is broken.")
    player.find("Tab", "是否需要答复")
    player.press("Return")
    player.hear("已选中")

    server = journey.server_pid()
    os.kill(server, signal.SIGSTOP)
    player.press("Ctrl+Return")
    player.hear("请核对")
    player.press("Ctrl+Return")
    player.hear("填写的内容都还在", 40)
    os.kill(server, signal.SIGCONT)
    player.press("Ctrl+Return", "Ctrl+Return")
    player.hear("受理编号", 30)

    [case] = journey.cases()
    assert case["values"]["subject"] == "Bus stop bench"


def test_a_provider_that_is_not_the_configured_one_signs_nobody_in(
    journey_with: Callable[..., Journey],
) -> None:
    journey = journey_with(issuer="http://127.0.0.1:9/id")
    player = journey.player
    player.press("KP_5")
    player.hear("佛山市一站式服务门户")
    player.find("K", "政务咨询")
    player.press("Return")
    player.screen("sign_in")
    player.hear("登录", 15)
    player.find("Tab", "不登录，返回")
    player.press("Return")
    player.hear("佛山市一站式服务门户", 15)


@pytest.mark.long
def test_a_page_of_an_unknown_kind_is_its_text(journey_with: Callable[..., Journey]) -> None:
    with StoredPortal() as portal:
        portal.pages["/"] = {
            "vocabulary": "1",
            "kind": "hologram",
            "address": "/",
            "edition": "zh-Hans",
            "lang": "zh-Hans",
            "title": "全息服务",
            "privacy": "public",
            "text": "第一段说明。\n第二段说明。",
        }
        journey = journey_with(portal=portal.url)
        journey.player.press("KP_5")
        journey.player.hear("全息服务")
        journey.says("Down", "第一段说明。")
        journey.says("Down", "第二段说明。")
        assert journey.faults() == []


def test_without_a_sound_server_the_captions_say_it(journey_with: Callable[..., Journey]) -> None:
    journey = journey_with(pulse_server="unix:/nowhere/pulse")
    journey.player.press("KP_5")
    journey.player.hear("本机没有语音，字幕照常显示", 20)
    journey.player.hear("佛山市一站式服务门户")
    journey.player.find("K", "政务公开")
    assert journey.faults() == []


@pytest.mark.long
def test_without_a_speech_engine_the_captions_say_it(
    journey_with: Callable[..., Journey], tmp_path: Path
) -> None:
    (tmp_path / "espeakng_loader.py").write_text(
        "import sys\n"
        "sys.modules['pyttsx3.drivers._espeak'] = None  # Debian's own library may be there\n"
        "raise ImportError('not installed')\n"
    )
    journey = journey_with(python_path=str(tmp_path))
    journey.player.press("KP_5")
    journey.player.hear("本机没有语音，字幕照常显示", 20)
    journey.player.hear("佛山市一站式服务门户")
    assert journey.faults() == []


REPORTED = """
    from server.evaluation.models import FaultReport
    result = [[fault.address, fault.kind] for fault in FaultReport.objects.all()]
    """


@pytest.mark.long
def test_errors_that_a_finger_meets_are_said_and_it_finds_the_way_on(journey: Journey) -> None:
    visitor, player = ByTouch(journey), journey.player
    visitor.begin()
    visitor.open(Thing("报告页面错误，链接", "systems:list.faults"), "报告页面错误")
    player.touch("#:submit")
    wrong = "有 2 处需要修改，请填写页面地址。请选择有什么问题。现在在“页面地址”"
    player.hear(wrong)
    player.still()
    assert "/faults/new#address" in player.places()  # without scrolling, above the keys
    visitor.keys.write("/news")
    visitor.keys.hide()
    player.touch("kind.link")
    visitor.send()
    player.hear("提交成功", 20)
    assert journey.portal.call(REPORTED) == [["/news", "link"]]

    visitor.home()
    server = journey.server_pid()
    os.kill(server, signal.SIGSTOP)
    player.touch("systems:list.evaluation")
    player.hear("网站没有及时回应，您填写的内容都还在。请再试一次。", 40)
    os.kill(server, signal.SIGCONT)
    player.touch("#:retry")
    visitor.opened("网站绩效评估")
