"""S08: a live interview that grows while it is followed; a question asked."""

from __future__ import annotations

import os
import signal
import time
from contextlib import ExitStack

import pytest
import requests

from tests.harness.sampled import Talk, live_talk, past_talk
from tests.harness.visitor import ByKeys, Thing, Visitor

pytestmark = [pytest.mark.screen, pytest.mark.audio, pytest.mark.timeout(300)]

GUEST = """
    from server.live.models import Interview, Message
    from server.live.work import show
    talk = Interview.objects.get(state="live")
    said = Message.objects.create(interview=talk, role="guest", author="何嘉宾", text=text)
    result = show(said).pk
    """


HIDE = """
    from server.live.models import Message
    from server.live.work import hide
    hide(Message.objects.get(text=text))
    result = None
    """
PLACES = 4
NOTICED = 6.0
"""Seconds until the portal's next sign of life on a stream, and a little more."""
SAID = "补贴下个月一号开始申请。"


def follow(visitor: Visitor, talk: Talk) -> Talk:
    visitor.open(Thing("互动交流，链接", "columns:list.interact"), "互动交流")
    visitor.open(Thing("在线访谈，链接", "taking-part:list.interviews"), "在线访谈")
    visitor.open(Thing(f"{talk.title}，链接", f"#interview-{talk.key}"), talk.title)
    return talk


class Streams:
    """How many streams of the portal are free; each that is taken to see is given back."""

    def __init__(self, visitor: Visitor) -> None:
        slug = live_talk(visitor.portal).key
        self._address = f"{visitor.journey.trial.base_url}/v1/zh-Hans/interviews/{slug}/stream"
        self._asked = -NOTICED

    def free(self) -> int:
        """Asks once the portal has noticed that those of the last time are not listened to."""
        time.sleep(max(0.0, self._asked + NOTICED - time.monotonic()))
        free = 0
        with ExitStack() as held:
            for _ in range(PLACES):
                answer = held.enter_context(requests.get(self._address, stream=True, timeout=20))
                free += answer.status_code == 200
        self._asked = time.monotonic()
        return free


@pytest.mark.quick("ByKeys")
def test_a_live_interview_grows_without_stealing_the_place(visitor: Visitor) -> None:
    live = follow(visitor, live_talk(visitor.portal))
    visitor.told(("2", "访谈信息，2 级标题"))
    visitor.portal.call(GUEST, text=SAID)
    visitor.player.hear(SAID, 15)
    visitor.hears_place(("F7", f"{live.title}，视窗区，访谈信息，2 级标题"))
    streams = Streams(visitor)
    assert streams.free() == PLACES - 1  # the terminal follows, and does not ask again and again
    if isinstance(visitor, ByKeys):
        visitor.player.press("End")
        visitor.player.find("Up", SAID)
        visitor.portal.call(HIDE, text=SAID)
        visitor.player.hear("刚才的位置已不在本页", 15)
    visitor.leave()
    visitor.player.until(lambda: streams.free() == PLACES, "the place is free", 60)


def test_a_stream_that_is_cut_is_taken_up_again(visitor: Visitor) -> None:
    follow(visitor, live_talk(visitor.portal))
    visitor.portal.call(GUEST, text="第一次发放在一月。")
    visitor.player.hear("第一次发放在一月。", 15)
    os.kill(visitor.journey.server_pid(), signal.SIGKILL)
    visitor.portal.call(GUEST, text="第二次发放在二月。")
    visitor.player.hear("第二次发放在二月。", 60)


def test_the_words_of_a_past_interview_are_read(visitor: Visitor) -> None:
    past = past_talk(visitor.portal)
    follow(visitor, past)
    for words in past.words:
        visitor.meets(words)


def test_a_question_reaches_the_moderator(visitor: Visitor) -> None:
    follow(visitor, live_talk(visitor.portal))
    visitor.press(Thing("向嘉宾提问，链接", ":reply.list.1"))
    visitor.sign_in()
    visitor.write(Thing("您的问题", "#text"), "When does it start?")
    visitor.send()
    asked = """
        from server.live.models import Message
        result = Message.objects.filter(text="When does it start?", role="visitor").count()
        """
    visitor.player.until(lambda: visitor.portal.call(asked) == 1, "the question", 20)
