"""Browsers in which somebody is signed in: how that begins, grows stronger, and ends."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from server.identity import visits
from server.identity.models import SignOn, User


def begin(user: User) -> SignOn:
    """The password was right, just now."""
    return SignOn.objects.create(user=user, auth_time=timezone.now())


def find(key: object) -> SignOn | None:
    """The sign-on with this key, while it lasts and its account is open."""
    if not isinstance(key, str):
        return None
    return (
        SignOn.objects.select_related("user")
        .filter(key=key, ended_at=None, user__is_active=True)
        .first()
    )


def strengthen(sign_on: SignOn) -> None:
    """The second factor was right, just now."""
    sign_on.factor_at = timezone.now()
    sign_on.save(update_fields=("factor_at",))


def end(sign_on: SignOn) -> None:
    """Ends it and the visits that began in it."""
    SignOn.objects.filter(pk=sign_on.pk, ended_at=None).update(ended_at=timezone.now())
    visits.end_where(Q(sign_on=sign_on.pk))


def end_everywhere(user: User) -> None:
    """Signs the account out of every browser, terminal and system."""
    SignOn.objects.filter(user=user, ended_at=None).update(ended_at=timezone.now())
    visits.end_where(Q(user=user))


def age(sign_on: SignOn, now: datetime | None = None) -> float:
    """Seconds since the password was typed."""
    return ((now or timezone.now()) - sign_on.auth_time).total_seconds()
