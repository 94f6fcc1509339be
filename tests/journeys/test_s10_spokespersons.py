"""S10: an organ's own posts; a matter raised with it; its clock and answer rate."""

from __future__ import annotations

import pytest

from tests.harness.sampled import raised_with, release
from tests.harness.visitor import Thing, Visitor

pytestmark = [pytest.mark.screen, pytest.mark.audio, pytest.mark.timeout(300)]


def test_a_matter_is_raised_with_an_organ(visitor: Visitor) -> None:
    visitor.open(Thing("互动交流，链接", "columns:list.interact"), "互动交流")
    visitor.open(Thing("网络发言人平台，链接", "taking-part:list.spokespersons"), "网络发言人平台")
    visitor.open(Thing("佛山市政府办公室，链接", "#body-440600001"), "佛山市政府办公室")
    raised, answered = raised_with(visitor.portal, "440600001")
    visitor.told(
        ("2", "答复情况，2 级标题"),
        ("Down", f"列表，3 项，收到话题，{raised}，第 1 项，共 3 项"),
        ("Down", f"已答复，{answered}，第 2 项，共 3 项"),
    )
    last = release(visitor.portal, "440600001")
    visitor.open(Thing(f"{last.title}，链接", f"releases:list.release-{last.key}"), last.title)
    visitor.meets(last.words[0])
    visitor.back()
    visitor.player.hear("佛山市政府办公室", 20)
    visitor.press(Thing("提出话题，链接", ":actions.list.1"))
    visitor.sign_in()
    visitor.write(Thing("标题，文本框", "#subject"), "Opening hours at noon")
    visitor.write(Thing("内容，文本框", "#text"), "Could the office stay open at noon?")
    visitor.send()
    number = visitor.case_number()
    visitor.opened(f"网络发言人话题 {number}")
    made = """
        from server.spokes.models import Topic
        found = Topic.objects.filter(title="Opening hours at noon")
        result = [[topic.body.code, topic.case.state] for topic in found]
        """
    assert visitor.portal.call(made) == [["440600001", "received"]]
