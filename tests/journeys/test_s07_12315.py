"""S07: a consumer's claim with trader, amount and date; accepted; followed to its outcome."""

from __future__ import annotations

import pytest

from tests.harness.visitor import Thing, Visitor

pytestmark = [pytest.mark.screen, pytest.mark.audio, pytest.mark.timeout(300)]


def test_a_claim_is_sent_and_its_acceptance_heard(visitor: Visitor) -> None:
    visitor.open(Thing("互动交流，链接", "columns:list.interact"), "互动交流")
    visitor.open(
        Thing("我要写信、投诉、申请，链接", "taking-part:list.ask"), "我要写信、投诉、申请"
    )
    visitor.press(Thing("12315 消费者申诉，链接", "kinds:list.claim"))
    visitor.sign_in()
    visitor.write(Thing("商家名称", "#trader"), "Sample Bakery")
    visitor.write(Thing("商品或服务", "#goods"), "Bread")
    visitor.write(Thing("消费日期", "#happened_on"), "2026-11-02")
    visitor.write(Thing("金额", "#amount"), "12.50")
    visitor.write(Thing("内容，文本框", "#text"), "The bread was mouldy when it was sold.")
    visitor.choose(Thing("退款，单选项", "demand.refund"))
    visitor.choose(Thing("同意调解，单选项", "mediation.yes"))
    visitor.write(Thing("联系电话", "#phone"), "13800000000")
    visitor.send()
    number = visitor.case_number()
    [case] = [c for c in visitor.portal.cases() if c["no"] == number]
    assert case["service_code"] == "claim"
    assert case["values"]["amount"] == 12.5
    assert case["values"]["happened_on"] == "2026-11-02"
    visitor.portal.accept(number)
    visitor.player.hear("已受理", 30)
    settled = "调解成功，商家已经退款十二元五角。"
    visitor.portal.reply_to(number, settled)
    visitor.player.hear(settled, 30)
    [case] = [c for c in visitor.portal.cases() if c["no"] == number]
    assert case["state"] == "replied"


def test_advice_on_the_law_is_asked_for_and_answered(visitor: Visitor) -> None:
    visitor.open(Thing("互动交流，链接", "columns:list.interact"), "互动交流")
    visitor.open(
        Thing("我要写信、投诉、申请，链接", "taking-part:list.ask"), "我要写信、投诉、申请"
    )
    visitor.press(Thing("法律法规规章咨询，链接", "kinds:list.advice"))
    visitor.sign_in()
    visitor.press(Thing("商品质量，单选项", "area.goods"))
    visitor.write(Thing("标题，文本框", "#subject"), "How long is a fan under warranty?")
    visitor.write(Thing("内容，文本框", "#text"), "I bought it in May and it stopped in October.")
    visitor.send()
    number = visitor.case_number()
    [case] = [c for c in visitor.portal.cases() if c["no"] == number]
    assert (case["service_code"], case["values"]["area"]) == ("advice", "goods")
    visitor.portal.reply_to(number, "电风扇整机包修一年。")
    visitor.player.hear("电风扇整机包修一年。", 30)
