"""The fields of a person's preferences, as the user system knows them (docs/preferences.md)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from auth.preferences import Value

TABLE = Path(__file__).with_name("fields.toml")
"""Equal to the user system's own table; a test compares them."""


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
            return any(type(value) is type(each) and value == each for each in self.choices)
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return number and self.low <= float(str(value)) <= self.high

    def value(self, byte: int) -> Value | None:
        """The value that a settings code means; None if it means none."""
        if self.choices:
            return self.choices[byte] if byte < len(self.choices) else None
        value = round(self.low + byte * self.step, 4)
        return value if value <= self.high else None


@cache
def fields() -> Mapping[str, Field]:
    """All known fields by name."""
    entries: list[dict[str, Any]] = tomllib.loads(TABLE.read_text(encoding="utf-8"))["field"]
    made = [Field(**{**entry, "choices": tuple(entry.get("choices", ()))}) for entry in entries]
    return {field.name: field for field in made}


def wrong_fields(values: Mapping[str, Value]) -> tuple[str, ...]:
    """The known fields that have a value they cannot have."""
    known = fields()
    return tuple(
        name for name, value in values.items() if name in known and not known[name].allows(value)
    )


def from_bytes(pairs: Mapping[int, int]) -> dict[str, Value]:
    """What a settings code says, as far as it is known here; a value that means nothing is left.

    The code was signed, so a value that is not known was made by a later year's system.
    """
    known = {field.number: field for field in fields().values()}
    found = {
        known[number].name: known[number].value(byte)
        for number, byte in pairs.items()
        if number in known
    }
    return {name: value for name, value in found.items() if value is not None}
