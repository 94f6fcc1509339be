"""Accounts of the unified user system."""

from __future__ import annotations

import secrets

from django.contrib.auth.models import AbstractUser
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from server.identity.names import mask


def new_subject() -> str:
    """A random subject identifier, 128 bits: no table key and no account leaks through it."""
    return secrets.token_urlsafe(16)


class User(AbstractUser):
    """A person or an officer with an account.

    ``level`` is the trust level of the identity proof (2 self-declared, 3 data check,
    4 person with document, 5 certificate or counter) and becomes ``acr``.
    """

    sub = models.CharField(max_length=64, unique=True, default=new_subject, editable=False)
    display_name = models.CharField(max_length=100, blank=True)
    locale = models.CharField(max_length=16, default="zh-Hans")
    level = models.PositiveSmallIntegerField(
        default=2, validators=[MinValueValidator(2), MaxValueValidator(5)]
    )

    @property
    def masked_name(self) -> str:
        """The name as a terminal may say it aloud: enough for its owner to know it."""
        return mask(self.display_name or self.username)

    @property
    def acr(self) -> str:
        """The trust level as an authentication context class reference."""
        return str(self.level)
