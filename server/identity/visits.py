"""What can happen to visits and tokens; the only place that writes them.

Tokens are random and opaque; the database holds their SHA-256, so a stolen copy of it opens
nothing. (A slow hash would add nothing: there are 256 bits to guess.)
"""

from __future__ import annotations

import hashlib
import logging
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone

from server.identity.models import (
    Attempt,
    AuthorizationCode,
    DeviceCode,
    SpentAssertion,
    Terminal,
    Token,
    User,
    Visit,
)

ACCESS_LIFE = timedelta(minutes=5)
REFRESH_LIFE = timedelta(minutes=30)
VISIT_LIFE = timedelta(hours=4)
"""No visit is refreshed beyond this, whoever keeps asking."""
MEMORY = timedelta(days=1)
"""How long ended visits and failed tries are remembered."""

log = logging.getLogger(__name__)


def new_secret() -> str:
    """256 random bits, in characters that need no escaping."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """The form in which a token or code is kept."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def open_visit(user: User, terminal: Terminal, auth_time: datetime) -> Visit:
    """A visit begins: this person, at this terminal, signed in at ``auth_time``."""
    return Visit.objects.create(
        user=user,
        terminal=terminal,
        acr=user.acr,
        auth_time=auth_time,
        started_at=timezone.now(),
    )


def keep(token: Mapping[str, Any], visit: Visit, family: str) -> None:
    """Remembers a token answer: its access token and, if there is one, its refresh token."""
    now = timezone.now()
    last = visit.started_at + VISIT_LIFE
    for kind, name, life in (
        (Token.Kind.ACCESS, "access_token", ACCESS_LIFE),
        (Token.Kind.REFRESH, "refresh_token", REFRESH_LIFE),
    ):
        if name in token:
            Token.objects.create(
                kind=kind,
                digest=digest(token[name]),
                family=family,
                visit=visit,
                scope=token.get("scope", ""),
                issued_at=now,
                expires_at=min(now + life, last),
            )


def find(secret: str) -> Token | None:
    """The token with that secret, whatever its state."""
    return (
        Token.objects.select_related("visit__user", "visit__terminal")
        .filter(digest=digest(secret))
        .first()
    )


def use_up(token: Token) -> bool:
    """Takes a refresh token out of use; False if it was used before (two at once included)."""
    return bool(Token.objects.filter(pk=token.pk, used_at=None).update(used_at=timezone.now()))


def revoke(token: Token) -> None:
    """Revokes an access token alone, a refresh token with its whole family (RFC 7009 §2.1)."""
    if token.kind == Token.Kind.REFRESH:
        revoke_family(token.family)
    else:
        Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now())


def revoke_family(family: str) -> None:
    """Revokes all tokens that grew from one grant."""
    Token.objects.filter(family=family, revoked_at=None).update(revoked_at=timezone.now())


def end(sid: str) -> bool:
    """Ends one visit and with it all its tokens, no others; False if it was not open."""
    ended = Visit.objects.filter(sid=sid, ended_at=None).update(ended_at=timezone.now())
    return bool(ended)


def end_all(terminal: Terminal) -> int:
    """Ends every open visit of a terminal, as after a crash; how many there were."""
    count = Visit.objects.filter(terminal=terminal, ended_at=None).update(ended_at=timezone.now())
    log.info("%d open visits ended at terminal %s", count, terminal.client_id)
    return count


def clean() -> None:
    """Forgets what is over: typed codes at once, the rest when no retry can need it."""
    now = timezone.now()
    DeviceCode.objects.filter(expires_at__lte=now, user_code__isnull=False).update(user_code=None)
    DeviceCode.objects.filter(expires_at__lte=now - timedelta(hours=1)).delete()
    AuthorizationCode.objects.filter(expires_at__lte=now - MEMORY).delete()
    SpentAssertion.objects.filter(expires_at__lte=now - timedelta(minutes=5)).delete()
    Attempt.objects.filter(at__lte=now - MEMORY).delete()
    alive = Token.objects.filter(visit=OuterRef("pk"), expires_at__gt=now)
    Visit.objects.filter(~Exists(alive), ended_at=None).update(ended_at=now)
    Visit.objects.filter(ended_at__lte=now - MEMORY).delete()
