"""A resource asks for a stronger or a fresher sign-in (RFC 9470)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StepUp:
    """What the next sign-in must reach; a member that was not asked for is empty."""

    acr: str = ""
    """Levels of assurance, separated by blanks, any of which will do; the wanted one first."""

    max_age: int | None = None
    """Seconds that the sign-in may be old; 0: a new one."""
