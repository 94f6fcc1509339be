"""How terminals stand, and their calls for staff. Nothing here says who the visitor is."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from server.identity.models import Terminal

SILENT: Final = timedelta(seconds=90)
"""A terminal that was not heard of for so long is taken to be down."""


class Standing(models.Model):
    """How one terminal stands, as it last told."""

    class State(models.TextChoices):
        """What is going on at it."""

        ATTRACT = "attract", _("nobody is here")
        VISITING = "visiting", _("in use")
        SIGNED_IN = "signed_in", _("in use, signed in")
        ASSISTED = "assisted", _("in use with staff")
        ENDING = "ending", _("a visit is ending")

    terminal = models.OneToOneField(
        Terminal, models.CASCADE, related_name="standing", verbose_name=_("terminal")
    )
    state = models.CharField(_("state"), max_length=12, choices=State)
    language = models.CharField(_("language"), max_length=16)
    voice = models.BooleanField(_("with voice"), default=False)
    seen_at = models.DateTimeField(_("heard of"))

    class Meta:
        """By terminal."""

        ordering = ("terminal__client_id",)
        verbose_name = _("terminal's state")
        verbose_name_plural = _("states of the terminals")

    def __str__(self) -> str:
        return f"{self.terminal_id} {self.state}"

    @property
    def alive(self) -> bool:
        """Whether it was heard of lately."""
        return timezone.now() - self.seen_at < SILENT


class Call(models.Model):
    """Somebody at a terminal asked for staff."""

    terminal = models.ForeignKey(
        Terminal, models.CASCADE, related_name="calls", verbose_name=_("terminal")
    )
    language = models.CharField(_("language"), max_length=16)
    voice = models.BooleanField(_("with voice"), default=False)
    asked_at = models.DateTimeField(_("asked at"))
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("who goes there"),
    )
    over_at = models.DateTimeField(_("over at"), null=True, blank=True)

    class Meta:
        """Those that wait first, the longest at the top. One terminal has one open call."""

        ordering = (models.F("over_at").asc(nulls_first=True), "asked_at")
        verbose_name = _("call for staff")
        verbose_name_plural = _("calls for staff")
        constraints = (
            models.UniqueConstraint(
                fields=["terminal"], condition=models.Q(over_at=None), name="one_open_call"
            ),
        )

    def __str__(self) -> str:
        return f"{self.terminal_id} {self.asked_at:%H:%M:%S}"
