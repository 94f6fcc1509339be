"""How a person wants to hear, see and type, at whatever terminal."""

from __future__ import annotations

from django.db import models

from server.identity.models.accounts import User


class Preferences(models.Model):
    """One set a person; ``version`` counts its changes, so that none is lost to another."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="preferences")
    values = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.user_id} {self.version}"
