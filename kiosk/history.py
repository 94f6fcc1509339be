"""Where the visitor has been: pages with the node they were left at."""

from __future__ import annotations

from dataclasses import dataclass, replace

from locales.text import Text


@dataclass(frozen=True, slots=True)
class FileAsked:
    """An attachment to be read here: what the page that offers it says of it."""

    title: Text
    first: int = 1
    """The sheet that is shown first, 1-based."""

    personal: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A page with the node the visitor was on."""

    address: str
    at: str = ""
    file: FileAsked | None = None
    """Where the address is that of a file."""


class History:
    """The way back; the last place is the page that is shown."""

    def __init__(self) -> None:
        self._places: list[Place] = []

    @property
    def now(self) -> Place | None:
        """The page that is shown."""
        return self._places[-1] if self._places else None

    @property
    def before(self) -> Place | None:
        """The page before, to which one can go back."""
        return self._places[-2] if len(self._places) > 1 else None

    def push(self, place: Place) -> None:
        """A page was opened; the one that is shown is no way back from itself."""
        if self.now is not None and self.now.address == place.address:
            self.pop()
        self._places.append(place)

    def pop(self) -> None:
        """The page that is shown was left for good; the one before is shown now."""
        if self._places:
            self._places.pop()

    def mark(self, at: str) -> None:
        """Remember the node the visitor is on."""
        if self._places:
            self._places[-1] = replace(self._places[-1], at=at)
