"""Interviews with their messages, and surveys with their counts."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from server.base import EDITION_NAMES, EN, ZH
from server.cases.models import Case
from server.cases.moderation import Shown
from server.content.blocks import block_faults
from server.content.models import Organ


class Interview(models.Model):
    """A guest answers; ``last_number`` is that of the last message shown, hidden or answered."""

    class State(models.TextChoices):
        """Before, while and after it happens."""

        PLANNED = "planned", _("announced")
        LIVE = "live", _("live")
        OVER = "over", _("over")

    slug = models.SlugField(_("slug"), unique=True)
    title = models.CharField(_("title"), max_length=80)
    lang = models.CharField(_("language"), max_length=8, choices=EDITION_NAMES, default=ZH)
    summary = models.CharField(_("summary"), max_length=300, blank=True)
    guest = models.CharField(_("guest"), max_length=40)
    guest_post = models.CharField(_("post of the guest"), max_length=80)
    organ = models.ForeignKey(Organ, models.PROTECT, verbose_name=_("organ"))
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.PLANNED)
    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(_("ends at"))
    blocks = models.JSONField(_("pictures and notes"), default=list, blank=True)
    last_number = models.PositiveIntegerField(default=0, editable=False)
    sample = models.BooleanField(_("sample content"), default=False)

    class Meta:
        """Newest first."""

        ordering = ("-starts_at", "-pk")
        verbose_name = _("interview")
        verbose_name_plural = _("interviews")

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuses blocks that are not of the page vocabulary."""
        faults = block_faults(self.blocks)
        if faults:
            raise ValidationError({"blocks": faults})

    @property
    def address(self) -> str:
        """Where it is read and followed."""
        return f"/interviews/{self.slug}"


class Message(models.Model):
    """Something said or asked in an interview.

    ``number`` is given when it is shown, so that a question that waited for the moderator
    comes after what was shown before it, and nobody who reads on from a number misses it.
    ``changed`` is a later number of the same row: given when it is hidden, shown again or
    answered by the office, so that whoever reads on hears of that too.
    """

    class Role(models.TextChoices):
        """Who says it."""

        GUEST = "guest", _("guest")
        MODERATOR = "moderator", _("moderator")
        VISITOR = "visitor", _("visitor")

    interview = models.ForeignKey(
        Interview, models.PROTECT, related_name="messages", verbose_name=_("interview")
    )
    number = models.PositiveIntegerField(_("number"), null=True, blank=True, editable=False)
    changed = models.PositiveIntegerField(null=True, blank=True, editable=False)
    role = models.CharField(_("role"), max_length=10, choices=Role)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("visitor"),
    )
    author = models.CharField(_("name shown"), max_length=60)
    text = models.TextField(_("text"))
    at = models.DateTimeField(_("at"), default=timezone.now)
    state = models.CharField(_("state"), max_length=8, choices=Shown, default=Shown.WAITING)
    in_reply_to = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, verbose_name=_("in reply to")
    )
    case = models.OneToOneField(
        Case, models.PROTECT, null=True, blank=True, related_name="message", verbose_name=_("case")
    )

    class Meta:
        """In the order in which they were shown."""

        ordering = ("number", "pk")
        verbose_name = _("message of an interview")
        verbose_name_plural = _("messages of interviews")
        constraints = (
            models.UniqueConstraint(fields=["interview", "number"], name="live_number_once"),
        )
        indexes = (models.Index(fields=["interview", "state"], name="live_queue"),)

    def __str__(self) -> str:
        return self.text[:40]

    def clean(self) -> None:
        """Refuses an answer to what was said in another interview."""
        asked = self.in_reply_to
        if asked is not None and asked.interview_id != self.interview_id:
            raise ValidationError({"in_reply_to": _("This was said in another interview.")})


class Survey(models.Model):
    """Questions that anybody signed in may answer once between two moments."""

    slug = models.SlugField(_("slug"), unique=True)
    title = models.CharField(_("title"), max_length=80)
    title_en = models.CharField(_("title in English"), max_length=120, blank=True)
    description = models.CharField(_("description"), max_length=200, blank=True)
    description_en = models.CharField(_("description in English"), max_length=300, blank=True)
    opens_at = models.DateTimeField(_("opens at"))
    closes_at = models.DateTimeField(_("closes at"))
    sample = models.BooleanField(_("sample content"), default=False)

    class Meta:
        """Newest first."""

        ordering = ("-opens_at", "-pk")
        verbose_name = _("survey")
        verbose_name_plural = _("surveys")

    def __str__(self) -> str:
        return self.title

    @property
    def address(self) -> str:
        """Where it is read."""
        return f"/surveys/{self.slug}"

    def is_open(self) -> bool:
        """Whether it can be answered now."""
        return self.opens_at <= timezone.now() < self.closes_at

    def name(self, edition: str) -> str:
        """The title in an edition."""
        return (self.title_en or self.title) if edition == EN else self.title

    def about(self, edition: str) -> str:
        """The description in an edition."""
        return (self.description_en or self.description) if edition == EN else self.description


class Item(models.Model):
    """A question of a survey."""

    survey = models.ForeignKey(
        Survey, models.CASCADE, related_name="items", verbose_name=_("survey")
    )
    title = models.CharField(_("question"), max_length=120)
    title_en = models.CharField(_("question in English"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        """As asked."""

        ordering = ("position", "pk")
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self) -> str:
        return self.title

    def name(self, edition: str) -> str:
        """The question in an edition."""
        return (self.title_en or self.title) if edition == EN else self.title


class Choice(models.Model):
    """An answer that can be chosen; only how often, never by whom."""

    item = models.ForeignKey(
        Item, models.CASCADE, related_name="choices", verbose_name=_("question")
    )
    title = models.CharField(_("answer"), max_length=80)
    title_en = models.CharField(_("answer in English"), max_length=120, blank=True)
    votes = models.PositiveIntegerField(_("votes"), default=0, editable=False)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        """As offered."""

        ordering = ("position", "pk")
        verbose_name = _("answer")
        verbose_name_plural = _("answers")

    def __str__(self) -> str:
        return self.title

    def name(self, edition: str) -> str:
        """The answer in an edition."""
        return (self.title_en or self.title) if edition == EN else self.title


class Ballot(models.Model):
    """That somebody has answered a survey; what was answered is not kept with it."""

    survey = models.ForeignKey(Survey, models.CASCADE)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    class Meta:
        """Once a person."""

        constraints = (
            models.UniqueConstraint(fields=["survey", "user"], name="survey_answered_once"),
        )

    def __str__(self) -> str:
        return f"{self.survey_id}"
