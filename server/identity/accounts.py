"""What may happen to accounts: they begin, get new passwords, contacts, apps and names."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any, Final

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import Q

from server.identity import factors, levels, signons
from server.identity.models import SignOn, User
from server.identity.models.accounts import same

LONGEST_PASSWORD: Final = 256
"""Characters; hashing more would only keep the machine busy."""
_ACCOUNT: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{3,31}")
_MOBILE: Final = re.compile(r"\+?[0-9]{8,15}")
_RULES: Final = {
    "password_too_short": "password_short",
    "password_too_common": "password_common",
    "password_entirely_numeric": "password_numeric",
    "password_too_similar": "password_similar",
}


@dataclass(frozen=True, slots=True)
class Application:
    """Somebody wants an account; ``contact`` is a mobile number or a mail address."""

    account: str
    name: str
    contact: str
    password: str = field(repr=False)
    locale: str


def tidy_contact(text: str) -> str:
    """The contact as it is kept: no blanks, full-width characters narrow, hosts small."""
    narrow = unicodedata.normalize("NFKC", text).strip()
    if "@" in narrow:
        name, _, host = narrow.rpartition("@")
        return f"{name}@{host.lower()}"
    return re.sub(r"[\s()-]", "", narrow)


def contact_fault(contact: str) -> str:
    """Empty, or the error of a contact that cannot be one."""
    if _MOBILE.fullmatch(contact):
        return ""
    try:
        validate_email(contact)
    except ValidationError:
        return "contact"
    return "" if len(contact) <= 200 else "contact"


def password_fault(password: str, user: User | None = None) -> str:
    """Empty, or what is wrong with a new password: length, lists of common ones, likeness."""
    if len(password) > LONGEST_PASSWORD:
        return "password_long"
    try:
        validate_password(password, user)
    except ValidationError as error:
        return _RULES.get(str(error.error_list[0].code), "password_common")
    return ""


def faults(asked: Application) -> dict[str, str]:
    """What is wrong with an application, by field."""
    would_be = User(username=asked.account, display_name=asked.name, email=asked.contact)
    found = {
        "account": "" if _ACCOUNT.fullmatch(asked.account) else "account",
        "name": "" if 0 < len(asked.name) <= 50 else "name",
        "contact": contact_fault(asked.contact),
        "password": password_fault(asked.password, would_be),
    }
    return {name: error for name, error in found.items() if error}


def sealed(asked: Application) -> dict[str, str]:
    """The application as it waits for its code: with the hash of the password only."""
    return {
        "username": asked.account,
        "display_name": asked.name,
        "contact": asked.contact,
        "password": make_password(asked.password),
        "locale": asked.locale,
    }


def taken(account: str) -> bool:
    """Whether an account has this name, in small or capital letters."""
    return User.objects.filter(same("username", account)).exists()


def open_account(data: dict[str, Any]) -> User | None:
    """Makes the account of a sealed application; None if the name was taken meanwhile."""
    if taken(data["username"]) or by_contact(data["contact"]) is not None:
        return None
    fields = {name: value for name, value in data.items() if name != "contact"}
    try:
        with transaction.atomic():
            return User.objects.create(**fields, **_contact_fields(data["contact"]))
    except IntegrityError:
        return None


def by_contact(contact: str) -> User | None:
    """The open account with this contact."""
    having = same("email", contact) if "@" in contact else Q(mobile=contact)
    return User.objects.filter(having, is_active=True).first() if contact else None


def find(text: str) -> User | None:
    """The open account with this name or contact."""
    named = User.objects.filter(same("username", text.strip()), is_active=True).first()
    return named or by_contact(tidy_contact(text))


def find_hinted(text: str) -> User | None:
    """The open account with this name, contact or card, as it was typed or read at a terminal."""
    carded = User.objects.filter(card=text.strip(), is_active=True).first()
    return carded or find(text)


def recover(user: User, password: str) -> None:
    """A code sent to the contact replaces the password, and everybody is signed out.

    Who holds the contact now holds the account; so the contact is no second factor beside this
    password any more, and what an officer saw counts no longer, until an officer looks again.
    """
    user.set_password(password)
    user.contact_spent = True
    user.save(update_fields=("password", "contact_spent"))
    levels.forget_check(user)
    signons.end_everywhere(user)


def change_password(sign_on: SignOn, password: str) -> None:
    """A new password, by who knows the old one; signs out everywhere."""
    sign_on.user.set_password(password)
    sign_on.user.save(update_fields=("password",))
    signons.end_everywhere(sign_on.user)


def change_contact(sign_on: SignOn, contact: str) -> bool:
    """A new contact that was proved by a code; False if it is another account's."""
    owner = by_contact(contact)
    if owner is not None and owner.pk != sign_on.user_id:
        return False
    user = sign_on.user
    kept = {"email": "", "mobile": "", **_contact_fields(contact)}
    user.email, user.mobile = kept["email"], kept["mobile"]
    user.save(update_fields=("email", "mobile"))
    _factor_changed(sign_on)
    return True


def add_app(sign_on: SignOn, secret: bytes, code: str) -> bool:
    """An authenticator app that shows the right code; False if it does not."""
    step = factors.matching_step(secret, code)
    if step is None:
        return False
    user = sign_on.user
    user.totp, user.totp_step = factors.seal(secret), step
    user.save(update_fields=("totp", "totp_step"))
    _factor_changed(sign_on)
    return True


def change_name(user: User, name: str) -> bool:
    """Another name; not after an officer compared it with a document."""
    if user.level > levels.FACTOR or not 0 < len(name) <= 50:
        return False
    user.display_name = name
    user.save(update_fields=("display_name",))
    return True


def _factor_changed(sign_on: SignOn) -> None:
    """A factor that was not changed by means of the old one proves nothing about the person."""
    if sign_on.factor_at is None:
        levels.forget_check(sign_on.user)


def _contact_fields(contact: str) -> dict[str, str]:
    return {"email": contact} if "@" in contact else {"mobile": contact}
