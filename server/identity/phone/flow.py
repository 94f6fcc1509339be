"""What may happen to a device code on the phone, without HTTP or words."""

from __future__ import annotations

import hmac
import logging
import unicodedata
from datetime import timedelta
from enum import Enum

from django.db.models import F, QuerySet
from django.utils import timezone

from server.identity import levels, signons
from server.identity.models import DeviceCode, SignOn
from server.identity.roles import may_have

CODE_DIGITS = 8
NUMBER_TRIES = 3
CLAIM_LIFE = timedelta(seconds=180)
"""From "yes, I am standing at it": signing in by password takes longer than a code lives."""
COLLECT_LIFE = timedelta(seconds=30)
"""From the approval: the terminal's next polls must still find the code."""

log = logging.getLogger(__name__)


class Number(Enum):
    """What came of the two digits."""

    RIGHT = "right"
    WRONG = "wrong"
    BLOCKED = "blocked"
    EXPIRED = "expired"


class Need(Enum):
    """What a sign-in lacks."""

    NOTHING = "nothing"
    PASSWORD = "password"  # noqa: S105 - a name, not a password
    FACTOR = "factor"
    UNMET = "unmet"
    ROLE = "not_staff"


def digits(text: str) -> str:
    """The digits of what was typed: full-width and other digits become ASCII, spaces and
    hyphens go. Empty if there is anything else.
    """
    found = []
    for character in unicodedata.normalize("NFKC", text):
        digit = unicodedata.decimal(character, None)
        if digit is not None:
            found.append(str(digit))
        elif unicodedata.category(character) not in {"Zs", "Pd", "Cf", "Cc", "Sm"}:
            return ""
    return "".join(found)


def find(user_code: str) -> DeviceCode | None:
    """The live code with these digits, not yet decided."""
    return _live().filter(user_code=user_code).first()


def resume(key: int | None) -> DeviceCode | None:
    """The code this browser is busy with, if it can still be decided."""
    return _live().filter(pk=key).first() if key is not None else None


def claim(code: DeviceCode) -> None:
    """The visitor says they stand at the terminal: once, the code's life is lengthened."""
    until = max(code.expires_at, timezone.now() + CLAIM_LIFE)
    _live().filter(pk=code.pk, claimed=False).update(claimed=True, expires_at=until)


def refuse(code: DeviceCode) -> None:
    """The visitor refuses, or it is refused for them."""
    _live().filter(pk=code.pk).update(state=DeviceCode.State.DENIED, user_code=None)
    log.info("sign-in refused at terminal %s", code.terminal.client_id)


def leave_unmet(code: DeviceCode) -> None:
    """The account cannot reach the level the terminal asked for: nothing less is given."""
    _live().filter(pk=code.pk).update(state=DeviceCode.State.DENIED, unmet=True, user_code=None)
    log.info("level %d not reached at terminal %s", code.wanted, code.terminal.client_id)


def needed(code: DeviceCode, sign_on: SignOn | None) -> Need:
    """What is still missing before ``code`` may be approved in this browser."""
    if sign_on is None or not _fresh(code, sign_on) or not _may(code, sign_on):
        return Need.PASSWORD
    if not may_have(sign_on.user, code.scope):
        return Need.ROLE
    if levels.reached(sign_on) >= code.wanted:
        return Need.NOTHING
    return Need.FACTOR if levels.reachable(sign_on.user) >= code.wanted else Need.UNMET


def asked_of(sign_on: SignOn) -> DeviceCode | None:
    """What a terminal asks this person, the newest first; None if nothing."""
    return _live().filter(by_asking=True, asked=sign_on.user).order_by("-created_at").first()


def _may(code: DeviceCode, sign_on: SignOn) -> bool:
    """Whether this person may approve: anybody a code, only who was asked a question."""
    return not code.by_asking or code.asked_id == sign_on.user_id


def _fresh(code: DeviceCode, sign_on: SignOn) -> bool:
    """Whether the password was typed lately enough, or even since the terminal asked."""
    if code.max_age is None or sign_on.auth_time >= code.created_at:
        return True
    return signons.age(sign_on) <= code.max_age


def check_number(code: DeviceCode, number: str) -> tuple[Number, int]:
    """Compares the two digits; with the third mistake the code is dead. Tries left."""
    if hmac.compare_digest(number.encode(), code.binding_number.encode()):
        return Number.RIGHT, NUMBER_TRIES
    if not _live().filter(pk=code.pk).update(wrong_numbers=F("wrong_numbers") + 1):
        return Number.EXPIRED, 0
    code.refresh_from_db(fields=("wrong_numbers",))
    left = NUMBER_TRIES - code.wrong_numbers
    if left > 0:
        return Number.WRONG, left
    refuse(code)
    return Number.BLOCKED, 0


def approve(code: DeviceCode, sign_on: SignOn) -> bool:
    """The visitor approves; False if it was too late or somebody else decided first."""
    if not _may(code, sign_on):
        return False
    now = timezone.now()
    until = max(code.expires_at, now + COLLECT_LIFE)
    approved = (
        _live()
        .filter(pk=code.pk, wrong_numbers__lt=NUMBER_TRIES)
        .update(
            state=DeviceCode.State.APPROVED,
            user=sign_on.user,
            auth_time=sign_on.auth_time,
            acr=str(levels.reached(sign_on)),
            amr=levels.methods(sign_on),
            expires_at=until,
            user_code=None,
        )
    )
    if approved:
        log.info("sign-in approved at terminal %s", code.terminal.client_id)
    return bool(approved)


def _live() -> QuerySet[DeviceCode]:
    return DeviceCode.objects.select_related("terminal").filter(
        state=DeviceCode.State.PENDING, expires_at__gt=timezone.now(), terminal__active=True
    )
