"""The lines of the forum (server.cases.routes)."""

from __future__ import annotations

from typing import Any

from server.cases.routes import Asked, Read, Send
from server.forum.pages import (
    FORUM,
    board_of,
    board_page,
    boards_page,
    reply_form,
    reply_form_page,
    thread_form,
    thread_form_page,
    thread_of,
    thread_page,
)
from server.forum.work import open_thread, write
from server.problems import Problem


def _open(asked: Asked, values: dict[str, Any]) -> str:
    board = board_of(asked)
    thread = open_thread(asked.user, board, values["subject"], values["text"], asked.edition)
    return thread.address if thread.state == "shown" else f"{FORUM}/{board.slug}"


def _reply(asked: Asked, values: dict[str, Any]) -> str:
    thread = thread_of(asked)
    if thread.closed:
        raise Problem(404, "not_found")
    write(asked.user, thread, values["text"])
    return thread.address


READS = (
    Read(FORUM, "The boards of the forum", boards_page, ("page",)),
    Read("/forum/threads/{thread}", "A thread", thread_page),
    Read("/forum/threads/{thread}/reply", "The form for a reply", reply_form_page),
    Read("/forum/{board}", "A board", board_page, ("page",)),
    Read("/forum/{board}/new", "The form for a thread", thread_form_page),
)
SENDS = (
    Send("/forum/threads/{thread}/posts", "Reply in a thread", reply_form, _reply),
    Send("/forum/{board}/threads", "Open a thread", thread_form, _open),
)
