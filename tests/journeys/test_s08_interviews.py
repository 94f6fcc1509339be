"""S08: a live interview that grows while it is followed; a question asked."""

from __future__ import annotations

import pytest

from tests.harness.visitor import Thing, Visitor

pytestmark = [pytest.mark.screen, pytest.mark.audio, pytest.mark.timeout(300)]

TITLE = "佛山市劳动和社会保障局谈社会保险【示例】"
GUEST = """
    from server.live.models import Interview, Message
    from server.live.work import show
    talk = Interview.objects.get(slug="talk-25")
    said = Message.objects.create(interview=talk, role="guest", author="何嘉宾", text=text)
    result = show(said).pk
    """


@pytest.mark.quick("ByKeys")
def test_a_live_interview_grows_without_stealing_the_place(visitor: Visitor) -> None:
    visitor.open(Thing("互动交流，链接", "columns:list.interact"), "互动交流")
    visitor.open(Thing("在线访谈，链接", "taking-part:list.interviews"), "在线访谈")
    visitor.open(Thing(f"{TITLE}，链接", "#interview-talk-25"), TITLE)
    visitor.told(("2", "访谈信息，2 级标题"))
    visitor.portal.call(GUEST, text="补贴下个月一号开始申请。")
    visitor.player.hear("补贴下个月一号开始申请。", 15)
    visitor.told(("F7", f"{TITLE}，视窗区，访谈信息，2 级标题"))


def test_a_question_reaches_the_moderator(visitor: Visitor) -> None:
    visitor.open(Thing("互动交流，链接", "columns:list.interact"), "互动交流")
    visitor.open(Thing("在线访谈，链接", "taking-part:list.interviews"), "在线访谈")
    visitor.open(Thing(f"{TITLE}，链接", "#interview-talk-25"), TITLE)
    visitor.press(Thing("向嘉宾提问，链接", ":reply.list.1"))
    visitor.sign_in()
    visitor.write(Thing("您的问题", "#text"), "When does it start?")
    visitor.send()
    asked = """
        from server.live.models import Message
        result = Message.objects.filter(text="When does it start?", role="visitor").count()
        """
    visitor.player.until(lambda: visitor.portal.call(asked) == 1, "the question", 20)
