"""The moderators' desk of the forum."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from server.cases.models import Case
from server.cases.moderation import Shown
from server.cases.moderators import ComplaintsDesk
from server.cases.rights import OrganDesk
from server.desk import Historic, Kept
from server.forum.models import Board, Post, Thread
from server.forum.work import make_complaint, moderate


@admin.register(Board)
class BoardAdmin(OrganDesk, Historic):
    """Boards of the officer's organ."""

    list_display = ("title", "title_en", "organ", "position")


@admin.register(Thread)
class ThreadAdmin(Kept, OrganDesk, Historic):
    """Threads can be closed; what is in them is moderated post by post."""

    organ_paths = ("board__organ",)
    list_display = ("title", "board", "state", "closed", "last_at")
    list_filter = ("board", "state", "closed")
    search_fields = ("title",)
    fields = ("board", "title", "lang", "state", "closed", "last_at")
    readonly_fields = ("board", "title", "lang", "state", "last_at")


@admin.register(Post)
class PostAdmin(ComplaintsDesk):
    """Posts are shown, hidden, and made into cases; never rewritten."""

    organ_paths = ("thread__board__organ",)
    list_display = ("text_start", "thread", "author", "at", "state", "case")
    list_filter = ("state", "thread__board")
    list_select_related = ("thread", "case")
    search_fields = ("text", "author", "thread__title")
    fields = readonly_fields = ("thread", "author", "text", "at", "state", "in_reply_to", "case")

    @admin.display(description=_("text"))
    def text_start(self, post: Post) -> str:
        """The beginning of a post; the admin escapes it."""
        return post.text[:40]

    def moderate(self, row: Post, state: Shown) -> None:
        """A thread goes with its first post."""
        moderate(row, state)

    def case_of(self, row: Post) -> Case:
        """Answered in the thread."""
        return make_complaint(row)
