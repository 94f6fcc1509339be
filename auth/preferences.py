"""The person's accessibility preferences, as they come with the sign-in and are saved again.

Auth knows the shape and its bounds and none of the fields: what a field means is for those who
apply it. The set belongs to the person; it is dropped with the session and never stored here.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from auth.errors import BadAnswer, ConfigWrong, Expired

CLAIM = "accessibility"
"""Scope and claim."""

Value = bool | int | float | str

_WHERE = "preferences"
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9:._/-]{0,79}")
_MOST_FIELDS = 48
_LONGEST = 80
_LARGEST = 2**53


@dataclass(frozen=True, slots=True)
class Preferences:
    """A set of preferences; ``version`` 0: the person has never saved any."""

    values: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))
    version: int = 0


def read_preferences(claim: object) -> Preferences:
    """The preferences in a claim or an answer; without a claim, none.

    Raises:
        BadAnswer: not the shape that was agreed, or larger than anybody needs.

    """
    if claim is None:
        return Preferences()
    if not isinstance(claim, Mapping):
        raise BadAnswer(_WHERE, "type")
    version, values = claim.get("version"), claim.get("values")
    if isinstance(version, bool) or not isinstance(version, int) or not 0 <= version < 2**31:
        raise BadAnswer(_WHERE, "version")
    if not isinstance(values, Mapping) or len(values) > _MOST_FIELDS:
        raise BadAnswer(_WHERE, "values")
    kept = {str(name): _checked(name, value) for name, value in values.items()}
    return Preferences(MappingProxyType(kept), version)


def write_values(values: Mapping[str, Value]) -> str:
    """A set as it is sent."""
    return json.dumps(dict(values), ensure_ascii=False, allow_nan=False)


def read_saved(status: int, body: Mapping[str, object]) -> int:
    """The new version that an answer to saving tells.

    Raises:
        Expired: the token is no longer accepted.
        ConfigWrong: a value that the provider does not keep.
        BadAnswer: anything else.

    """
    if status in (401, 403):
        raise Expired
    if status == 400:
        raise ConfigWrong(_WHERE)
    version = body.get("version")
    if status != 200 or isinstance(version, bool) or not isinstance(version, int):
        raise BadAnswer(_WHERE, f"status {status}")
    return version


def _checked(name: object, value: object) -> Value:
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise BadAnswer(_WHERE, "name")
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and len(value) <= _LONGEST and value.isprintable():
        return value
    number = isinstance(value, int | float) and math.isfinite(value) and abs(value) <= _LARGEST
    if isinstance(value, int | float) and number:
        return value
    raise BadAnswer(_WHERE, "value")
