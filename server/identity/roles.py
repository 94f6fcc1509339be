"""What an account is at a terminal beside a person: the claim ``roles``."""

from __future__ import annotations

from typing import Final

from server.identity.models import User

ASSIST: Final = "assist"
"""The scope with which a member of staff signs in beside a visitor."""

STAFF: Final = "staff"
"""Who may answer calls at the terminals; given at the desk as a right, never asked for."""

_RIGHT: Final = "assist.change_call"


def roles(user: User) -> tuple[str, ...]:
    """The roles of an account."""
    return (STAFF,) if user.is_active and user.is_staff and user.has_perm(_RIGHT) else ()


def may_have(user: User, scope: str) -> bool:
    """Whether a sign-in with ``scope`` can be this person's."""
    return ASSIST not in scope.split() or STAFF in roles(user)
