"""Orca and the terminal at one desk: one voice, everything said, nothing said twice."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from tests.harness.assistive import Desktop, needs_orca
from tests.harness.journey import Journey
from tests.harness.sound import Sound

pytestmark = [
    pytest.mark.screen,
    pytest.mark.audio,
    pytest.mark.long,
    pytest.mark.timeout(600),
    needs_orca,
]

QUIET = 1.0
"""Seconds without a word after which Orca has said what it had to say."""


class WithOrca:
    """A visitor who hears Orca."""

    def __init__(self, desktop: Desktop, journey: Journey) -> None:
        self.desktop = desktop
        self.journey = journey

    def press(self, chord: str, *phrases: str) -> str:
        """Press a key; Orca says each of these exactly once, and nothing in our own voice."""
        mark = self.desktop.mark
        self.journey.player.press(chord)

        said = self._all(mark, phrases)
        for phrase in phrases:
            assert said.count(phrase) == 1, f"{chord}: {phrase!r} not once in {said!r}"
        return said

    def find(self, chord: str, phrase: str) -> None:
        """Press a key until the terminal has come to a phrase, and Orca has said it.

        Orca may be a key behind on a busy machine: what it says then is no place to stop at.
        """
        player = self.journey.player
        for _ in range(40):
            mark = self.desktop.mark
            player.press(chord)
            player.until(player.spoken, f"a place by {chord}")
            if phrase in " ".join(player.spoken()):
                assert phrase in self._all(mark, (phrase,))
                return
            self._all(mark, ())
        pytest.fail(f"no {phrase}")

    def aloud(self) -> list[str]:
        """What our own voice has said."""
        events = self.journey.player.events()
        return [str(e["text"]) for e in events if e["event"] == "spoken" and e["aloud"]]

    def _all(self, mark: int, phrases: tuple[str, ...]) -> str:
        """Everything Orca says since a mark, when it has said these and fallen silent."""
        deadline, before = time.monotonic() + 20, ""
        while time.monotonic() < deadline:
            said = " ".join(self.desktop.said(mark))
            if said == before and said and all(phrase in said for phrase in phrases):
                break
            before = said
            # Orca 43 leaves events in its queue until another message comes; on a desktop
            # there is always one, here it gets a key without a meaning.
            self.journey.screen.key("Control_L")
            time.sleep(QUIET)
        return before


@pytest.fixture
def visitor(sound_server: Sound) -> Iterator[WithOrca]:
    with Desktop() as desktop, Journey(sound_server, environ=desktop.env) as journey:
        desktop.start_orca(journey.screen.env)
        yield WithOrca(desktop, journey)
        assert journey.faults() == []


def test_orca_says_everything_once_and_our_voice_is_silent(visitor: WithOrca) -> None:
    invitations = len(visitor.aloud())
    visitor.press("F9", "佛山市一站式服务门户 heading", "1 级标题", "本页有 6 个标题，43 个链接")
    visitor.press("Down", "十大栏目，一次登录，全部服务。")
    visitor.press("K", "List with 10 items", "首页 link", "第 1 项，共 10 项")
    visitor.press("Tab", "政务公开 link", "第 2 项，共 10 项")
    visitor.press("Down", "个人服务 link", "证件、社保、老年和助残服务")
    visitor.press("Return", "个人服务 heading", "本页有 2 个标题，30 个链接")
    visitor.find("K", "老年人优待证")
    visitor.press("Return", "老年人优待证办理指南【示例】 heading")
    visitor.press("H", "一看就懂 heading", "2 级标题")
    visitor.press("T", "材料 table column header", "申请材料", "表格，4 行 3 列")
    visitor.press("Ctrl+Alt+Down", "居民身份证")
    visitor.press("Right", "原件一份", "份数")
    visitor.press("X", "后面没有复选框了")
    visitor.press("Alt+Shift+Right", "语速")
    visitor.press("F3", "菜单 dialog", "选择语言 push button", "第 1 项，共")
    visitor.press("Escape", "原件一份")
    visitor.press("Ctrl+Right", "原件")
    visitor.press("F9", "正在使用其他读屏软件，本机语音不开启")
    assert len(visitor.aloud()) == invitations

    visitor.desktop.stop_orca()
    player = visitor.journey.player
    player.until(lambda: len(visitor.aloud()) > invitations, "our own voice")
    player.press("Down")
    player.until(lambda: "一份" in visitor.aloud()[-1] or "说明" in visitor.aloud()[-1], "a cell")


def test_a_desktop_that_says_so_silences_our_voice(sound_server: Sound) -> None:
    with Desktop() as desktop, Journey(sound_server, environ=desktop.env) as journey:
        desktop.enable(True)
        time.sleep(1)
        journey.player.press("F9")
        journey.player.hear("佛山市一站式服务门户")
        spoken = [e for e in journey.player.events() if e["event"] == "spoken"]
        assert not spoken[-1]["aloud"]

        desktop.enable(False)
        journey.player.hear("语音已开启")
        journey.says("Down", "十大栏目，一次登录，全部服务。")
        assert [e for e in journey.player.events() if e["event"] == "spoken"][-1]["aloud"]
