"""The moderators' desk of the forum."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from server.cases.moderation import Shown
from server.cases.rights import OrganDesk
from server.forum.models import Board, Post, Thread
from server.forum.work import make_complaint, moderate


@admin.register(Board)
class BoardAdmin(OrganDesk, admin.ModelAdmin):  # type: ignore[type-arg]  # not generic at run time
    """Boards of the officer's organ."""

    list_display = ("title", "title_en", "organ", "position")


@admin.register(Thread)
class ThreadAdmin(OrganDesk, admin.ModelAdmin):  # type: ignore[type-arg]  # not generic at run time
    """Threads can be closed; what is in them is moderated post by post."""

    organ_paths = ("board__organ",)
    list_display = ("title", "board", "state", "closed", "last_at")
    list_filter = ("board", "state", "closed")
    search_fields = ("title",)
    fields = ("board", "title", "lang", "state", "closed", "last_at")
    readonly_fields = ("board", "title", "lang", "state", "last_at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Threads come from visitors."""
        del request
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Hidden, never deleted."""
        del request, obj
        return False


@admin.register(Post)
class PostAdmin(OrganDesk, admin.ModelAdmin):  # type: ignore[type-arg]  # not generic at run time
    """Posts are shown, hidden, and made into cases; never rewritten."""

    organ_paths = ("thread__board__organ",)
    list_display = ("text_start", "thread", "author", "at", "state", "case")
    list_filter = ("state", "thread__board")
    list_select_related = ("thread", "case")
    search_fields = ("text", "author", "thread__title")
    fields = readonly_fields = ("thread", "author", "text", "at", "state", "in_reply_to", "case")
    actions = ("show", "hide", "complain")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Posts come from visitors."""
        del request
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Hidden, never deleted."""
        del request, obj
        return False

    @admin.display(description=_("text"))
    def text_start(self, post: Post) -> str:
        """The beginning of a post; the admin escapes it."""
        return post.text[:40]

    @admin.action(description=_("Show"), permissions=["change"])
    def show(self, request: HttpRequest, posts: QuerySet[Post]) -> None:
        """Lets everybody read them."""
        self._moderate(request, posts, Shown.SHOWN)

    @admin.action(description=_("Hide"), permissions=["change"])
    def hide(self, request: HttpRequest, posts: QuerySet[Post]) -> None:
        """Lets nobody read them."""
        self._moderate(request, posts, Shown.HIDDEN)

    @admin.action(description=_("Mark as a valid complaint"), permissions=["change"])
    def complain(self, request: HttpRequest, posts: QuerySet[Post]) -> None:
        """Makes a case of each; its reply appears in the thread."""
        fresh = list(posts.filter(case=None))
        for post in fresh:
            case = make_complaint(post)
            self.log_change(request, post, [{"changed": {"fields": [case.no]}}])
        messages.success(request, _now("%d cases made.") % len(fresh))

    def _moderate(self, request: HttpRequest, posts: QuerySet[Post], state: Shown) -> None:
        changed = list(posts.exclude(state=state))
        for post in changed:
            moderate(post, state)
            self.log_change(request, post, [{"changed": {"fields": [str(state)]}}])
        messages.success(request, _now("%d posts changed.") % len(changed))
