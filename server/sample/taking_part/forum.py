"""Boards with threads and posts; some posts were complaints and are answered."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from server.base import EN
from server.forum.models import Board, Post, Thread
from server.sample.taking_part.cases import make, of_matter
from server.sample.taking_part.world import Matter, World

POSTS: Final = 3_915
_COMPLAINT_EVERY: Final = 9
_BATCH: Final = 500


def load(world: World) -> None:
    """Exactly as many posts as the scale means, in threads of one to six."""
    boards = _boards(world)
    threads: list[Thread] = []
    matters: list[Matter] = []
    posts: list[Post] = []
    left = world.count(POSTS, 36)
    while left:
        size = min(left, world.dice.randrange(1, 7))
        left -= size
        matter = world.matter()
        matters.append(matter)
        thread, inside = _thread(world, boards[len(threads) % len(boards)], matter, size)
        threads.append(thread)
        posts.extend(inside)
    Thread.objects.bulk_create(threads, batch_size=_BATCH)
    _complaints(world, posts, dict(zip(map(id, threads), matters, strict=True)))
    Post.objects.bulk_create(posts, batch_size=_BATCH)


def _boards(world: World) -> list[Board]:
    return Board.objects.bulk_create(
        Board(
            slug=slug,
            title=zh,
            title_en=en,
            description=about,
            description_en=about_en,
            organ=world.department(number),
            position=position,
        )
        for position, (slug, zh, en, about, about_en, number) in enumerate(world.frame["boards"])
    )


def _thread(world: World, board: Board, matter: Matter, size: int) -> tuple[Thread, list[Post]]:
    """A thread with its posts, some hours apart."""
    at = world.moment()
    thread = Thread(board=board, title=matter.title[:80], lang=matter.lang, sample=True)
    replies = world.frame["replies_en" if matter.lang == EN else "replies_zh"]
    posts = []
    for number in range(size):
        writer = world.resident(matter.lang)
        text = world.dice.choice(replies) if number else matter.text
        posts.append(Post(thread=thread, user_id=writer.pk, author=writer.shown, text=text, at=at))
        thread.last_at = at
        at += timedelta(hours=world.dice.randrange(1, 30))
    return thread, posts


def _complaints(world: World, posts: list[Post], matters: dict[int, Matter]) -> None:
    """Every ninth first post was a valid complaint."""
    seen: set[int] = set()
    firsts = []
    for post in posts:
        if id(post.thread) not in seen:
            seen.add(id(post.thread))
            firsts.append(post)
    chosen = firsts[::_COMPLAINT_EVERY]
    pasts = [
        of_matter(
            world,
            "forum",
            matters[id(post.thread)],
            post.thread.board.organ,
            user=post.user_id,
            at=post.at,
            place=post.thread.address,
        )
        for post in chosen
    ]
    for post, case in zip(chosen, make(pasts), strict=True):
        post.case = case
