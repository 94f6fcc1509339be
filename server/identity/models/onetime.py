"""One-time codes that were sent out: for registration, recovery, second factor, new contacts."""

from __future__ import annotations

from django.db import models

from server.identity.models.accounts import User


class OneTimeCode(models.Model):
    """One code of six digits; only its keyed hash is kept.

    Without a ``digest`` nothing was sent and nothing fits: the page looks the same, so that
    nobody learns which accounts and contacts exist.
    """

    class Purpose(models.TextChoices):
        """What it is good for, and nothing else."""

        REGISTER = "register"
        RECOVER = "recover"
        FACTOR = "factor"
        CONTACT = "contact"

    purpose = models.CharField(max_length=8, choices=Purpose.choices)
    user = models.ForeignKey(User, null=True, default=None, on_delete=models.CASCADE)
    digest = models.CharField(max_length=64, blank=True, default="")
    data = models.JSONField(default=dict)
    """What will be true once the code is typed (the new contact, the new account)."""
    tries = models.PositiveSmallIntegerField(default=0)
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True, default=None)

    def __str__(self) -> str:
        return f"{self.purpose} {self.expires_at:%H:%M:%S}"
