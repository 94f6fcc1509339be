"""Writing in the forum, and making a complaint of a post."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from server.cases.models import Case
from server.cases.moderation import Shown, at_first, complaint
from server.forum.models import Board, Post, Thread
from server.identity.models import User


@transaction.atomic
def open_thread(user: User, board: Board, title: str, text: str, lang: str) -> Thread:
    """A new thread with its first post."""
    thread = Thread.objects.create(board=board, title=title, lang=lang, state=at_first())
    write(user, thread, text)
    return thread


@transaction.atomic
def write(user: User, thread: Thread, text: str, to: Post | None = None) -> Post:
    """A post in a thread, which thereby comes to the top of its board."""
    now = timezone.now()
    post = Post.objects.create(
        thread=thread,
        user=user,
        author=user.masked_name,
        text=text,
        at=now,
        state=at_first(),
        in_reply_to=to,
    )
    Thread.objects.filter(pk=thread.pk).update(last_at=now)
    return post


@transaction.atomic
def make_complaint(post: Post) -> Case:
    """The case of a post that is a valid complaint; the same one when asked again."""
    held = Post.objects.select_for_update().select_related("thread__board__organ").get(pk=post.pk)
    if held.case is None:
        thread = held.thread
        place = (thread.address, thread.lang)
        held.case = complaint(held.user, thread.board.organ, "forum", held.text, place)
        held.save(update_fields=["case"])
    return held.case


@transaction.atomic
def moderate(post: Post, state: Shown) -> None:
    """Shows or hides a post; a thread goes with its first post."""
    Post.objects.filter(pk=post.pk).update(state=state)
    first = Post.objects.filter(thread=post.thread_id).order_by("at", "pk").first()
    if first is not None and first.pk == post.pk:
        Thread.objects.filter(pk=post.thread_id).update(state=state)
