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

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from server.identity import backchannel
from server.identity.models import (
    Attempt,
    AuthorizationCode,
    DeviceCode,
    OneTimeCode,
    PushedRequest,
    SignOn,
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


def open_visit(
    user: User,
    terminal: Terminal,
    auth_time: datetime,
    *,
    assurance: tuple[str, str] = ("2", "pwd"),
    sign_on: SignOn | None = None,
) -> Visit:
    """A visit begins: this person, at this terminal, signed in at ``auth_time``.

    ``assurance`` is the level that was reached (``acr``) and how (``amr``); ``sign_on`` the
    browser it hangs on, if it ends with that.
    """
    acr, amr = assurance
    return Visit.objects.create(
        user=user,
        terminal=terminal,
        sign_on=sign_on,
        acr=acr,
        amr=amr,
        auth_time=auth_time,
        started_at=timezone.now(),
    )


def keep(
    token: Mapping[str, Any],
    visit: Visit,
    family: str,
    jkt: str = "",
    actor: Visit | None = None,
) -> None:
    """Remembers a token answer: its access token and, if there is one, its refresh token.

    ``jkt`` is the thumbprint of the key that both are bound to (RFC 9449); empty: to none.
    ``actor`` is the visit of the member of staff who acts beside the person.
    """
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
                dpop_jkt=jkt,
                actor=actor,
            )


def find(secret: str) -> Token | None:
    """The token with that secret, whatever its state."""
    return (
        Token.objects.select_related("visit__user", "visit__terminal", "actor__user")
        .filter(digest=digest(secret))
        .first()
    )


def use_up(token: Token) -> bool:
    """Takes a refresh token out of use; False if it was used before (two at once included)."""
    _lock(token.family)
    return bool(Token.objects.filter(pk=token.pk, used_at=None).update(used_at=timezone.now()))


def revoke(token: Token) -> None:
    """Revokes an access token alone, a refresh token with its whole family (RFC 7009 §2.1)."""
    if token.kind == Token.Kind.REFRESH:
        revoke_family(token.family)
    else:
        Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now())


def revoke_family(family: str) -> None:
    """Revokes all tokens that grew from one grant."""
    _lock(family)
    Token.objects.filter(family=family, revoked_at=None).update(revoked_at=timezone.now())


def _lock(family: str) -> None:
    """Waits for whoever changes tokens of the family; needs the transaction of the request.

    All lock them in one order: otherwise of two at once each could wait for the other.
    """
    list(Token.objects.filter(family=family).order_by("pk").select_for_update())


def end(sid: str) -> None:
    """Ends one visit and with it all its tokens.

    A visit that began in a browser takes that browser's other visits along, and the browser is
    signed out: signing out once signs out everywhere. One approved on a phone is alone.
    """
    visit = Visit.objects.filter(sid=sid).first()
    if visit is None:
        return
    if visit.sign_on_id is None:
        end_where(Q(pk=visit.pk))
        return
    SignOn.objects.filter(pk=visit.sign_on_id, ended_at=None).update(ended_at=timezone.now())
    end_where(Q(sign_on=visit.sign_on_id))


def end_where(which: Q) -> int:
    """Ends the open visits that match and tells the systems that take part; how many."""
    ending = list(Visit.objects.filter(which, ended_at=None).values_list("pk", flat=True))
    Visit.objects.filter(pk__in=ending).update(ended_at=timezone.now())
    backchannel.tell(Q(visit__in=ending))
    return len(ending)


def end_all(terminal: Terminal) -> int:
    """Ends every open visit of a terminal, as after a crash; how many there were."""
    count = end_where(Q(terminal=terminal))
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
    PushedRequest.objects.filter(expires_at__lte=now - MEMORY).delete()
    OneTimeCode.objects.filter(expires_at__lte=now - timedelta(hours=1)).delete()
    SignOn.objects.filter(auth_time__lte=now - MEMORY, visits=None).delete()
    alive = Token.objects.filter(visit=OuterRef("pk"), expires_at__gt=now)
    end_where(~Q(Exists(alive)))
    backchannel.start()
    Visit.objects.filter(ended_at__lte=now - MEMORY).delete()
