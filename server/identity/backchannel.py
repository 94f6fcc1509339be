"""Back-channel logout (OpenID Connect Back-Channel Logout 1.0): systems hear that a visit ended.

Each system that takes part in a visit gets a signed logout token by POST, out of a thread, so
that no terminal waits for it. Who does not answer is told again, CALLS times in all; its tokens
are dead anyway, and introspection says so.
"""

from __future__ import annotations

import logging
import secrets
import threading
import time
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import close_old_connections, connection, transaction
from django.db.models import Min, Q
from django.utils import timezone
from joserfc import jwt

from server.identity.keys import KeyStore
from server.identity.models import Participation, Terminal, Visit

EVENT: Final = "http://schemas.openid.net/event/backchannel-logout"
CALLS: Final = 4
PAUSES: Final = (1, 10, 60)
"""Seconds after the first, second and third call that failed."""
TIMEOUT: Final = 3
TOKEN_LIFE: Final = 120
LEASE: Final = timedelta(seconds=30)
"""How long a call under way belongs to one worker."""

log = logging.getLogger(__name__)
_busy = threading.Lock()  # one worker a process; the others would only wait for the same lines


def take_part(visit: Visit, system: Terminal, issuer: str) -> None:
    """``system`` knows of the visit from now on, and will be told of its end."""
    Participation.objects.get_or_create(visit=visit, system=system, defaults={"issuer": issuer})


def tell(ended: Q) -> None:
    """Tells the systems of the visits that match, once the transaction has succeeded."""
    now = timezone.now()
    waiting = Participation.objects.filter(ended, told_at=None, next_at=None, attempts=0)
    if waiting.update(next_at=now):
        transaction.on_commit(start)


def start() -> None:
    """Starts the worker unless it is at work."""
    if Participation.objects.filter(next_at__isnull=False).exists():
        threading.Thread(target=_work, name="backchannel-logout", daemon=True).start()


def _work() -> None:
    """Makes the calls that are due until none is left."""
    if not _busy.acquire(blocking=False):
        return
    try:
        while (wait := _until_next()) is not None:
            time.sleep(wait)
            call_due()
    finally:
        _busy.release()
        start()  # what came in between the last look and the release
        connection.close()


def _until_next() -> float | None:
    close_old_connections()
    at = Participation.objects.aggregate(first=Min("next_at"))["first"]
    if at is None:
        return None
    left: float = (at - timezone.now()).total_seconds()
    return min(max(left, 0.0), 1.0)


def call_due() -> None:
    """One call to each system that is due."""
    due = Participation.objects.select_related("visit__user", "system").filter(
        next_at__lte=timezone.now()
    )
    for one in due[:50]:
        mine = Participation.objects.filter(pk=one.pk, next_at=one.next_at)
        if mine.update(next_at=timezone.now() + LEASE):
            _settle(one, _call(one))


def _settle(one: Participation, result: bool | None) -> None:
    """Writes down what came of a call: told, refused for good (None is "try again")."""
    one.attempts += 1
    again = result is None and one.attempts < CALLS
    pause = PAUSES[min(one.attempts, len(PAUSES)) - 1]
    one.next_at = timezone.now() + timedelta(seconds=pause) if again else None
    one.told_at = timezone.now() if result else None
    one.save(update_fields=("attempts", "next_at", "told_at"))
    if not result and not again:
        log.warning("system %s was not told of the end of a visit", one.system.client_id)


def _call(one: Participation) -> bool | None:
    """True: it knows; False: it refuses; None: it cannot be reached now."""
    import requests  # noqa: PLC0415 - 3 MB that a portal without further systems never needs

    with requests.Session() as session:
        session.trust_env = False
        try:
            answer = session.post(
                one.system.backchannel_logout_uri,
                data={"logout_token": logout_token(one)},
                timeout=TIMEOUT,
                allow_redirects=False,
                stream=True,
            )
        except requests.RequestException:
            return None
        with answer:
            if answer.status_code in {200, 204}:
                return True
            return None if answer.status_code >= 500 else False


def logout_token(one: Participation) -> str:
    """The token for one system (§2.4); it carries no nonce, so it is no ID token."""
    now = int(time.time())
    alg = one.system.id_token_signed_response_alg
    key = KeyStore(settings.DATA).signing_key(alg)
    claims = {
        "iss": one.issuer,
        "aud": one.system.client_id,
        "sub": one.visit.user.sub,
        "sid": one.visit.sid,
        "iat": now,
        "exp": now + TOKEN_LIFE,
        "jti": secrets.token_urlsafe(16),
        "events": {EVENT: {}},
    }
    return jwt.encode({"alg": alg, "kid": key.kid, "typ": "logout+jwt"}, claims, key.key())
