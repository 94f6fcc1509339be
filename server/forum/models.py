"""Boards, threads and posts."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from server.base import EDITION_NAMES, EN, ZH
from server.cases.models import Case
from server.cases.moderation import Shown
from server.content.models import Organ


class Board(models.Model):
    """A board, looked after by an organ."""

    slug = models.SlugField(_("slug"), unique=True)
    title = models.CharField(_("name"), max_length=40)
    title_en = models.CharField(_("name in English"), max_length=80)
    description = models.CharField(_("description"), max_length=120, blank=True)
    description_en = models.CharField(_("description in English"), max_length=200, blank=True)
    organ = models.ForeignKey(Organ, models.PROTECT, verbose_name=_("organ"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        """In the order of the front page of the forum."""

        ordering = ("position", "slug")
        verbose_name = _("board")
        verbose_name_plural = _("boards")

    def __str__(self) -> str:
        return self.title

    def name(self, edition: str) -> str:
        """The name in an edition."""
        return self.title_en if edition == EN else self.title

    def about(self, edition: str) -> str:
        """What belongs here, in an edition."""
        return self.description_en if edition == EN else self.description


class Thread(models.Model):
    """A subject with its posts; ``last_at`` orders a board."""

    board = models.ForeignKey(Board, models.PROTECT, verbose_name=_("board"))
    title = models.CharField(_("title"), max_length=80)
    lang = models.CharField(_("language"), max_length=8, choices=EDITION_NAMES, default=ZH)
    state = models.CharField(_("state"), max_length=8, choices=Shown, default=Shown.SHOWN)
    closed = models.BooleanField(_("closed to replies"), default=False)
    last_at = models.DateTimeField(_("last post at"), default=timezone.now)
    sample = models.BooleanField(_("sample content"), default=False)

    class Meta:
        """Latest first."""

        ordering = ("-last_at", "-pk")
        verbose_name = _("thread")
        verbose_name_plural = _("threads")
        indexes = (models.Index(fields=["board", "state", "-last_at"], name="forum_board_threads"),)

    def __str__(self) -> str:
        return self.title

    @property
    def address(self) -> str:
        """Where it is read."""
        return f"/forum/threads/{self.pk}"


class Post(models.Model):
    """What somebody wrote; kept when it is hidden, so that hiding can be accounted for."""

    thread = models.ForeignKey(
        Thread, models.PROTECT, related_name="posts", verbose_name=_("thread")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("visitor")
    )
    author = models.CharField(_("name shown"), max_length=60)
    text = models.TextField(_("text"))
    at = models.DateTimeField(_("at"), default=timezone.now)
    state = models.CharField(_("state"), max_length=8, choices=Shown, default=Shown.SHOWN)
    in_reply_to = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, verbose_name=_("in reply to")
    )
    case = models.OneToOneField(
        Case, models.PROTECT, null=True, blank=True, related_name="post", verbose_name=_("case")
    )

    class Meta:
        """In the order in which they were written."""

        ordering = ("at", "pk")
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        indexes = (models.Index(fields=["thread", "state", "at"], name="forum_thread_posts"),)

    def __str__(self) -> str:
        return self.text[:40]
