"""Demonstration accounts, marked as examples (data/accounts.toml)."""

from __future__ import annotations

import base64
import random
import tomllib
from pathlib import Path

from server.identity import factors
from server.identity.models import User

_ACCOUNTS = Path(__file__).with_name("data") / "accounts.toml"


def seal_apps() -> None:
    """Seals the apps of the accounts: a database that was made before knows another key."""
    with _ACCOUNTS.open("rb") as file:
        accounts = tomllib.load(file)["account"]
    for entry in accounts:
        if entry.get("totp"):
            sealed = factors.seal(base64.b32decode(entry["totp"]))
            User.objects.filter(username=entry["account"]).update(totp=sealed)


def load(seed: int) -> None:
    """Makes the demonstration accounts that are missing; those that exist stay as they are.

    ``seed`` makes their subject identifiers the same in every sample database.
    """
    random_ = random.Random(seed)
    with _ACCOUNTS.open("rb") as file:
        accounts = tomllib.load(file)["account"]
    for entry in accounts:
        sub = base64.urlsafe_b64encode(random_.randbytes(16)).rstrip(b"=").decode("ascii")
        if User.objects.filter(username=entry["account"]).exists():
            continue
        totp = entry.get("totp", "")
        User.objects.create_user(
            entry["account"],
            password=entry["password"],
            sub=sub,
            display_name=entry["name"],
            locale=entry["locale"],
            level=entry["level"],
            email=entry.get("email", ""),
            totp=factors.seal(base64.b32decode(totp)) if totp else "",
        )
