"""Preferences of a person: checked, kept, given out as a claim, and signed without identity.

A known field is checked against data/preferences.toml; an unknown one is kept as it came, so
that a terminal of another year loses nothing. A settings code is the same set in some forty
bytes with the system's signature, and says nothing of whose it is.
"""

from __future__ import annotations

import base64
import json
import math
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from joserfc import jws

from server.identity.keys import KeyStore
from server.identity.models import Preferences, User

CLAIM: Final = "accessibility"
"""The name of the scope and of the claim that it opens."""
MOST_FIELDS: Final = 48
MOST_BYTES: Final = 2048
LONGEST: Final = 80
CODE_VERSION: Final = 1
CODE_START: Final = "/"
"""No terminal has a command on this key, so a scan is told from typing by it."""
CODE_HEADER: Final = {"alg": "ES256", "typ": "yizhan-settings"}
KEYS_FILE: Final = "settings_keys.json"
_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9:._/-]{0,79}")
_TABLE: Final = Path(__file__).with_name("data") / "preferences.toml"

Values = Mapping[str, Any]


class BadPreferences(ValueError):
    """A set that cannot be kept; ``field`` is the member, ``code`` what is wrong with it."""

    def __init__(self, field: str, code: str) -> None:
        super().__init__(f"{field} {code}")
        self.field = field
        self.code = code


class Stale(Exception):
    """The set was changed in between; nothing was saved."""


@dataclass(frozen=True, slots=True)
class Field:
    """A known field: choices, or a range of numbers with the step of a settings code."""

    name: str
    number: int
    choices: tuple[bool | str, ...] = ()
    low: float = 0.0
    high: float = 0.0
    step: float = 1.0

    def allows(self, value: object) -> bool:
        """Whether it may have this value; ``1`` is not ``true``."""
        if self.choices:
            return any(value is each or _same_text(value, each) for each in self.choices)
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return number and self.low <= float(str(value)) <= self.high

    def code(self, value: Any) -> int:
        """The value in one byte."""
        place = self.choices.index(value) if self.choices else (value - self.low) / self.step
        return round(place)


@cache
def fields() -> Mapping[str, Field]:
    """All known fields by name."""
    entries = tomllib.loads(_TABLE.read_text(encoding="utf-8"))["field"]
    made = [Field(**{**entry, "choices": tuple(entry.get("choices", ()))}) for entry in entries]
    return {field.name: field for field in made}


def check(values: object) -> dict[str, Any]:
    """``values`` if it is a set that can be kept; raises BadPreferences."""
    if not isinstance(values, dict):
        raise BadPreferences("", "type")
    if len(values) > MOST_FIELDS:
        raise BadPreferences("", "too_many")
    for name, value in values.items():
        _check_one(name, value)
    if len(json.dumps(values, ensure_ascii=False).encode("utf-8", "replace")) > MOST_BYTES:
        raise BadPreferences("", "too_large")
    return values


def _check_one(name: str, value: object) -> None:
    if not _NAME.fullmatch(name):
        raise BadPreferences("", "name")
    known = fields().get(name)
    if known is not None and not known.allows(value):
        raise BadPreferences(name, "value")
    if isinstance(value, str):
        if len(value) > LONGEST or not value.isprintable():
            raise BadPreferences(name, "value")
    elif isinstance(value, float):
        if not math.isfinite(value):
            raise BadPreferences(name, "value")
    elif not isinstance(value, bool | int) or abs(value) > 2**53:
        raise BadPreferences(name, "type")


def claim(user: User) -> dict[str, Any] | None:
    """What the claim says; None if the person never saved anything."""
    found = Preferences.objects.filter(user=user).first()
    return None if found is None else {"version": found.version, "values": found.values}


def save(user: User, values: Values, seen: int) -> int:
    """Keeps a checked set over version ``seen`` (0: there was none); the new version.

    Raises Stale if another terminal saved in between.
    """
    if seen:
        changed = Preferences.objects.filter(user=user, version=seen)
        if not changed.update(values=dict(values), version=seen + 1):
            raise Stale
        return seen + 1
    _, made = Preferences.objects.get_or_create(user=user, defaults={"values": dict(values)})
    if not made:
        raise Stale
    return 1


def code(values: Values, keys: KeyStore) -> str:
    """The settings code: the start, then Base32 of version, field and value bytes, signature.

    Two bytes a field, one and the signature's 64 besides, are 185 characters for all. Fields
    that are not known have no number and are left out; what is wrong raises BadPreferences.
    """
    check(dict(values))
    payload = bytes([CODE_VERSION])
    for name, value in sorted(values.items(), key=lambda item: _number(item[0])):
        if name in fields():
            payload += bytes([_number(name), fields()[name].code(value)])
    signed = jws.serialize_compact(CODE_HEADER, payload, keys.signing_key("ES256").key())
    signature = base64.urlsafe_b64decode(signed.rpartition(".")[2] + "==")
    return CODE_START + base64.b32encode(payload + signature).decode("ascii").rstrip("=")


def _number(name: str) -> int:
    return fields()[name].number if name in fields() else 0


def _same_text(value: object, choice: object) -> bool:
    return isinstance(value, str) and isinstance(choice, str) and value == choice
