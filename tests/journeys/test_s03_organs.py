"""S03: an organ's guide, report and supervision; an application for disclosure and its clock."""

from __future__ import annotations

from datetime import date

import pytest

from tests.harness.visitor import Thing, Visitor

pytestmark = [pytest.mark.screen, pytest.mark.audio, pytest.mark.timeout(300)]

ORGAN = "佛山市政府办公室【示例】"


def test_an_organ_is_read_through_its_papers(visitor: Visitor) -> None:
    visitor.open(Thing("政务公开，链接", "columns:list.open"), "政务公开")
    visitor.open(Thing("机构目录，链接", "more:list.more-organs"), "机构目录")
    visitor.open(Thing(f"{ORGAN}，链接", "#440600001"), ORGAN)
    for part, title in (
        ("guide", "佛山市政府办公室信息公开指南【示例】"),
        ("report", "佛山市政府办公室2025年政府信息公开年度报告【示例】"),
        ("supervision", "佛山市政府办公室监督投诉【示例】"),
        ("application", "佛山市政府办公室依申请公开【示例】"),
    ):
        visitor.open(Thing(f"{title}，链接", f"papers:list.{part}"), title)
        visitor.back()
        visitor.player.hear(ORGAN, 20)


def test_the_files_of_an_organ_are_read_at_the_terminal(visitor: Visitor) -> None:
    """A report as OFD and a form as a Word text: nothing else opens, and the way back is kept."""
    visitor.open(Thing("政务公开，链接", "columns:list.open"), "政务公开")
    visitor.open(Thing("机构目录，链接", "more:list.more-organs"), "机构目录")
    visitor.open(Thing(f"{ORGAN}，链接", "#440600001"), ORGAN)
    report = "佛山市政府办公室2025年政府信息公开年度报告"
    form = "政府信息公开申请表【示例】"
    for paper, part, file, text in (
        (report, "report", f"{report}【示例】（OFD）", "存在的不足"),
        ("佛山市政府办公室依申请公开", "application", form, "希望的获取方式"),
    ):
        title = f"{paper}【示例】"
        visitor.open(Thing(f"{title}，链接", f"papers:list.{part}"), title)
        visitor.open(Thing(file, "#file"), file)
        visitor.meets(text)
        visitor.back()
        visitor.player.hear(title, 20)
        visitor.back()
        visitor.player.hear(ORGAN, 20)


DUE = """
    from server.cases.clocks import CHINA
    from server.cases.models import Case
    case = Case.objects.get(no=no)
    result = [at.astimezone(CHINA).date().isoformat() for at in (case.requested_at, case.reply_due)]
    """


def test_information_is_applied_for_by_a_proven_person_and_its_clock_heard(
    visitor: Visitor,
) -> None:
    visitor.open(Thing("政务公开，链接", "columns:list.open"), "政务公开")
    visitor.open(Thing("机构目录，链接", "more:list.more-organs"), "机构目录")
    visitor.open(Thing(f"{ORGAN}，链接", "#440600001"), ORGAN)
    paper = "佛山市政府办公室依申请公开【示例】"
    visitor.open(Thing(f"{paper}，链接", "papers:list.application"), paper)
    visitor.told(("2", "谁可以申请，2 级标题"))
    visitor.press(Thing("依申请公开，链接", ":actions.list.1"))
    visitor.sign_in()
    visitor.choose(Thing("佛山市政府办公室，单选项", "organ.440600001"))
    visitor.write(Thing("信息名称，文本框", "#subject"), "Ramp inspections 2025")
    visitor.write(Thing("所需信息的内容，文本框", "#description"), "The report on all ramps.")
    visitor.press(Thing("在服务终端或网上阅读，单选项", "delivery.terminal"))
    visitor.send()
    number = visitor.case_number()
    [case] = [c for c in visitor.portal.cases() if c["no"] == number]
    assert (case["service_code"], case["values"]["delivery"]) == ("disclosure-request", "terminal")
    visitor.opened(f"依申请公开 {number}")
    asked, due = (date.fromisoformat(day) for day in visitor.portal.call(DUE, no=number))
    assert (due - asked).days >= 26  # twenty working days: four weeks or more, from a Sunday on
    visitor.meets(f"{due.year}年{due.month}月{due.day}日")
