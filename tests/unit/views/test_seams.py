from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from a11y.document import Node, Role
from a11y.speech.front import load_front
from kiosk.whole_words import inside_of
from locales.text import Text
from views.theme import Style, theme_for
from views.widgets.context import Context
from views.widgets.flow import TextFlow
from views.widgets.seams import parts, tears
from views.widgets.tiles import TileButton

FAMILY = "Noto Sans CJK SC"


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("2026年10|月28日", True),
        ("2026年|10月28日", False),
        ("第5|期", True),
        ("98|分", True),
        ("关于补贴的通知【示|例】", True),
        ("关于补贴的通知|【示例】", False),
        ("住房补贴（示|例）", True),
        ("标有“示|例”的内容", True),
        ("按《条|例》办理", True),
        ("（本办法所称的居民包括户籍人口|以及常住人口）", False),
        ("证件、社保、老年和助残|服务", False),
        ("the E-|supervision", True),
        ("self-|service", False),
        ("", False),
    ],
)
def test_what_is_read_as_one_is_not_parted(text: str, parted: bool) -> None:
    end = text.find("|")
    assert parts(text.replace("|", ""), max(0, end)) is parted


def test_a_word_of_letters_is_torn_and_chinese_is_not() -> None:
    assert tears("service", 3)
    assert not tears("服务中心", 2)
    assert not tears("the service", 3)


def lines(text: str, ems: float) -> list[str]:
    flow = TextFlow(text, Style(32), FAMILY)
    flow.height(round(32 * ems))
    assert not flow.overflows(round(32 * ems))
    return [text[start:end] for start, end in flow.spans]


@pytest.mark.parametrize(
    ("text", "ems", "last"),
    [
        ("本门户为演示系统，标有“示例”的内容不是真实信息。", 23.5, "息。"),
        ("信息公开目录、指南和公告", 11.3, "告"),
        ("禅城区南庄镇学校学位情况公示（2026年第4号）【示例】", 25, "例】"),
        ("佛山市农业局发布，成文日期：2026年10月28日，不具效力", 18.2, ""),
    ],
)
def test_no_scrap_is_left_on_the_last_line(qtbot: QtBot, text: str, ems: float, last: str) -> None:
    broken = lines(text, ems)
    assert "".join(broken) == text
    assert len(broken) == 2
    assert len(broken[-1].strip()) > 2
    assert broken[-1] != last
    assert not any(parts(text, len("".join(broken[:n]))) for n in range(1, len(broken)))


WORDS = inside_of(load_front)


@pytest.mark.parametrize(
    ("text", "ems", "wanted"),
    [
        ("触摸屏幕开始办事", 5.2, ["触摸屏幕", "开始办事"]),
        ("统一用户登录", 5.2, ["统一用户", "登录"]),
        ("报告页面错误", 4.2, ["报告页面", "错误"]),
        ("佛山市一站式服务门户", 8.2, ["佛山市一站式", "服务门户"]),
        ("长辈版：字大、简单", 5.4, ["长辈版：", "字大、简单"]),
    ],
)
def test_a_title_is_broken_between_words(
    qtbot: QtBot, text: str, ems: float, wanted: list[str]
) -> None:
    flow = TextFlow(text, Style(32), FAMILY, inside=WORDS)
    flow.height(round(32 * ems))
    assert [text[start:end] for start, end in flow.spans] == wanted


def test_what_a_tile_says_is_broken_between_words(qtbot: QtBot) -> None:
    context = Context(theme_for(1920, 1080), inside=WORDS)
    said = Text("信息公开目录、指南和公告")
    tile = TileButton(context, Node("tile", Role.LINK, Text("政务公开"), description=said))
    drawing = tile.drawing(310)
    flow = next(one.flow for one in drawing.pieces if one.flow.text == said.source)
    lines = [said.source[start:end] for start, end in flow.spans]
    assert len(lines) > 1
    assert all(end not in WORDS(said.source) for _, end in flow.spans[:-1]), lines


@pytest.mark.parametrize("ems", [3.2, 4.1, 5.3, 6.4, 7.5, 9.0])
def test_no_line_begins_with_what_closes_another(qtbot: QtBot, ems: float) -> None:
    for text in (
        "Granted, on time",
        "Hello, 张*",
        "准予办理（示例），时限内",
        "BJ-2026-000028：好",
    ):
        begins = [line[:1] for line in lines(text, ems)]
        assert not set(begins) & set("*,，。：）】”、"), (text, begins)


def test_brackets_and_numbers_are_kept_whole_at_the_cost_of_a_line(qtbot: QtBot) -> None:
    text = "个体工商户登记（市级）【示例】：BJ-2026-000028"
    for ems in (8.3, 10.4, 12.5, 15.6):
        assert not any("（市" in line and "级）" not in line for line in lines(text, ems))
        assert not any("【示" in line and "例】" not in line for line in lines(text, ems))


def test_it_takes_no_line_more_for_it(qtbot: QtBot) -> None:
    for ems in range(4, 30):
        text = "办理结果公示（2026年第12号）【示例】，内容不具有效力。"
        flow = TextFlow(text, Style(32), FAMILY)
        wide = TextFlow(text.replace("【", "“").replace("】", "”"), Style(32), FAMILY)
        assert flow.height(32 * ems) <= wide.height(32 * ems) + flow.line_height
        assert not flow.overflows(32 * ems)


def test_centred_lines_stay_in_the_middle(qtbot: QtBot) -> None:
    from PySide6.QtCore import QPointF, Qt
    from PySide6.QtGui import QColor, QImage, QPainter

    text = "本门户为演示系统，标有“示例”的内容不是真实信息。"
    flow = TextFlow(text, Style(32), FAMILY, align=Qt.AlignmentFlag.AlignHCenter)
    width = round(32 * 23.5)
    image = QImage(width, flow.height(width), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    flow.paint(painter, QPointF(0, 0), width, "#000000")
    painter.end()
    dark = [
        x
        for x in range(width)
        if any(QColor(image.pixel(x, y)).lightness() < 128 for y in range(flow.line_height))
    ]
    assert abs(dark[0] - (width - 1 - dark[-1])) <= 24
