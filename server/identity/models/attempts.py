"""Failed tries, counted so that guessing costs time."""

from __future__ import annotations

from django.db import models


class Attempt(models.Model):
    """One failed try; ``key`` is a keyed hash of what was tried on, never the thing itself."""

    kind = models.CharField(max_length=16)
    key = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        """Read by kind, key and time; cleaned by time."""

        indexes = (
            models.Index(fields=("kind", "key", "at"), name="identity_attempt_key"),
            models.Index(fields=("at",), name="identity_attempt_at"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%H:%M:%S}"
