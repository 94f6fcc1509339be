"""How terminals stand, their calls for staff, and help that is going on.

Nothing here says who the visitor is.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from server.base import SCREEN_NAMES
from server.identity.models import Terminal, Visit

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
    language = models.CharField(_("language"), max_length=16, choices=SCREEN_NAMES)
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


class Asked(models.Model):
    """What is asked for at a terminal, which has one open at a time."""

    terminal = models.ForeignKey(
        Terminal, models.CASCADE, related_name="%(class)ss", verbose_name=_("terminal")
    )
    asked_at = models.DateTimeField(_("asked at"))
    over_at = models.DateTimeField(_("over at"), null=True, blank=True)

    class Meta:
        """Both tables are found by what is open."""

        abstract = True
        constraints = (
            models.UniqueConstraint(
                fields=["terminal"], condition=models.Q(over_at=None), name="one_open_%(class)s"
            ),
        )

    def __str__(self) -> str:
        return f"{self.terminal_id} {self.asked_at:%H:%M:%S}"


class Call(Asked):
    """Somebody at a terminal asked for staff."""

    language = models.CharField(_("language"), max_length=16, choices=SCREEN_NAMES)
    voice = models.BooleanField(_("with voice"), default=False)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("who goes there"),
    )

    class Meta(Asked.Meta):
        """Those that wait first, the longest at the top."""

        ordering = (models.F("over_at").asc(nulls_first=True), "asked_at")
        verbose_name = _("call for staff")
        verbose_name_plural = _("calls for staff")


class Assistance(Asked):
    """A member of staff helps at a terminal; ``outline`` is what the terminal shows them.

    Asked is what the visitor has not answered yet. What the two did lives as long as they are
    together: with the end the outline and the gestures go.
    """

    class Way(models.TextChoices):
        """Where the member of staff is."""

        BESIDE = "beside", _("beside the visitor")
        REMOTE = "remote", _("at another place")

    class State(models.TextChoices):
        """How far it is."""

        ASKED = "asked", _("the visitor is asked")
        ON = "on", _("helping")
        OVER = "over", _("over")

    class End(models.TextChoices):
        """Why it is over."""

        VISITOR = "visitor", _("ended by the visitor")
        STAFF = "staff", _("ended by staff")
        TIME = "time", _("ended by time")
        VISIT = "visit", _("ended with the visit")
        REFUSED = "refused", _("refused by the visitor")
        LOST = "lost", _("the terminal was not heard of any more")

    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("who helps"),
    )
    way = models.CharField(_("where"), max_length=8, choices=Way)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.ASKED)
    visit = models.ForeignKey(
        Visit, models.SET_NULL, null=True, default=None, related_name="+", editable=False
    )
    """The sign-in of the member of staff at this terminal."""
    began_at = models.DateTimeField(_("began at"), null=True, default=None)
    ended = models.CharField(_("ended"), max_length=8, choices=End, blank=True, default="")
    heard_at = models.DateTimeField(editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)
    outline = models.JSONField(default=dict, editable=False)
    last_gesture = models.PositiveIntegerField(default=0, editable=False)

    class Meta(Asked.Meta):
        """Newest first."""

        ordering = ("-asked_at",)
        verbose_name = _("help at a terminal")
        verbose_name_plural = _("help at terminals")


class Gesture(models.Model):
    """Something that staff does from their device; gone when the help is over."""

    class Kind(models.TextChoices):
        """What it is; what a gesture cannot be, staff cannot do."""

        POINT = "point"
        SAY = "say"
        FILL = "fill"
        SLOWER = "slower"
        FASTER = "faster"
        LARGER = "larger"
        SMALLER = "smaller"

    assistance = models.ForeignKey(Assistance, models.CASCADE, related_name="gestures")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=Kind)
    node = models.CharField(max_length=12, blank=True, default="")
    text = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        """In their order."""

        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["assistance", "number"], name="gesture_once"),
        )

    def __str__(self) -> str:
        return f"{self.assistance_id} {self.number} {self.kind}"
