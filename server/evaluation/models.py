"""Evaluated sites, indicators, the two reviews with their scores, and reports of faults."""

from __future__ import annotations

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from server.base import EN
from server.content.models import Item


class Indicator(models.Model):
    """What is looked at, and how many points it is worth."""

    slug = models.SlugField(_("slug"), unique=True)
    title = models.CharField(_("name"), max_length=40)
    title_en = models.CharField(_("name in English"), max_length=80, blank=True)
    points = models.PositiveSmallIntegerField(_("most points"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        """In the order of the rules."""

        ordering = ("position",)
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")

    def __str__(self) -> str:
        return self.title

    def name(self, edition: str) -> str:
        """The name in an edition."""
        return (self.title_en or self.title) if edition == EN else self.title


class Site(models.Model):
    """A site in the evaluation of a year; its class is the item's category."""

    item = models.OneToOneField(
        Item, models.CASCADE, related_name="site", primary_key=True, verbose_name=_("item")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    score = models.PositiveSmallIntegerField(_("final score"), default=0, editable=False)
    """Sum of the second review, kept so that the ranking is one look-up."""

    class Meta:
        """The ranking."""

        ordering = ("-score", "pk")
        verbose_name = _("site")
        verbose_name_plural = _("sites")
        indexes = (models.Index(fields=["-score", "item"], name="site_ranking"),)

    def __str__(self) -> str:
        return str(self.item)


class Score(models.Model):
    """One indicator of one site: first review, correction, second review."""

    site = models.ForeignKey(Site, models.CASCADE, related_name="scores", verbose_name=_("site"))
    indicator = models.ForeignKey(Indicator, models.PROTECT, verbose_name=_("indicator"))
    first = models.PositiveSmallIntegerField(_("first review"), validators=[MaxValueValidator(100)])
    second = models.PositiveSmallIntegerField(
        _("second review"), validators=[MaxValueValidator(100)]
    )
    opinion = models.CharField(_("opinion"), max_length=200, blank=True)
    correction = models.CharField(_("correction"), max_length=200, blank=True)
    opinion_en = models.CharField(_("opinion in English"), max_length=200, blank=True)
    correction_en = models.CharField(_("correction in English"), max_length=200, blank=True)

    class Meta:
        """One score an indicator."""

        ordering = ("indicator__position",)
        constraints = (
            models.UniqueConstraint(fields=["site", "indicator"], name="one_score_an_indicator"),
        )
        verbose_name = _("score")
        verbose_name_plural = _("scores")

    def __str__(self) -> str:
        return f"{self.site_id} {self.indicator_id}"


class FaultReport(models.Model):
    """What a visitor found wrong with a page; who it was is not asked and not kept."""

    class Kind(models.TextChoices):
        """What can be wrong with a page."""

        WRONG = "wrong", _("content is wrong or out of date")
        LINK = "link", _("link leads nowhere")
        UNREADABLE = "unreadable", _("cannot be read or heard")
        OTHER = "other", _("something else")

    class State(models.TextChoices):
        """How far it is."""

        RECEIVED = "received", _("received")
        FIXED = "fixed", _("corrected")
        KEPT = "kept", _("looked at, nothing to correct")

    no = models.CharField(_("report number"), max_length=20, unique=True)
    key = models.CharField(max_length=64, unique=True, editable=False)
    body_hash = models.CharField(max_length=64, editable=False)
    address = models.CharField(_("page address"), max_length=300)
    kind = models.CharField(_("what is wrong"), max_length=12, choices=Kind)
    text = models.TextField(_("description"), blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.RECEIVED)
    received_at = models.DateTimeField(_("received at"))
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)

    class Meta:
        """Newest first."""

        ordering = ("-received_at", "-pk")
        verbose_name = _("report of a fault")
        verbose_name_plural = _("reports of faults")

    def __str__(self) -> str:
        return self.no
