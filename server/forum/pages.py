"""Pages of the forum."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from django.db.models import Count, Q
from django.utils import timezone

from server.base import ZH
from server.cases.forms import Form, form_page, load
from server.cases.letters import answers, editions_of
from server.cases.lists import Listed, in_order, list_page, trail
from server.cases.moderation import Shown
from server.cases.routes import SCOPE, Asked
from server.content.shape import Page, link, moment, needs, page, page_links, spoken_date
from server.forum.models import Board, Post, Thread
from server.problems import Problem
from server.words import Words

FORUM: Final = "/forum"
_FORMS: Final = Path(__file__).resolve().parent / "forms"
THREAD_FORM: Final = load(_FORMS / "thread.json")
REPLY_FORM: Final = load(_FORMS / "reply.json")


def boards_page(asked: Asked) -> Page:
    """The boards with how many threads each has."""
    say = Words(asked.edition)
    shown = Q(thread__state=Shown.SHOWN)
    if asked.edition != ZH:
        shown &= Q(thread__lang=asked.edition)
    return list_page(
        Listed(
            FORUM,
            say("forum.title"),
            say("forum.description"),
            in_order(Board.objects.annotate(threads=Count("thread", filter=shown))),
            _board_entry,
            trail(say),
        ),
        asked,
    )


def board_page(asked: Asked) -> Page:
    """The threads of a board, the latest first."""
    say = Words(asked.edition)
    board = board_of(asked)
    rows = Thread.objects.filter(board=board, state=Shown.SHOWN)
    return list_page(
        Listed(
            f"{FORUM}/{board.slug}",
            board.name(asked.edition),
            board.about(asked.edition),
            in_order(
                (rows if asked.edition == ZH else rows.filter(lang=asked.edition)).annotate(
                    replies=Count("posts", filter=Q(posts__state=Shown.SHOWN)) - 1
                )
            ),
            _thread_entry,
            trail(say, link(FORUM, say("forum.title"))),
            actions=[
                link(f"{FORUM}/{board.slug}/new", say("forum.new"), needs=needs(SCOPE)),
            ],
            empty=say("forum.empty"),
        ),
        asked,
    )


def thread_page(asked: Asked) -> Page:
    """A thread with its posts, and the official answers to those that became cases."""
    thread = thread_of(asked)
    say = Words(asked.edition)
    board = thread.board
    up = link(f"{FORUM}/{board.slug}", board.name(asked.edition))
    posts = thread.posts.filter(state=Shown.SHOWN).select_related("case__organ")
    state = "closed" if thread.closed else "open"
    shown: dict[str, Any] = {
        "state": state,
        "state_title": say(f"forum.states.{state}"),
        "posts": [one for post in posts for one in _post(post, say)],
    }
    if not thread.closed:
        shown["reply"] = link(f"{thread.address}/reply", say("forum.reply"), needs=needs(SCOPE))
    return page(
        "thread",
        thread.address,
        asked.edition,
        _title(thread, say),
        updated_at=moment(thread.last_at),
        sample=thread.sample,
        thread=shown,
        links=page_links(
            thread.address,
            asked.edition,
            editions_of(thread.lang),
            up=up,
            breadcrumbs=trail(say, link(FORUM, say("forum.title")), up),
        ),
    )


def thread_form_page(asked: Asked) -> Page:
    """The form for a new thread."""
    board = board_of(asked)
    up = link(f"{FORUM}/{board.slug}", board.name(asked.edition))
    return form_page(thread_form(asked), asked.edition, up)


def reply_form_page(asked: Asked) -> Page:
    """The form for a reply."""
    thread = thread_of(asked)
    if thread.closed:
        raise Problem(404, "not_found")
    up = link(thread.address, _title(thread, Words(asked.edition)))
    editions = editions_of(thread.lang)
    return form_page(reply_form(asked), asked.edition, up, editions=editions)


def thread_form(asked: Asked) -> Form:
    """The form for a new thread in the board of the address."""
    return THREAD_FORM.at(asked.parts)


def reply_form(asked: Asked) -> Form:
    """The form for a reply in the thread of the address."""
    return REPLY_FORM.at(asked.parts)


def board_of(asked: Asked) -> Board:
    """The board of the address; raises ``Problem`` ``not_found``."""
    board = Board.objects.filter(slug=asked.parts["board"]).first()
    if board is None:
        raise Problem(404, "not_found")
    return board


def thread_of(asked: Asked) -> Thread:
    """The thread of the address; raises ``Problem`` ``not_found`` or ``no_edition``."""
    key = asked.parts["thread"]
    found = Thread.objects.filter(state=Shown.SHOWN).select_related("board")
    thread = found.filter(pk=key).first() if key.isascii() and key.isdigit() else None
    if thread is None:
        raise Problem(404, "not_found")
    editions = editions_of(thread.lang)
    if asked.edition not in editions:
        raise Problem(404, "no_edition", extra={"editions": list(editions)})
    return thread


def _title(thread: Thread, say: Words) -> str:
    return thread.title + (say("pages.sample_suffix") if thread.sample else "")


def _post(post: Post, say: Words) -> list[dict[str, Any]]:
    """A post and the answers of the office to it."""
    shown: dict[str, Any] = {
        "id": f"post-{post.pk}",
        "role": "visitor",
        "author": post.author,
        "at": moment(post.at),
        "text": post.text,
    }
    if post.in_reply_to_id:
        shown["in_reply_to"] = f"post-{post.in_reply_to_id}"
    return [shown, *(answers(post.case, say, shown["id"]) if post.case else [])]


def _board_entry(board: Board, say: Words) -> dict[str, Any]:
    count = str(board.threads)  # type: ignore[attr-defined]  # annotated
    return {
        "id": board.slug,
        "href": f"{FORUM}/{board.slug}",
        "title": board.name(say.edition),
        "summary": board.about(say.edition),
        "facts": [{"label": say("forum.threads"), "value": count}],
    }


def _thread_entry(thread: Thread, say: Words) -> dict[str, Any]:
    day = timezone.localdate(thread.last_at)
    replies = str(max(0, thread.replies))  # type: ignore[attr-defined]  # annotated
    return {
        "id": f"thread-{thread.pk}",
        "href": thread.address,
        "title": _title(thread, say),
        "date": day.isoformat(),
        "facts": [
            {"label": say("forum.replies"), "value": replies},
            {"label": say("forum.last"), "value": spoken_date(day, say.edition)},
        ],
    }
