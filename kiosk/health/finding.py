"""What a check comes to, as facts; the words are in the catalogues under ``cli.doctor``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class State(StrEnum):
    """How well a thing is."""

    WELL = "well"
    POOR = "poor"
    """It serves, not as it should."""

    BAD = "bad"
    """A visitor would go without something that is needed."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report."""

    check: str
    """What was looked at: ``audio``, ``fonts`` …"""

    state: State
    found: str
    """What was found; ``cli.doctor.CHECK.FOUND`` has the words, ``….cure`` the cure."""

    facts: Mapping[str, str] = field(default_factory=dict)
    """What fills the placeholders of both."""


def well(check: str, found: str = "well", **facts: str) -> Finding:
    """Nothing needs to be done."""
    return Finding(check, State.WELL, found, facts)


def poor(check: str, found: str, **facts: str) -> Finding:
    """Something could be better."""
    return Finding(check, State.POOR, found, facts)


def bad(check: str, found: str, **facts: str) -> Finding:
    """Something must be done."""
    return Finding(check, State.BAD, found, facts)
