"""The elder version asks one question at a time; the review changes an answer; then it is sent."""

from __future__ import annotations

import pytest

from tests.harness.visitor import ByKeys, Thing, Visitor

pytestmark = [pytest.mark.screen, pytest.mark.audio, pytest.mark.timeout(300)]

ON = Thing("下一步，按钮", "#:form.next")


def elder(visitor: Visitor) -> None:
    if isinstance(visitor, ByKeys):
        visitor.player.press("Alt+Shift+E")
        visitor.hears("长辈版：开")
        return
    visitor.player.touch("#:sight")
    visitor.player.screen("settings")
    visitor.player.touch("#:elder")
    visitor.hears("长辈版：开")
    visitor.player.touch("#:stay")
    visitor.player.screen("page")


def on_to(visitor: Visitor, number: int) -> None:
    visitor.press(ON)
    visitor.player.hear(f"第 {number} 题，共 5 题")


def test_a_form_is_asked_question_by_question_looked_over_and_sent(visitor: Visitor) -> None:
    elder(visitor)
    visitor.open(Thing("互动交流，链接", "columns:list.interact"), "互动交流")
    visitor.open(
        Thing("我要写信、投诉、申请，链接", "taking-part:list.ask"), "我要写信、投诉、申请"
    )
    visitor.press(Thing("政风行风热线，链接", "kinds:list.hotline"))
    visitor.sign_in()
    visitor.meets("第 1 题，共 5 题")
    visitor.press(Thing("佛山市政府办公室，单选项", "organ.440600001"))
    on_to(visitor, 2)
    visitor.press(ON)
    visitor.player.hear("请填写“标题”。")
    visitor.answer(Thing("标题，文本框", "#subject"), "Seats at the counter")
    on_to(visitor, 3)
    visitor.answer(Thing("内容，文本框", "#text"), "There is no seat at counter four.")
    on_to(visitor, 4)
    on_to(visitor, 5)
    visitor.press(ON)
    visitor.player.hear("请核对，2 级标题")
    visitor.meets("Seats at the counter")
    visitor.press(Thing("同意公开内容和答复，按钮", ":answer.publish"))
    visitor.player.hear("第 5 题，共 5 题")
    visitor.answer(Thing("同意公开内容和答复，复选框", "#publish"))
    visitor.press(ON)
    visitor.player.hear("请核对，2 级标题")
    visitor.send()
    number = visitor.case_number()
    [case] = [c for c in visitor.portal.cases() if c["no"] == number]
    assert case["values"]["subject"] == "Seats at the counter"
    assert case["values"]["publish"] is True
