"""The kinds of cases as data: their numbers and their limits (kinds.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from server.cases.clocks import Limits


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of case; ``reply_days`` 0 means: by the settings."""

    code: str
    prefix: str
    accept: str = "hours"
    reply_days: int = 0
    extend_days: int = 5
    form: bool = False
    public: bool = False
    calendar_days: bool = False

    def limits(self) -> Limits:
        """Its limits, with what the settings say."""
        return Limits(
            accept_hours=settings.CASE_ACCEPT_HOURS,
            reply_days=self.reply_days or settings.CASE_REPLY_DAYS,
            clock_hours=settings.CASE_CLOCK_HOURS,
            same_day=self.accept == "same_day",
            calendar_days=self.calendar_days,
        )


@lru_cache(maxsize=1)
def kinds() -> Mapping[str, Kind]:
    """All kinds by code, in the order in which they are offered."""
    text = Path(__file__).with_name("kinds.toml").read_text(encoding="utf-8")
    return {code: Kind(code, **values) for code, values in tomllib.loads(text).items()}


def kind(code: str) -> Kind:
    """The kind of that code; raises ``KeyError``."""
    return kinds()[code]
