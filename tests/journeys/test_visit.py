"""The whole visit in each language: X keys in, phrases and sound out, a case on the server."""

from __future__ import annotations

import pytest

from tests.harness.journey import Journey

pytestmark = [pytest.mark.screen, pytest.mark.audio, pytest.mark.timeout(240)]


OPEN_VISITS = (
    "from server.identity.models import Visit\nresult = Visit.objects.filter(ended_at=None).count()"
)


def open_guide(journey: Journey, column: str, guide: str) -> None:
    """From the home page to a service guide, link by link."""
    journey.player.find("K", column)
    journey.player.press("Return")
    journey.player.hear(column)
    journey.player.find("K", guide)
    journey.player.press("Return")
    journey.player.hear(guide)


def open_consultation(journey: Journey, title: str) -> None:
    journey.player.press("F2")
    journey.player.screen("page")
    journey.player.until(journey.player.spoken, "the home page")
    journey.player.find("K", title)
    journey.player.press("Return")
    journey.player.screen("sign_in")


def look_over_and_send(journey: Journey, subject: str) -> list[str]:
    """What is said when a form is sent after its answers were looked over."""
    journey.says("Ctrl+Return", "请核对，2 级标题")
    journey.player.find("Down", subject)
    journey.player.press("Ctrl+Return")
    return journey.player.hear("受理编号", 20)


def test_in_simplified_chinese(journey: Journey) -> None:
    player = journey.player
    began = player.events()[-1]["at"]
    player.press("KP_5")
    player.hear("佛山市一站式服务门户")
    onset = journey.sound.onset_after(float(str(began)))
    assert onset is not None

    open_guide(journey, "个人服务", "老年人优待证")
    player.find("H", "2 级标题")
    player.press("F7")
    assert "级标题" in player.hear("标题")[0]
    player.press("F5")
    player.until(lambda: len(player.spoken()) >= 3, "reading on", 60)
    player.press("Ctrl+`")
    journey.heard("语音已关闭")
    player.press("F9")
    journey.heard("语音已开启")

    open_consultation(journey, "政务咨询")
    player.hear("手机会询问两位数字", 20)
    journey.approve()
    player.screen("confirm", 20)
    assert player.hear("是您吗")[-1] == "张*，是您吗？请往下选择“是我”或者“不是我”"
    player.find("Down", "是我，继续")
    journey.says("Return", "您好，张*，已登录")
    player.hear("政务咨询")

    journey.says(
        "Ctrl+Return",
        "有 4 处需要修改，请选择咨询对象。请填写标题。请填写内容。请选择是否需要答复。"
        "现在在“咨询对象”",
    )
    player.find("Down", "佛山市公安局")
    journey.says("Return", "佛山市公安局，单选项，已选中，第 7 项，共 61 项")
    player.find("F", "标题")
    player.type("Street light")
    player.press("Backspace")
    journey.heard("删除 t")
    player.type("t")
    player.find("Tab", "内容，文本框")
    player.type("The light at the corner is out.")
    player.find("Tab", "是否需要答复")
    journey.says("Return", "需要答复，单选项，已选中，第 1 项，共 2 项")
    said = look_over_and_send(journey, "Street light")
    assert said[:2] == ["正在提交", f"提交成功，受理编号，{journey.cases()[0]['no']}"]

    [case] = journey.cases()
    assert case["values"]["subject"] == "Street light"
    assert case["values"]["organ"] == "440600007"
    assert case["user"] == "demo"

    player.press("Shift+Escape")
    player.hear("现在结束吗？")
    player.find("Tab", "结束离开")
    player.press("Return")
    player.hear("您已安全退出，再见", 20)
    journey.trial.await_shown(2)
    assert journey.portal.call(OPEN_VISITS) == 0


def test_in_traditional_chinese_the_words_shown_differ_and_the_words_said_do_not(
    journey: Journey,
) -> None:
    player = journey.player
    player.press("KP_5")
    player.hear("佛山市一站式服务门户")
    journey.says("Alt+Shift+T", "已切换为繁体中文（香港）")
    open_guide(journey, "个人服务", "老年人优待证")
    journey.says("H", "一看就懂，2 级标题")
    journey.says("H", "一、谁可以办理，2 级标题")
    journey.says("Down", "年满六十周岁，户籍在佛山，或者持有佛山居住证的老年人，都可以申请。")
    journey.says("Down", "列表，2 项，六十至六十四周岁：绿色优待证，公共汽车半价。第 1 项，共 2 项")
    journey.says("T", "离开列表，申请材料，表格，4 行 3 列，材料，列标题")
    journey.says("Ctrl+Alt+Down", "居民身份证，行标题")
    journey.says("Right", "份数，原件一份")
    journey.says("Down", "说明，核对后当场退还")
    journey.says("Shift+H", "离开表格，二、需要带什么，2 级标题")
    journey.says("Alt+Shift+T", "language is now English", "2. What to bring, heading level 2")
    journey.says("Alt+Shift+T", "已切换为简体中文", "二、需要带什么，2 级标题")
    journey.says("Alt+Shift+T", "已切换为繁体中文（香港）", "二、需要带什么，2 级标题")
    journey.says("F8", "二、需要带什么，2 级标题")
    journey.says("F8", "二、需要带什么")
    journey.says("F7", "老年人优待证办理指南【示例】，正文区，二、需要带什么，2 级标题")

    open_consultation(journey, "政务咨询")
    player.hear("手机会询问两位数字", 20)
    journey.approve("demo.ouyang", "demo-2010")
    player.screen("confirm", 20)
    assert player.hear("是您吗")[-1].startswith("歐陽*，是您吗？")
    player.find("Down", "不是我，按钮")
    player.press("Return")
    player.hear("登录已取消", 15)
    assert journey.cases() == []
    player.until(lambda: journey.portal.call(OPEN_VISITS) == 0, "the end of the session", 10)


def test_in_english(journey: Journey) -> None:
    player = journey.player
    player.press("F9")
    player.hear("佛山市一站式服务门户")
    player.press("Alt+Shift+T")
    player.hear("繁体")
    journey.says("Alt+Shift+T", "language is now English")
    player.hear("heading level 1", 20)

    open_consultation(journey, "Consultation: ask")
    player.hear("The phone asks for two digits", 20)
    journey.approve("demo.en", "demo-2011")
    player.screen("confirm", 20)
    assert player.hear("is that you?")[-1] == "Wong*, is that you? go down to choose yes or no"
    player.find("Down", "Yes")
    journey.says("Return", "Hello Wong*, you are signed in")
    player.press("Ctrl+Return")
    assert player.hear("4 things need correction")[0].startswith("4 things need correction, ")
    player.press("Return")
    player.hear("radio button, checked")
    player.find("F", "edit")
    player.type("Library hours")
    player.find("Tab", "edit")
    player.type("Is the library open on Sundays?")
    player.find("Tab", "radio button")
    player.press("Return")
    player.hear("checked")
    journey.says("Ctrl+Return", "Check your answers, heading level 2")
    player.press("Ctrl+Return")
    player.hear("sent. Your case number is", 20)

    [case] = journey.cases()
    assert case["values"]["text"] == "Is the library open on Sundays?"
    player.silence()
    player.press("Shift+Escape")
    player.screen("leave")
    player.find("Tab", "Finish")
    player.press("Return")
    player.hear("You are signed out. Goodbye", 20)
