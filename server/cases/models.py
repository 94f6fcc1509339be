"""Cases, their log of events, the submissions they came from, and the office calendar."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from server.base import EDITION_NAMES, ZH
from server.content.models import Organ


class AppendOnly(models.QuerySet["Event"]):
    """Rows that are written once: what happened is not changed afterwards."""

    def update(self, **kwargs: Any) -> NoReturn:
        """Refuses."""
        raise TypeError("the event log is append-only")

    def delete(self) -> NoReturn:
        """Refuses."""
        raise TypeError("the event log is append-only")


class CaseNumber(models.Model):
    """The last number given to a kind of case in a year."""

    prefix = models.CharField(max_length=4)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        """One row a series."""

        constraints = (
            models.UniqueConstraint(fields=["prefix", "year"], name="one_series_a_year"),
        )

    def __str__(self) -> str:
        return f"{self.prefix}-{self.year}"


class Case(models.Model):
    """A matter of a visitor with an organ; names after Open311 GeoReport v2 where it has them."""

    class State(models.TextChoices):
        """Where it stands; server.cases.states says what leads where."""

        RECEIVED = "received", _("received")
        ACCEPTED = "accepted", _("accepted")
        ASKED = "asked", _("waiting for the visitor")
        REPLIED = "replied", _("replied")
        CLOSED = "closed", _("closed")

    no = models.CharField(_("case number"), max_length=20, unique=True)
    service_code = models.CharField(_("service"), max_length=40)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="cases", verbose_name=_("visitor")
    )
    organ = models.ForeignKey(Organ, models.PROTECT, verbose_name=_("organ"))
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.RECEIVED)
    subject = models.CharField(_("subject"), max_length=200)
    values = models.JSONField(_("what was sent"))
    requested_at = models.DateTimeField(_("received at"))
    accept_warn = models.DateTimeField(editable=False)
    accept_due = models.DateTimeField(_("accept by"))
    reply_warn = models.DateTimeField(editable=False)
    reply_due = models.DateTimeField(_("reply by"))
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True)
    replied_at = models.DateTimeField(_("replied at"), null=True, blank=True)
    lang = models.CharField(_("language"), max_length=8, choices=EDITION_NAMES, default=ZH)
    place = models.CharField(_("public page"), max_length=80, blank=True)
    """Where it came up and is answered for all to see: a thread of the forum, a topic."""
    public = models.BooleanField(_("published"), default=False)
    """Whether question and answer are on the list of published letters."""
    stars = models.PositiveSmallIntegerField(_("rating"), default=0)
    sample = models.BooleanField(_("sample content"), default=False)

    class Meta:
        """Newest first; the indexes are the visitor's list, the letters and the rates."""

        ordering = ("-requested_at", "-pk")
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        indexes = (
            models.Index(fields=["user", "-requested_at"], name="case_of_visitor"),
            models.Index(fields=["public", "-requested_at"], name="case_letters"),
            models.Index(fields=["organ", "service_code"], name="case_of_organ"),
            models.Index(fields=["state", "reply_due"], name="case_open"),
        )

    def __str__(self) -> str:
        return self.no


class Part(models.Model):
    """An organ beside the leading one, with a clock of its own (reckoned from the log)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="parts", verbose_name=_("case"))
    organ = models.ForeignKey(Organ, models.PROTECT, verbose_name=_("organ"))
    since = models.DateTimeField(_("asked at"))
    days = models.PositiveSmallIntegerField(_("working days"))
    """0: only informed."""
    warn = models.DateTimeField(editable=False)
    due = models.DateTimeField(_("opinion by"))
    done_at = models.DateTimeField(_("opinion given at"), null=True, blank=True)

    class Meta:
        """One row an organ; asked again, it starts again."""

        ordering = ("since", "pk")
        verbose_name = _("organ beside")
        verbose_name_plural = _("organs beside")
        constraints = (models.UniqueConstraint(fields=["case", "organ"], name="one_part_an_organ"),)

    def __str__(self) -> str:
        return f"{self.case_id} {self.organ_id}"


class Event(models.Model):
    """Something that happened to a case; never changed and never removed."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="events", verbose_name=_("case"))
    name = models.CharField(_("event"), max_length=16)
    state = models.CharField(_("state afterwards"), max_length=12, choices=Case.State)
    at = models.DateTimeField(_("at"))
    text = models.TextField(_("text"), blank=True)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("officer")
    )
    organ = models.ForeignKey(
        Organ, models.PROTECT, null=True, blank=True, verbose_name=_("organ concerned")
    )
    number = models.PositiveSmallIntegerField(_("days or stars"), default=0)
    helper = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("helped at the terminal by"),
    )
    """The member of staff who acted beside the visitor (RFC 8693, ``act``)."""

    objects: ClassVar[models.Manager[Event]] = models.Manager.from_queryset(AppendOnly)()

    class Meta:
        """In the order in which it happened."""

        ordering = ("pk",)
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def __str__(self) -> str:
        return f"{self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Writes a new event; refuses to change one."""
        if self.pk:
            raise TypeError("the event log is append-only")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuses."""
        raise TypeError("the event log is append-only")


class Submission(models.Model):
    """One use of an idempotency key: what was sent, as a hash, and the page that it led to."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True)
    owner = models.CharField(max_length=24)
    """Who sent it, as a word: a database's unique rule does not hold for an empty ``user``."""
    key = models.CharField(max_length=64)
    body_hash = models.CharField(max_length=64)
    address = models.CharField(max_length=160)
    at = models.DateTimeField(auto_now_add=True)
    helper = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, default=None, related_name="+"
    )
    """The member of staff who acted beside the person, whatever was sent."""

    class Meta:
        """A key is used once a person."""

        constraints = (models.UniqueConstraint(fields=["owner", "key"], name="key_used_once"),)

    def __str__(self) -> str:
        return self.key


class CalendarDay(models.Model):
    """A day that staff declare worked or free, over what the holidays package says."""

    day = models.DateField(_("day"), unique=True)
    is_working = models.BooleanField(_("offices are open"))
    source = models.CharField(_("source"), max_length=200, blank=True)

    class Meta:
        """By date."""

        ordering = ("day",)
        verbose_name = _("calendar day")
        verbose_name_plural = _("calendar days")

    def __str__(self) -> str:
        return self.day.isoformat()
