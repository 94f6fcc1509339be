"""Trust levels: what a sign-in is worth, by what is known of the account and how it was done.

2  an account and its password: what the person says of themselves
3  and a second factor: an authenticator app, or a code sent to the account's contact
4  and an officer has seen the person with a document at the counter
5  and an officer has seen the person with a certificate

A level is claimed only for a sign-in that reached it: with the password alone every account
counts 2, whatever an officer has recorded. After 广东省统一身份认证平台, whose levels are these.
"""

from __future__ import annotations

from typing import Final

from django.db import transaction
from django.utils import timezone

from server.identity.models import CounterCheck, SignOn, User

PASSWORD: Final = 2
FACTOR: Final = 3
LEVELS: Final = ("2", "3", "4", "5")


def has_factor(user: User) -> bool:
    """Whether the account can show a second factor at all."""
    return bool(user.totp) or contact_counts(user)


def contact_counts(user: User) -> bool:
    """Whether a code sent to the contact is a factor of its own, beside the password."""
    return bool(user.contact) and not user.contact_spent


def reachable(user: User) -> int:
    """The highest level that signing in to this account can reach today."""
    return max(FACTOR, user.level) if has_factor(user) else PASSWORD


def reached(sign_on: SignOn) -> int:
    """The level of a sign-in as it is."""
    return PASSWORD if sign_on.factor_at is None else max(FACTOR, sign_on.user.level)


def methods(sign_on: SignOn) -> str:
    """How it was reached, as space-separated values of RFC 8176."""
    return "pwd" if sign_on.factor_at is None else "pwd otp mfa"


def lowest(acr_values: str) -> int | None:
    """The least level that satisfies ``acr_values``; None if none of them is known here.

    The values are alternatives in order of preference (OpenID Connect Core 1.0 §3.1.2.1), so
    any of them will do, and nothing less.
    """
    known = [int(value) for value in acr_values.split() if value in LEVELS]
    return min(known, default=None)


def record_check(check: CounterCheck, officer: User | None) -> None:
    """Keeps what an officer saw; the account counts that much from now on.

    The contact is trusted again: its owner stood at the counter.
    """
    with transaction.atomic():
        check.officer, check.at = officer, timezone.now()
        check.save()
        user = check.user
        user.level, user.contact_spent = check.level, False
        user.save(update_fields=("level", "contact_spent"))


def forget_check(user: User) -> None:
    """The account is no longer surely in the hands of the person at the counter."""
    user.level = PASSWORD
    user.save(update_fields=("level",))
