"""S09: the forum is read; a thread opened and replied to."""

from __future__ import annotations

import pytest

from tests.harness.sampled import thread
from tests.harness.visitor import Thing, Visitor

pytestmark = [pytest.mark.screen, pytest.mark.audio, pytest.mark.timeout(300)]


def test_a_thread_is_opened_and_replied_to(visitor: Visitor) -> None:
    visitor.open(Thing("互动交流，链接", "columns:list.interact"), "互动交流")
    visitor.open(Thing("政务论坛，链接", "taking-part:list.forum"), "政务论坛")
    visitor.open(Thing("教育之窗，链接", "#education"), "教育之窗")
    visitor.press(Thing("发表新帖，链接", ":actions.list.1"))
    visitor.sign_in()
    visitor.write(Thing("标题，文本框", "#subject"), "School gate crossing")
    visitor.write(Thing("内容，文本框", "#text"), "Please add a crossing at the gate.")
    visitor.send()
    visitor.opened("School gate crossing")
    visitor.press(Thing("回复，链接", ":reply.list.1"))
    visitor.opened("回复")
    visitor.write(Thing("内容，文本框", "#text"), "I agree.")
    visitor.send()
    visitor.opened("School gate crossing")
    posts = """
        from server.forum.models import Post
        found = Post.objects.filter(thread__title="School gate crossing").order_by("pk")
        result = [post.text for post in found]
        """
    assert visitor.portal.call(posts) == ["Please add a crossing at the gate.", "I agree."]


def test_a_thread_of_others_is_read(visitor: Visitor) -> None:
    visitor.open(Thing("互动交流，链接", "columns:list.interact"), "互动交流")
    visitor.open(Thing("政务论坛，链接", "taking-part:list.forum"), "政务论坛")
    visitor.open(Thing("教育之窗，链接", "#education"), "教育之窗")
    read = thread(visitor.portal, "education")
    visitor.open(Thing(f"{read.title}，链接", f"#thread-{read.key}"), read.title)
    for words in read.words:
        visitor.meets(words)
