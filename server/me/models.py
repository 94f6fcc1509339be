"""The tiles of personal home pages."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Layout(models.Model):
    """A person's tiles, by name and in order; they follow the person to any terminal."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="home_layout"
    )
    tiles = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.user_id}"
