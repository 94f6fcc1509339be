"""What a person can show beside the password: time codes of an app, codes that were sent out."""

from __future__ import annotations

import base64
import hmac
import logging
import secrets
import time
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac
from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from server.identity.models import OneTimeCode, User
from server.identity.totp import DIGITS, STEP, time_code

_log = logging.getLogger(__name__)
CODE_LIFE = timedelta(minutes=10)
CODE_TRIES = 5


def new_secret() -> bytes:
    """160 random bits (RFC 4226 §4)."""
    return secrets.token_bytes(20)


def matching_step(secret: bytes, code: str, after: int = 0) -> int | None:
    """The time step that ``code`` belongs to: this one or its neighbours, later than ``after``."""
    now = int(time.time()) // STEP
    for step in (now, now - 1, now + 1):
        right = time_code(secret, step).encode()
        if step > after and hmac.compare_digest(right, code.encode("utf-8", "replace")):
            return step
    return None


def seal(secret: bytes) -> str:
    """The secret as the database keeps it: a copy of the database alone opens nothing."""
    header = {"alg": "dir", "enc": "A256GCM"}
    return jwe.encrypt_compact(header, secret, _sealing_key())


def unseal(sealed: str) -> bytes:
    """The secret itself; JoseError if the server's secret key is another now."""
    return bytes(jwe.decrypt_compact(sealed, _sealing_key()).plaintext or b"")


def check_app(user: User, code: str) -> bool:
    """Whether the app of this account shows ``code`` now; each code counts once."""
    if not user.totp:
        return False
    try:
        secret = unseal(user.totp)
    except JoseError:  # a backup that was restored beside another key
        _log.error("the app of an account cannot be unsealed: the server's secret key is another")
        return False
    step = matching_step(secret, code, user.totp_step)
    if step is None:
        return False
    fresh = User.objects.filter(pk=user.pk, totp_step__lt=step).update(totp_step=step)
    return bool(fresh)


def app_address(user: User, issuer: str, secret: bytes) -> str:
    """What an authenticator app reads from a QR code."""
    shown = base64.b32encode(secret).decode("ascii")
    return f"otpauth://totp/{quote(issuer)}:{quote(user.username)}?secret={shown}&issuer={quote(issuer)}"


def issue(
    purpose: OneTimeCode.Purpose, user: User | None, data: dict[str, Any], *, real: bool = True
) -> tuple[OneTimeCode, str]:
    """A new code and its digits; one that is not ``real`` looks the same and fits nothing."""
    digits = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    made = OneTimeCode.objects.create(
        purpose=purpose, user=user, data=data, expires_at=timezone.now() + CODE_LIFE
    )
    if real:
        made.digest = _digest(made.pk, digits)
        made.save(update_fields=("digest",))
    return made, digits


def live(key: object, purpose: OneTimeCode.Purpose) -> OneTimeCode | None:
    """The code with this key, if it can still be used for ``purpose``."""
    if not isinstance(key, int):
        return None
    return (
        OneTimeCode.objects.select_related("user")
        .filter(pk=key, purpose=purpose, used_at=None, tries__lt=CODE_TRIES)
        .filter(expires_at__gt=timezone.now())
        .first()
    )


def redeem(code: OneTimeCode, digits: str) -> bool:
    """Uses the code up if the digits fit; counts a try before it looks."""
    open_ = OneTimeCode.objects.filter(pk=code.pk, used_at=None, tries__lt=CODE_TRIES)
    if not open_.filter(expires_at__gt=timezone.now()).update(tries=F("tries") + 1):
        return False
    if not hmac.compare_digest(code.digest, _digest(code.pk, digits)):
        return False
    return bool(OneTimeCode.objects.filter(pk=code.pk, used_at=None).update(used_at=timezone.now()))


def _digest(key: int, digits: str) -> str:
    return salted_hmac("identity.onetime", f"{key}:{digits}", algorithm="sha256").hexdigest()


def _sealing_key() -> OctKey:
    raw = salted_hmac("identity.totp", settings.SECRET_KEY, algorithm="sha256").digest()
    return OctKey.import_key(raw)
