"""Accounts of the unified user system."""

from __future__ import annotations

import secrets

from django.contrib.auth.models import AbstractUser
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Upper
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from server.identity.names import mask


def new_subject() -> str:
    """A random subject identifier, 128 bits: no table key and no account leaks through it."""
    return secrets.token_urlsafe(16)


class User(AbstractUser):
    """A person or an officer with an account.

    ``level`` is what an officer has seen: 2 nothing, 4 the person with a document, 5 the person
    with a certificate. A sign-in reaches it only with a second factor (server.identity.levels).
    """

    sub = models.CharField(max_length=64, unique=True, default=new_subject, editable=False)
    display_name = models.CharField(max_length=100, blank=True)
    locale = models.CharField(max_length=16, default="zh-Hans")
    level = models.PositiveSmallIntegerField(
        default=2, validators=[MinValueValidator(2), MaxValueValidator(5)], editable=False
    )
    mobile = models.CharField(max_length=20, blank=True, default="")
    card = models.CharField(
        _("number of the card"), max_length=64, unique=True, null=True, blank=True, default=None
    )
    """What a reader at a terminal types: it says whose phone to ask, and proves nothing."""
    totp = models.CharField(max_length=300, blank=True, default="", editable=False)
    """The secret of an authenticator app, encrypted (server.identity.factors)."""
    totp_step = models.BigIntegerField(default=0, editable=False)
    """The last time step whose code was used: no code counts twice (RFC 6238 §5.2)."""
    contact_spent = models.BooleanField(default=False, editable=False)
    """The contact has replaced the password: it is no second factor beside it any more."""

    class Meta(AbstractUser.Meta):
        """Found by name and mail in small or capital letters, and by telephone.

        ``iexact`` is LIKE on SQLite, which uses no index: look up with ``same`` (below).
        """

        indexes = (
            models.Index(Upper("username"), name="account_name"),
            models.Index(Upper("email"), name="account_mail"),
            models.Index(fields=["mobile"], name="account_mobile"),
        )

    def __str__(self) -> str:
        """As colleagues at the desk are named."""
        return self.display_name or self.username

    def get_full_name(self) -> str:
        """Django's desk writes it behind the account's name."""
        return self.display_name

    def get_short_name(self) -> str:
        """Django's desk greets by it."""
        return self.display_name

    @property
    def masked_name(self) -> str:
        """The name as a terminal may say it aloud: enough for its owner to know it."""
        return mask(self.display_name or self.username)

    @property
    def contact(self) -> str:
        """Where one-time codes go; empty if nowhere."""
        return self.mobile or self.email


def same(field: str, text: str) -> Q:
    """A filter for rows whose ``field`` is ``text``, in small or capital letters."""
    return Q(Exact(Upper(F(field)), Upper(Value(text))))


class CounterCheck(models.Model):
    """An officer saw the person and the document; no number and no copy of it is kept."""

    class Document(models.TextChoices):
        """What was shown."""

        ID_CARD = "id_card", _("resident identity card")
        PERMIT = "permit", _("travel permit of Hong Kong, Macau or Taiwan residents")
        PASSPORT = "passport", _("passport")
        CERTIFICATE = "certificate", _("digital certificate")

    class Level(models.IntegerChoices):
        """What it proves."""

        DOCUMENT = 4, _("4: person with document")
        CERTIFICATE = 5, _("5: person with certificate")

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="checks")
    level = models.PositiveSmallIntegerField(choices=Level.choices)
    document = models.CharField(max_length=16, choices=Document.choices)
    officer = models.ForeignKey(
        User, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    at = models.DateTimeField(editable=False)

    class Meta:
        """Newest first."""

        ordering = ("-at",)
        verbose_name = _("identity check")
        verbose_name_plural = _("identity checks")

    def __str__(self) -> str:
        return f"{self.user_id} {self.level}"
