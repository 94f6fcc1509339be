"""Subscriptions, what goes out to their subscribers, and personal notices."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from server.base import EDITION_NAMES, ZH


class Topic(models.TextChoices):
    """What can be subscribed to."""

    GOVERNMENT = "government", _("government news")
    SOCIAL = "social", _("social security")
    HOUSING = "housing", _("housing fund")
    GAS = "gas", _("gas")
    WATER = "water", _("water")
    POWER = "power", _("electricity")
    TELECOM = "telecom", _("telecommunications")
    COMMUNITY = "community", _("community")


class Channel(models.TextChoices):
    """How it is brought."""

    MAIL = "mail", _("e-mail")
    SMS = "sms", _("SMS")


def new_token() -> str:
    """128 bits that open one subscription, as they are in every message that goes out."""
    return secrets.token_hex(16)


class Subscription(models.Model):
    """An address and its topics; ``token`` is what confirming and leaving go by."""

    class State(models.TextChoices):
        """Only a confirmed one gets anything."""

        WAITING = "waiting", _("waiting for confirmation")
        ACTIVE = "active", _("active")
        LEFT = "left", _("left")

    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    channel = models.CharField(_("channel"), max_length=4, choices=Channel)
    target = models.CharField(_("address or number"), max_length=120)
    topics = models.JSONField(_("topics"), default=list)
    lang = models.CharField(_("language"), max_length=8, choices=EDITION_NAMES, default=ZH)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="subscriptions",
        verbose_name=_("visitor"),
    )
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.WAITING)
    code_hash = models.CharField(max_length=64, blank=True, editable=False)
    tries = models.PositiveSmallIntegerField(default=0, editable=False)
    since = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        """Newest first."""

        ordering = ("-since", "-pk")
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        indexes = (
            models.Index(fields=["state", "channel"], name="subscription_out"),
            models.Index(fields=["target"], name="subscription_target"),
            # Most have no account: counted with them, the key's own index looks like no help.
            models.Index(
                fields=["user", "-since"],
                condition=models.Q(user__isnull=False),
                name="subscription_of_visitor",
            ),
        )

    def __str__(self) -> str:
        return f"{self.channel} {self.pk}"


class Bulletin(models.Model):
    """Something that goes out to the subscribers of a topic, once (server.subscriptions.outbox).

    It goes by the subscriptions' keys: those up to ``reached`` are done, of those up to ``until``
    it goes to. ``held`` of them are being sent now, by somebody who is done by ``held_until``.
    """

    topic = models.CharField(_("topic"), max_length=12, choices=Topic)
    lang = models.CharField(_("language"), max_length=8, choices=EDITION_NAMES, default=ZH)
    title = models.CharField(_("title"), max_length=80)
    text = models.TextField(_("text"))
    asked_at = models.DateTimeField(_("sending since"), null=True, blank=True, editable=False)
    address = models.CharField(max_length=200, blank=True, editable=False)
    reached = models.PositiveBigIntegerField(default=0, editable=False)
    until = models.PositiveBigIntegerField(default=0, editable=False)
    held = models.PositiveIntegerField(default=0, editable=False)
    held_until = models.DateTimeField(null=True, blank=True, editable=False)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True, editable=False)
    count = models.PositiveIntegerField(_("sent to"), default=0, editable=False)
    unsure = models.PositiveIntegerField(_("unsure"), default=0, editable=False)

    class Meta:
        """Newest first."""

        ordering = ("-pk",)
        verbose_name = _("bulletin")
        verbose_name_plural = _("bulletins")

    def __str__(self) -> str:
        return self.title


class Notice(models.Model):
    """A bill or notice for one person; nobody else reads it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="notices",
        verbose_name=_("visitor"),
    )
    topic = models.CharField(_("topic"), max_length=12, choices=Topic)
    title = models.CharField(_("title"), max_length=80)
    text = models.TextField(_("text"))
    at = models.DateTimeField(_("at"), default=timezone.now)
    read_at = models.DateTimeField(_("read at"), null=True, blank=True, editable=False)
    sample = models.BooleanField(_("sample content"), default=False)

    class Meta:
        """Newest first."""

        ordering = ("-at", "-pk")
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        indexes = (models.Index(fields=["user", "-at"], name="notice_of_visitor"),)

    def __str__(self) -> str:
        return self.title
