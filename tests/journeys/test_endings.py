"""A visit ends by idleness, by a crash or without a network, and nothing of it is left."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.private import PREFIX, memory_folder
from tests.harness.journey import Journey

pytestmark = [pytest.mark.screen, pytest.mark.audio, pytest.mark.timeout(240)]

OPEN_VISITS = (
    "from server.identity.models import Visit\nresult = Visit.objects.filter(ended_at=None).count()"
)


def sign_in(journey: Journey) -> None:
    player = journey.player
    player.press("KP_5")
    player.hear("佛山市一站式服务门户")
    player.find("K", "政务咨询")
    player.press("Return")
    player.hear("手机会询问两位数字", 20)
    journey.approve()
    player.screen("confirm", 20)
    player.hear("是您吗")
    player.find("Tab", "是我，继续")
    player.press("Return")
    player.hear("您好，张*，已登录", 15)
    assert journey.portal.call(OPEN_VISITS) == 1


def shown(journey: Journey) -> int:
    """The terminal that is shown now."""
    pids = [int(str(e["pid"])) for e in journey.player.events() if e["event"] == "shown"]
    return pids[-1]


def folder_of(pid: int) -> Path:
    """The private folder of a terminal process."""
    environ = Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    home = next(line for line in environ if line.startswith(b"HOME=")).decode()
    folder = Path(home.removeprefix("HOME=")).parent
    assert folder.parent == memory_folder()
    assert folder.name.startswith(PREFIX)
    return folder


def test_idleness_is_warned_of_and_then_ends_the_visit(
    journey_with: Callable[..., Journey],
) -> None:
    journey = journey_with(idle_quiet="4", idle_warning="20")
    player = journey.player
    player.press("KP_5")
    player.hear("佛山市一站式服务门户")
    player.hear("您还在吗？20 秒后将结束本次办理。按任意键继续", 40)
    journey.says("Down", "好的，请继续")

    began = time.monotonic()
    player.hear("您还在吗？20 秒后将结束本次办理。按任意键继续", 40)
    player.hear("长时间没有操作，本次办理已结束并安全退出", 45)
    assert time.monotonic() - began > 20
    assert journey.faults() == []


def test_after_a_crash_the_spare_takes_over_and_the_visit_is_ended(journey: Journey) -> None:
    sign_in(journey)
    pid = shown(journey)
    folder = folder_of(pid)
    assert list(folder.iterdir())

    killed = time.monotonic()
    os.kill(pid, signal.SIGKILL)
    journey.trial.await_shown(2)
    [_, again] = [e for e in journey.player.events() if e["event"] == "shown"]
    assert float(str(again["at"])) - killed < 1.0
    journey.player.hear("刚才的办理意外中断，已为您安全退出，请重新开始")

    journey.player.until(lambda: journey.portal.call(OPEN_VISITS) == 0, "the visit ended", 15)
    assert not folder.exists()
    journey.player.press("KP_5")
    journey.player.hear("佛山市一站式服务门户")


def test_without_an_answer_from_the_provider_the_visit_ends_all_the_same(
    journey: Journey,
) -> None:
    sign_in(journey)
    folder = folder_of(shown(journey))
    server = journey.server_pid()
    os.kill(server, signal.SIGSTOP)
    try:
        journey.player.press("Shift+Escape")
        journey.player.hear("现在结束吗？")
        journey.player.find("Tab", "结束离开")
        journey.player.press("Return")
        journey.player.hear("本机已清除，但网络退出未能确认", 15)
        events = journey.player.events()
        asked = [event for event in events if event["event"] == "key"][-1]
        [_, next_] = [event for event in events if event["event"] == "shown"]
        assert float(str(next_["at"])) - float(str(asked["at"])) <= 5
        journey.player.until(lambda: not folder.exists(), "the folder deleted", 3)
    finally:
        os.kill(server, signal.SIGCONT)


def test_a_key_silences_what_is_being_said(journey: Journey) -> None:
    player = journey.player
    player.press("KP_5")
    player.hear("佛山市一站式服务门户")
    assert journey.sound.onset_after(time.monotonic()) is not None
    player.press("Ctrl+`")
    off = next(e for e in reversed(player.events()) if e["event"] == "key")
    player.hear("语音已关闭")
    player.silence()
    player.press("Down")
    player.until(player.spoken, "a caption")
    quiet = time.monotonic()
    time.sleep(0.6)
    assert journey.sound.duration(quiet) == 0.0
    assert off["chord"] == "Ctrl+`"
