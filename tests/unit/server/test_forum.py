"""The forum: boards, writing, moderation, and a complaint whose answer appears in the thread."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness.portal_server import PortalServer
from tests.harness.portal_visitor import PortalVisitor, new_key
from tests.harness.taking_part import Officer

TEXT = "盲道又被占用了，<b>请</b>处理。"


@pytest.fixture
def moderator(portal: PortalServer) -> Officer:
    return Officer(portal.base_url, "desk", "desk-2009")


def opened(visitor: PortalVisitor, title: str, board: str = "access") -> dict[str, Any]:
    values = {"subject": title, "text": TEXT}
    page: dict[str, Any] = visitor.send(values, address=f"/forum/{board}/threads").json()
    return page


def post_keys(portal: PortalServer, address: str) -> list[int]:
    keys: list[int] = portal.call(
        """
        from server.forum.models import Post
        result = list(Post.objects.filter(thread=number).values_list("pk", flat=True))
        """,
        number=int(address.rsplit("/", 1)[1]),
    )
    return keys


def test_there_are_sixteen_boards_in_both_editions(portal: PortalServer) -> None:
    reader = PortalVisitor(portal.base_url)
    for edition in ("zh-Hans", "en"):
        items = reader.page("/forum", edition)["collection"]["items"]
        assert len({item["title"] for item in items}) == 16


def test_a_visitor_opens_a_thread_and_another_replies(
    portal: PortalServer, visitor: PortalVisitor
) -> None:
    page = opened(visitor, "新话题一则")
    assert page["kind"] == "thread"
    address = page["address"]
    other = PortalVisitor(portal.base_url, portal.token("demo.ouyang"))
    key = new_key()
    for _ in range(2):
        other.send({"text": "同意。"}, key=key, address=f"{address}/posts")
    seen = PortalVisitor(portal.base_url).page(address)["thread"]
    assert [post["text"] for post in seen["posts"]] == [TEXT, "同意。"]
    assert "示例" not in [post["author"] for post in seen["posts"]]
    assert seen["reply"]["needs"]["sign_in"] is True
    board = PortalVisitor(portal.base_url).page("/forum/access")["collection"]["items"]
    assert board[0]["href"] == address


def test_the_thread_that_was_written_in_last_comes_first(
    portal: PortalServer, visitor: PortalVisitor
) -> None:
    older, newer = (
        opened(visitor, "先开的话题")["address"],
        opened(visitor, "后开的话题")["address"],
    )
    first = [item["href"] for item in visitor.page("/forum/access")["collection"]["items"]]
    visitor.send({"text": "再说一句。"}, address=f"{older}/posts")
    after = [item["href"] for item in visitor.page("/forum/access")["collection"]["items"]]
    assert (first[:2], after[:2]) == ([newer, older], [older, newer])
    boards = [item["id"] for item in visitor.page("/forum")["collection"]["items"]]
    known = [slug for (slug,) in portal.sql("SELECT slug FROM forum_board ORDER BY position")]
    assert boards == known


def test_a_complaint_becomes_a_case_and_its_answer_comes_into_the_thread(
    portal: PortalServer, visitor: PortalVisitor, moderator: Officer
) -> None:
    address = opened(visitor, "投诉盲道被占用")["address"]
    [key] = post_keys(portal, address)
    for _ in range(2):
        moderator.act("forum/post/", "complain", key)
    mine = visitor.page("/my/cases")["collection"]["items"]
    number = mine[0]["title"].split()[-1]
    assert number.startswith("LT-")
    assert [item["summary"] for item in mine].count(TEXT[:60]) == 1
    portal.reply_to(number, "已经清理。")
    posts = PortalVisitor(portal.base_url).page(address)["thread"]["posts"]
    assert [(post["role"], post["text"]) for post in posts][1] == ("officer", "已经清理。")
    assert posts[1]["in_reply_to"] == posts[0]["id"]
    links = [link["href"] for link in visitor.page(f"/cases/{number}")["case"]["next"]]
    assert address in links


def test_a_hidden_post_is_read_by_nobody_and_kept(
    portal: PortalServer, visitor: PortalVisitor, moderator: Officer
) -> None:
    address = opened(visitor, "将被隐藏的话题")["address"]
    visitor.send({"text": "不当言论"}, address=f"{address}/posts")
    keys = post_keys(portal, address)
    moderator.act("forum/post/", "hide", keys[1])
    assert "不当言论" not in visitor.get(address).text
    moderator.act("forum/post/", "hide", keys[0])
    assert visitor.get(address).status_code == 404
    assert "将被隐藏的话题" not in visitor.get("/forum/access").text
    moderator.act("forum/post/", "show", *keys)
    assert "不当言论" in visitor.get(address).text


def test_a_moderator_of_one_organ_touches_no_board_of_another(
    portal: PortalServer, visitor: PortalVisitor
) -> None:
    address = opened(visitor, "教育版块的话题", "education")["address"]
    [key] = post_keys(portal, address)
    foreign = Officer(portal.base_url, "desk.transport", "desk-2011")
    foreign.act("forum/post/", "hide", key)
    foreign.act("forum/post/", "complain", key)
    assert visitor.get(address).status_code == 200
    assert "教育版块的话题" not in foreign.look("forum/post/").text


def test_english_threads_are_in_both_editions_and_chinese_ones_in_one(
    portal: PortalServer, visitor: PortalVisitor
) -> None:
    chinese = opened(visitor, "只有中文的话题")["address"]
    values = {"subject": "A thread in English", "text": "Hello."}
    english = visitor.send(values, edition="en", address="/forum/access/threads").json()["address"]
    assert visitor.get(chinese, "en").json()["code"] == "no_edition"
    assert visitor.get(english, "zh-Hans").status_code == 200
    assert visitor.get(english, "en").status_code == 200


@pytest.mark.parametrize(
    "address",
    ["/forum/none", "/forum/none/new", "/forum/threads/0", "/forum/threads/x", "/forum/%00"],
)
def test_what_is_not_there_is_not_found(visitor: PortalVisitor, address: str) -> None:
    assert visitor.get(address).status_code == 404
