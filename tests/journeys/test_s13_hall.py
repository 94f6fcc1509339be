"""S13: a service is found and understood; progress queried by number; results read."""

from __future__ import annotations

import pytest

from tests.harness.sampled import granted
from tests.harness.visitor import Thing, Visitor

pytestmark = [pytest.mark.screen, pytest.mark.audio, pytest.mark.timeout(300)]

HALL = Thing("网上办事大厅，链接", "systems:list.services")
SERVICE = "生育服务证申领（市级）【示例】"


def test_a_service_is_found_by_category_and_read(visitor: Visitor) -> None:
    visitor.open(Thing("个人服务，链接", "columns:list.personal"), "个人服务")
    visitor.press(Thing("生育，链接", "categories:list.c-birth"))
    visitor.opened("网上办事大厅：个人，生育")
    visitor.open(Thing(f"{SERVICE}，链接", "#440600-0001"), SERVICE)
    visitor.told(
        ("2", "一看就懂，2 级标题"),
        ("Down", "列表，12 项，服务对象，在本市居住或者工作的个人，第 1 项，共 12 项"),
        ("2", "离开列表，受理条件，2 级标题"),
        ("2", "申请材料，2 级标题"),
    )


def test_progress_is_queried_by_number(visitor: Visitor) -> None:
    visitor.open(Thing("办事进度查询，链接", "systems:list.progress"), "办事进度查询")
    number, service = granted(visitor.portal)
    visitor.write(Thing("受理编号，文本框", "#no"), number.lower().replace("-", ""))
    visitor.send()
    visitor.opened(f"{service}：{number}")
    visitor.told(("Down", "准予办理，时限内"))


EXAMINED = """
    from server.cases.models import Case
    found = Case.objects.filter(no=no)
    result = [[case.service_code, case.values["service"], case.values["reason"]] for case in found]
    """


def test_a_service_is_examined_before_it_is_applied_for(visitor: Visitor) -> None:
    visitor.open(Thing("个人服务，链接", "columns:list.personal"), "个人服务")
    visitor.press(Thing("生育，链接", "categories:list.c-birth"))
    visitor.opened("网上办事大厅：个人，生育")
    visitor.open(Thing(f"{SERVICE}，链接", "#440600-0001"), SERVICE)
    visitor.press(Thing("网上预审，链接", ":actions.list.1"))
    visitor.sign_in()
    visitor.press(Thing("第一次办理，单选项", "reason.first"))
    visitor.press(Thing("到窗口领取，单选项", "collect.window"))
    visitor.write(Thing("联系电话", "#phone"), "13800000000")
    visitor.press(Thing("材料已经准备好，复选框", "#materials_ready"))
    visitor.send()
    number = visitor.case_number()
    expected = [["pre-examination", "440600-0001", "first"]]
    assert visitor.portal.call(EXAMINED, no=number) == expected
    visitor.home()
    visitor.open(Thing("办事进度查询，链接", "systems:list.progress"), "办事进度查询")
    visitor.write(Thing("受理编号，文本框", "#no"), number.lower())
    visitor.send()
    visitor.player.hear(number, 20)


def test_published_results_are_read(visitor: Visitor) -> None:
    visitor.open(Thing("办理结果公示，链接", "systems:list.outcomes"), "办理结果公示")
    number, service = granted(visitor.portal)
    title = f"{service}：{number}"
    visitor.open(Thing(f"{title}，链接", f"#{number.lower()}"), title)
    visitor.meets("准予办理")
