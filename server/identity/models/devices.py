"""A sign-in that was begun at a terminal and is ended on a phone: device codes (RFC 8628), and
questions to the phone of somebody who is known (CIBA).
"""

from __future__ import annotations

from authlib.oauth2.rfc8628 import DeviceCredentialMixin
from django.db import models
from django.utils import timezone

from server.identity.models.accounts import User
from server.identity.models.clients import Terminal


class DeviceCode(DeviceCredentialMixin, models.Model):
    """One code. ``user_code`` is unique while it can be typed and empty afterwards."""

    class State(models.TextChoices):
        """Where the sign-in stands; only PENDING can change on the phone."""

        PENDING = "pending"
        APPROVED = "approved"
        DENIED = "denied"
        REDEEMED = "redeemed"

    digest = models.CharField(max_length=64, unique=True)
    user_code = models.CharField(max_length=8, unique=True, null=True, default=None)
    binding_number = models.CharField(max_length=2)
    terminal = models.ForeignKey(Terminal, on_delete=models.CASCADE)
    scope = models.CharField(max_length=200)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    interval = models.PositiveSmallIntegerField(default=5)
    polled_at = models.DateTimeField(null=True, default=None)
    state = models.CharField(max_length=8, choices=State.choices, default=State.PENDING)
    wrong_numbers = models.PositiveSmallIntegerField(default=0)
    claimed = models.BooleanField(default=False)
    by_asking = models.BooleanField(default=False)
    """The phone is asked; there is no code to type."""
    asked = models.ForeignKey(
        User, null=True, default=None, on_delete=models.CASCADE, related_name="+"
    )
    """Who alone can approve; nobody at all if there is no such person."""
    user = models.ForeignKey(User, null=True, default=None, on_delete=models.CASCADE)
    auth_time = models.DateTimeField(null=True, default=None)
    wanted = models.PositiveSmallIntegerField(default=2)
    """The level the terminal asked for; with less nobody can approve."""
    max_age = models.PositiveIntegerField(null=True, default=None)
    unmet = models.BooleanField(default=False)
    """Denied because the account cannot reach ``wanted``."""
    acr = models.CharField(max_length=8, blank=True, default="")
    amr = models.CharField(max_length=40, blank=True, default="")
    dpop_jkt = models.CharField(max_length=64, blank=True, default="")

    def __str__(self) -> str:
        return f"{self.terminal_id} {self.state}"

    def get_client_id(self) -> str:
        """The terminal that started it; no other may redeem it."""
        return self.terminal.client_id

    def get_scope(self) -> str:
        """What the terminal asked for."""
        return self.scope

    def get_user_code(self) -> str:
        """Empty once it was used."""
        return self.user_code or ""

    def is_expired(self) -> bool:
        """Whether neither phone nor terminal can do anything with it."""
        return self.expires_at <= timezone.now()
