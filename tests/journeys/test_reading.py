"""Each way of reading a page, with what exactly is said, in three languages."""

from __future__ import annotations

import pytest

from tests.harness.journey import Journey

pytestmark = [pytest.mark.screen, pytest.mark.audio, pytest.mark.timeout(240)]

CHINESE = (
    (
        "Shift+F7",
        "老年人优待证办理指南【示例】，1 个导航区，2 个服务区，1 个正文区，7 个标题，4 个链接，"
        "9 个按钮，5 个列表，1 个表格，已读到 20%",
    ),
    ("H", "一看就懂，2 级标题"),
    ("2", "一、谁可以办理，2 级标题"),
    ("Shift+2", "一看就懂，2 级标题"),
    ("3", "后面没有 3 级标题了"),
    ("Shift+H", "老年人优待证办理指南【示例】，1 级标题"),
    ("V", "后面没有已访问的链接了"),
    ("E", "后面没有文本框了"),
    ("L", "一看就懂，列表，6 项，服务对象，六十周岁以上、在佛山居住的老年人，第 1 项，共 6 项"),
    ("I", "实施机关，佛山市民政局，第 2 项，共 6 项"),
    ("Shift+I", "服务对象，六十周岁以上、在佛山居住的老年人，第 1 项，共 6 项"),
    ("T", "离开列表，申请材料，表格，4 行 3 列，材料，列标题"),
    ("Right", "份数，列标题"),
    ("Ctrl+Alt+Down", "居民身份证，原件一份"),
    ("Right", "说明，核对后当场退还"),
    ("Ctrl+Alt+Up", "说明，列标题"),
    ("Right", "没有单元格了"),
    (",", "材料，列标题"),
    (
        "P",
        "离开表格，全市各镇街社区服务中心均可办理，不分户籍所在区。办公时间为工作日上午八时三十分"
        "至十二时，下午二时至五时三十分。",
    ),
    ("Right", "全"),
    ("Right", "市"),
    ("Ctrl+Right", "各"),
    ("Ctrl+Right", "镇"),
    ("Ctrl+Left", "各"),
    ("Alt+Down", "办公时间为工作日上午八时三十分至十二时，下午二时至五时三十分。"),
    ("Alt+7", "本页标题，列表，7 项，"),
    ("2", "一看就懂，2 级标题"),
    ("Alt+8", "本页链接，列表，4 项，"),
    ("Escape", "一看就懂，2 级标题"),
    ("Alt+9", "本页没有填写项"),
    ("Alt+Shift+V", "朗读详细程度：详细"),
    ("L", "列表，6 项，服务对象，六十周岁以上、在佛山居住的老年人，第 1 项，共 6 项"),
    ("Alt+Shift+V", "朗读详细程度：简略"),
    ("I", "实施机关，佛山市民政局"),
    ("Ctrl+F", "在本页查找，要查找的词，文本框，空白"),
)


def open_guide(journey: Journey) -> None:
    player = journey.player
    player.press("F9")
    player.hear("佛山市一站式服务门户")
    for title in ("个人服务", "老年人优待证"):
        player.find("K", title)
        player.press("Return")
        player.hear(title)


def read(journey: Journey, steps: tuple[tuple[str, str], ...]) -> None:
    for chord, phrase in steps:
        journey.player.press(chord)
        journey.player.until(journey.player.spoken, f"{chord}: {phrase}")
        said = journey.player.spoken()[0]
        exact = said.startswith(phrase) if phrase[-1] in "，," else said == phrase
        assert exact, f"{chord}: expected {phrase!r}, heard {said!r}"


def test_every_way_of_reading_in_simplified_chinese(journey: Journey) -> None:
    open_guide(journey)
    read(journey, CHINESE)
    journey.player.type("80")
    journey.player.press("Return")
    journey.player.hear("本页没有“80”")


TRADITIONAL = (
    ("Alt+Shift+T", "已切换为繁体中文（香港）"),
    ("H", "一看就懂，2 级标题"),
    ("L", "列表，6 项，"),
    ("T", "离开列表，申请材料，表格，4 行 3 列，材料，列标题"),
    ("Right", "份数，列标题"),
    ("Alt+7", "本页标题，列表，7 项，"),
    ("3", "离开表格，一、谁可以办理，2 级标题"),
    ("P", "年满六十周岁，"),
    ("Ctrl+Right", "年满"),
    ("Right", "满"),
)


@pytest.mark.long
def test_in_traditional_chinese_the_same_is_said(journey: Journey) -> None:
    open_guide(journey)
    read(journey, TRADITIONAL)


ENGLISH = (
    ("H", "At a glance, heading level 2"),
    ("2", "1. Who can apply, heading level 2"),
    ("3", "no next heading at level 3"),
    ("Shift+H", "At a glance, heading level 2"),
    ("L", "list, 6 items, For, People of 60 and over who live in Foshan, 1 of 6"),
    ("I", "Organ, Foshan Civil Affairs Bureau, 2 of 6"),
    ("T", "out of list, Papers, table with 4 rows and 3 columns, Paper, column header"),
    ("Right", "Copies, column header"),
    ("Ctrl+Alt+Down", "Identity card, The original"),
    ("Right", "Remark, Given back at once"),
    ("P", "out of table,"),
    ("Right", "A"),
    ("Ctrl+Right", "every"),
    ("Alt+Down", "Open on working days from 8:30 to 12:00 and from 14:00 to 17:30."),
    ("Alt+7", "Headings of this page, list, 7 items,"),
    ("2", "At a glance, heading level 2"),
    ("Alt+9", "this page has no field"),
    ("Alt+Shift+V", "How much is said: full"),
)


@pytest.mark.long
def test_every_way_of_reading_in_english(journey: Journey) -> None:
    open_guide(journey)
    journey.player.press("Alt+Shift+T")
    journey.player.hear("繁体")
    journey.player.press("Alt+Shift+T")
    journey.player.hear("Senior citizen card", 20)
    read(journey, ENGLISH)
