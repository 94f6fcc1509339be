"""Files that are awaited from phones and those that came; own pages that phones may open."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from server.cases.models import Case

LIFETIME: Final = timedelta(minutes=15)
ALONG_LIFETIME: Final = timedelta(minutes=10)


def in_a_quarter() -> datetime:
    """When a new place for a file closes."""
    return timezone.now() + LIFETIME


def in_ten_minutes() -> datetime:
    """When an own page that is taken along closes."""
    return timezone.now() + ALONG_LIFETIME


class Upload(models.Model):
    """One awaited file; its address on the phone works once and for a quarter of an hour."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="files", verbose_name=_("case"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("visitor")
    )
    title = models.CharField(_("title"), max_length=60)
    expires_at = models.DateTimeField(_("open until"), default=in_a_quarter)
    received_at = models.DateTimeField(_("received at"), null=True, blank=True)
    media_type = models.CharField(_("media type"), max_length=40, blank=True)
    size = models.PositiveIntegerField(_("size"), default=0)
    content = models.BinaryField(_("content"), null=True)

    class Meta:
        """Newest first."""

        ordering = ("-pk",)
        verbose_name = _("material")
        verbose_name_plural = _("files")

    def __str__(self) -> str:
        return self.title

    @property
    def token(self) -> str:
        """What the phone proves itself with; reckoned, so that it is nowhere stored."""
        value = f"{self.pk}/{self.expires_at.timestamp():.0f}"
        made = salted_hmac("server.handoff", value, secret=settings.SECRET_KEY, algorithm="sha256")
        return made.hexdigest()[:32]

    def opens_with(self, token: str) -> bool:
        """Whether a file may come with ``token`` now."""
        waiting = self.received_at is None and timezone.now() < self.expires_at
        return constant_time_compare(self.token, token) and waiting


class Along(models.Model):
    """One own page for one phone; it reads and can do nothing."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("visitor")
    )
    address = models.CharField(_("address"), max_length=200)
    edition = models.CharField(_("edition"), max_length=10)
    expires_at = models.DateTimeField(_("open until"), default=in_ten_minutes, db_index=True)
    opened_at = models.DateTimeField(_("opened at"), null=True, blank=True)

    class Meta:
        """Newest first."""

        ordering = ("-pk",)
        verbose_name = _("page taken along")
        verbose_name_plural = _("pages taken along")

    def __str__(self) -> str:
        return self.address

    @property
    def token(self) -> str:
        """What the address proves itself with; reckoned, so that it is nowhere stored."""
        return self._reckoned("address", self.expires_at)

    @property
    def phone(self) -> str:
        """What the phone that opened it is known by."""
        return self._reckoned("phone", self.opened_at or self.expires_at)

    def _reckoned(self, what: str, at: datetime) -> str:
        value = f"{what}/{self.pk}/{self.user_id}/{at.timestamp():.6f}"
        made = salted_hmac(
            "server.handoff.along", value, secret=settings.SECRET_KEY, algorithm="sha256"
        )
        return made.hexdigest()[:32]
