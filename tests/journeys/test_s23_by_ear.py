"""S23: by ear, and by combinations of keys: regions, lists of places, reading on, a thing done."""

from __future__ import annotations

import pytest

from tests.harness.visitor import ByKeys, Thing, Visitor

pytestmark = [pytest.mark.screen, pytest.mark.audio, pytest.mark.timeout(300)]

CHAPTER = "第一章 走近服务终端【示例】"
SENTENCE = "拔掉耳机，朗读马上停止。"
FAULT = Thing("报告本页的错误，链接", ":actions.list.1")
BROKEN = Thing("链接打不开，单选项", "kind.link")
REPORTED = """
    from server.evaluation.models import FaultReport
    result = [[fault.address, fault.kind] for fault in FaultReport.objects.all()]
    """


def voice_on(visitor: Visitor) -> None:
    """By keys the voice came with the key that began; a finger finds it above the page."""
    if not isinstance(visitor, ByKeys):
        visitor.player.touch("#:voice.toggle")
        visitor.hears("语音已开启")


def aloud(visitor: Visitor) -> bool:
    """Whether what was said last went out to the ear, and not into captions only."""
    said = [event for event in visitor.player.events() if event["event"] == "spoken"]
    return said[-1]["aloud"] is True


def by_list(visitor: Visitor, link: Thing) -> None:
    """A link is gone to from the list of the page's links, and followed; by touch at once."""
    if isinstance(visitor, ByKeys):
        name = link.name.partition("，")[0]
        visitor.player.press("Alt+8")
        visitor.player.until(visitor.player.spoken, "the list")
        if name not in visitor.player.spoken()[0]:
            visitor.player.find("Down", name)
        visitor.player.press("Return")
        visitor.player.hear(link.name)
        visitor.player.press("Return")
    else:
        visitor.press(link)


def test_a_chapter_is_heard_and_a_fault_reported_by_combinations(visitor: Visitor) -> None:
    voice_on(visitor)
    visitor.open(Thing("服务手册，链接", "systems:list.handbook"), "服务手册")
    visitor.open(Thing(f"{CHAPTER}，链接", "#begin"), CHAPTER)
    assert aloud(visitor)
    visitor.hears_place(("Alt+2", "本页没有视窗区"))
    visitor.told(
        ("Alt+6", f"{CHAPTER}，1 级标题"),
        ("G", "服务终端：上面是屏幕，下面是小键盘，图片"),
        ("2", "开始，2 级标题"),
        ("2", "听读，2 级标题"),
        ("F7", f"{CHAPTER}，正文区，听读，2 级标题"),
    )
    if isinstance(visitor, ByKeys):
        visitor.player.press("F5")
        visitor.player.hear(SENTENCE, 20)
    by_list(visitor, FAULT)
    visitor.opened("报告页面错误")
    if isinstance(visitor, ByKeys):
        visitor.player.press("R")
        visitor.player.find("Down", BROKEN.name)
        visitor.player.press("Return")
    else:
        visitor.press(BROKEN)
    visitor.player.hear("链接打不开，单选项，已选中，第 2 项，共 4 项")
    assert aloud(visitor)
    visitor.send()
    expected = [["/handbook/begin", "link"]]
    visitor.player.until(lambda: visitor.portal.call(REPORTED) == expected, "the report", 20)
    assert aloud(visitor)


def test_a_finger_and_keys_share_one_place(visitor: Visitor) -> None:
    """Both at once: one who sees a little points at a text, hears it, and goes on by keys."""
    voice_on(visitor)
    visitor.open(Thing("服务手册，链接", "systems:list.handbook"), "服务手册")
    visitor.open(Thing(f"{CHAPTER}，链接", "#begin"), CHAPTER)
    player = visitor.player
    player.point_at("听读")
    visitor.hears("听读，2 级标题")
    assert aloud(visitor)
    player.press("Down")
    player.until(player.spoken, "what comes after it")
    first = player.spoken()[0]
    player.press("Up")
    visitor.hears("听读，2 级标题")
    player.press("F5")
    player.hear(SENTENCE, 30)
    player.point_at(first)
    visitor.hears(first)
