"""A live page as it grows: what the stream or a poll tells, put into what is shown (docs/pages.md).

Everything may come twice, by the stream and by a poll: what is there already changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from portal.events import ServerEvent
from portal.models import Live, Post
from portal.parse import parse_json
from portal.parse.kinds import post
from portal.parse.reader import Reader

OFFICIAL = frozenset({"officer", "spokesperson"})


@dataclass(frozen=True, slots=True)
class Change:
    """A post that came, or the id of one that is gone; ``id`` is where one reads on after it."""

    id: str
    came: Post | None = None
    gone: str = ""


def change_of(event: ServerEvent) -> Change | None:
    """What an event means; None for one of a later vocabulary. Raises BadPage."""
    if event.name == "post":
        return Change(event.id, post(Reader(parse_json(event.data.encode()))))
    if event.name == "gone":
        return Change(event.id, gone=Reader(parse_json(event.data.encode())).text("id"))
    return None


def grown(page: Live, changes: Iterable[Change]) -> Live:
    """The page after changes, in their order."""
    posts = list(page.posts)
    for change in changes:
        if change.came is not None:
            _put(posts, change.came)
        else:
            posts = [one for one in posts if not _goes(one, change.gone)]
    return page if tuple(posts) == page.posts else replace(page, posts=tuple(posts))


def caught_up(page: Live, polled: Live) -> Live:
    """The page after a poll, which knows its state too and where the next one reads on."""
    changes = [Change("", gone=name) for name in polled.gone]
    changes += [Change("", came=one) for one in polled.posts]
    return replace(
        grown(page, changes),
        state=polled.state,
        state_title=polled.state_title,
        open=polled.open,
        reply=polled.reply,
        last_id=polled.last_id,
    )


def _goes(one: Post, name: str) -> bool:
    """With a post go the official answers to it."""
    return one.id == name or (one.in_reply_to == name and one.role in OFFICIAL)


def _put(posts: list[Post], fresh: Post) -> None:
    at = next((n for n, one in enumerate(posts) if one.id == fresh.id), None)
    if at is not None:
        posts[at] = fresh
    else:
        posts.insert(_place(posts, fresh), fresh)


def _place(posts: list[Post], fresh: Post) -> int:
    """An official answer stands behind the answers to its question, all else at the end."""
    if fresh.role not in OFFICIAL or not fresh.in_reply_to:
        return len(posts)
    about = [
        n
        for n, one in enumerate(posts)
        if one.id == fresh.in_reply_to
        or (one.in_reply_to == fresh.in_reply_to and one.role in OFFICIAL)
    ]
    return about[-1] + 1 if about else len(posts)
