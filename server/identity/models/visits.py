"""Visits and their tokens: everything that ends when the visitor leaves."""

from __future__ import annotations

import secrets

from authlib.oauth2.rfc6749 import ClientMixin, TokenMixin
from django.db import models
from django.utils import timezone

from server.identity.models.accounts import User
from server.identity.models.clients import Terminal


def new_sid() -> str:
    """A random session identifier (OpenID Connect Front-Channel Logout 1.0, ``sid``)."""
    return secrets.token_urlsafe(16)


class SignOn(models.Model):
    """One browser in which a person signed in; what it reached, and how.

    Ending it signs the browser out wherever the request to end came from, and ends the visits
    that began in it. Visits approved on a phone belong to their terminal, not to the phone.
    """

    key = models.CharField(max_length=64, unique=True, default=new_sid)
    user = models.ForeignKey(User, on_delete=models.CASCADE)
    auth_time = models.DateTimeField()
    factor_at = models.DateTimeField(null=True, default=None)
    """When the second factor was shown; never before ``auth_time``."""
    ended_at = models.DateTimeField(null=True, default=None)

    def __str__(self) -> str:
        return f"{self.user_id} {self.auth_time:%H:%M:%S}"


class Visit(models.Model):
    """One person at one terminal, from approval to departure."""

    sid = models.CharField(max_length=64, unique=True, default=new_sid)
    user = models.ForeignKey(User, on_delete=models.CASCADE)
    terminal = models.ForeignKey(Terminal, on_delete=models.CASCADE)
    sign_on = models.ForeignKey(
        SignOn, null=True, default=None, on_delete=models.SET_NULL, related_name="visits"
    )
    acr = models.CharField(max_length=8)
    amr = models.CharField(max_length=40, default="pwd")
    auth_time = models.DateTimeField()
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, default=None)

    class Meta:
        """Open visits of a terminal are asked for after each of its crashes."""

        indexes = (models.Index(fields=("terminal", "ended_at"), name="identity_visit_open"),)

    def __str__(self) -> str:
        return self.sid


class Participation(models.Model):
    """Another system that takes part in a visit, and will be told of its end.

    ``next_at`` is when to tell it (again); None before the visit ends and when all is said.
    """

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="participations")
    system = models.ForeignKey(Terminal, on_delete=models.CASCADE)
    issuer = models.CharField(max_length=300)
    next_at = models.DateTimeField(null=True, default=None, db_index=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    told_at = models.DateTimeField(null=True, default=None)

    class Meta:
        """Once a visit and system."""

        constraints = (
            models.UniqueConstraint(fields=("visit", "system"), name="identity_participates_once"),
        )

    def __str__(self) -> str:
        return f"{self.visit_id} {self.system_id}"


class Token(TokenMixin, models.Model):
    """An access or refresh token; only its SHA-256 is kept.

    ``family`` is equal for all that grew from one grant, so that a stolen refresh token takes
    its whole family along (RFC 9700 §4.14). ``dpop_jkt`` is the thumbprint of the key the token
    is bound to (RFC 9449 §6); empty: a bearer token.
    """

    class Kind(models.TextChoices):
        """What the token is good for."""

        ACCESS = "access"
        REFRESH = "refresh"

    kind = models.CharField(max_length=8, choices=Kind.choices)
    digest = models.CharField(max_length=64, unique=True)
    family = models.CharField(max_length=32, db_index=True)
    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="tokens")
    scope = models.CharField(max_length=200)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True, default=None)
    revoked_at = models.DateTimeField(null=True, default=None)
    dpop_jkt = models.CharField(max_length=64, blank=True, default="")
    actor = models.ForeignKey(
        Visit, null=True, default=None, on_delete=models.CASCADE, related_name="acting"
    )
    """The visit of the member of staff who acts beside the person (RFC 8693 §4.1)."""

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    def check_client(self, client: ClientMixin) -> bool:
        """Whether the token was issued to that terminal."""
        return isinstance(client, Terminal) and self.visit.terminal_id == client.pk

    def get_scope(self) -> str:
        """Space-separated scopes."""
        return self.scope

    def get_expires_in(self) -> int:
        """Seconds from issue to expiry."""
        return round((self.expires_at - self.issued_at).total_seconds())

    def is_expired(self) -> bool:
        """Whether its time is over."""
        return self.expires_at <= timezone.now()

    def is_revoked(self) -> bool:
        """Whether it was revoked, used up, or its visit, account or terminal ended."""
        visit, actor = self.visit, self.actor
        return bool(
            self.revoked_at
            or self.used_at
            or visit.ended_at
            or not visit.user.is_active
            or not visit.terminal.active
            or (actor is not None and (actor.ended_at or not actor.user.is_active))
        )

    def get_user(self) -> User:
        """The person."""
        return self.visit.user

    def get_client(self) -> Terminal:
        """The terminal."""
        return self.visit.terminal
