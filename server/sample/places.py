"""The five districts of Foshan with their towns: a town always goes with its own district."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).resolve().parent / "places.toml"


@dataclass(frozen=True, slots=True)
class Town:
    """A town or subdistrict."""

    name: str
    name_en: str
    district: str
    district_en: str

    @property
    def title(self) -> str:
        """With its district before it."""
        return f"{self.district}{self.name}"

    @property
    def title_en(self) -> str:
        """With its district behind it."""
        return f"{self.name_en}, {self.district_en}"


@dataclass(frozen=True, slots=True)
class District:
    """A district; ``code`` after GB/T 2260."""

    code: str
    name: str
    name_en: str
    towns: list[Town]

    @property
    def organ(self) -> str:
        """Code of its government."""
        return f"{self.code}001"


@lru_cache(maxsize=1)
def districts() -> list[District]:
    """All five, in the order in which the city names them."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return [
        District(
            one["code"],
            one["zh"],
            one["en"],
            [Town(zh, en, one["zh"], one["en"]) for zh, en in one["towns"]],
        )
        for one in data["district"]
    ]
