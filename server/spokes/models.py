"""Bodies with spokespersons, the topics raised with them, and what they publish on their own."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from server.base import EDITION_NAMES, EN, ZH
from server.cases.models import Case
from server.cases.moderation import Shown
from server.content.models import Organ


class Body(models.Model):
    """An organ or public body with spokespersons; ``organ`` answers for it."""

    class Kind(models.TextChoices):
        """What sort of body it is."""

        DEPARTMENT = "department", _("department")
        DISTRICT = "district", _("district government")
        PUBLIC = "public", _("public body")

    code = models.CharField(_("code"), max_length=12, unique=True)
    title = models.CharField(_("name"), max_length=80)
    title_en = models.CharField(_("name in English"), max_length=120)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    organ = models.ForeignKey(Organ, models.PROTECT, verbose_name=_("organ"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        """Organs first, then public bodies."""

        ordering = ("position", "code")
        verbose_name = _("body with spokespersons")
        verbose_name_plural = _("bodies with spokespersons")

    def __str__(self) -> str:
        return self.title

    def name(self, edition: str) -> str:
        """The name in an edition."""
        return self.title_en if edition == EN else self.title

    @property
    def address(self) -> str:
        """Where it is read."""
        return f"/spokespersons/{self.code}"


class Spokesperson(models.Model):
    """A person who speaks for a body, or comments for it."""

    class Role(models.TextChoices):
        """What the person does."""

        SPEAKER = "speaker", _("spokesperson")
        COMMENTATOR = "commentator", _("commentator")

    body = models.ForeignKey(
        Body, models.CASCADE, related_name="people", verbose_name=_("body with spokespersons")
    )
    name = models.CharField(_("name"), max_length=40)
    name_en = models.CharField(_("name in English"), max_length=60)
    role = models.CharField(_("role"), max_length=12, choices=Role)

    class Meta:
        """Spokespersons first."""

        ordering = ("-role", "pk")
        verbose_name = _("spokesperson")
        verbose_name_plural = _("spokespersons")

    def __str__(self) -> str:
        return self.name


class Topic(models.Model):
    """A matter raised with a body in public; its case has the clocks and the reply."""

    body = models.ForeignKey(
        Body, models.PROTECT, related_name="topics", verbose_name=_("body with spokespersons")
    )
    case = models.OneToOneField(Case, models.PROTECT, related_name="topic", verbose_name=_("case"))
    title = models.CharField(_("title"), max_length=80)
    text = models.TextField(_("text"))
    author = models.CharField(_("name shown"), max_length=60)
    lang = models.CharField(_("language"), max_length=8, choices=EDITION_NAMES, default=ZH)
    at = models.DateTimeField(_("at"), default=timezone.now)
    state = models.CharField(_("state"), max_length=8, choices=Shown, default=Shown.SHOWN)
    sample = models.BooleanField(_("sample content"), default=False)

    class Meta:
        """Newest first."""

        ordering = ("-at", "-pk")
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        indexes = (models.Index(fields=["body", "state", "-at"], name="spokes_body_topics"),)

    def __str__(self) -> str:
        return self.title

    @property
    def address(self) -> str:
        """Where it is read."""
        return f"/spokespersons/topics/{self.case.no}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The case leads to the topic as long as it can be read."""
        super().save(*args, **kwargs)
        place = self.address if self.state == Shown.SHOWN else ""
        Case.objects.filter(pk=self.case_id).update(place=place)


class Release(models.Model):
    """What a body publishes on its own."""

    body = models.ForeignKey(
        Body, models.PROTECT, related_name="releases", verbose_name=_("body with spokespersons")
    )
    title = models.CharField(_("title"), max_length=80)
    text = models.TextField(_("text"))
    lang = models.CharField(_("language"), max_length=8, choices=EDITION_NAMES, default=ZH)
    at = models.DateTimeField(_("published at"), default=timezone.now)
    shown = models.BooleanField(_("shown"), default=True)
    sample = models.BooleanField(_("sample content"), default=False)

    class Meta:
        """Newest first."""

        ordering = ("-at", "-pk")
        verbose_name = _("release")
        verbose_name_plural = _("releases")

    def __str__(self) -> str:
        return self.title
