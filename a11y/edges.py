"""What is said where a move leads to nothing: after a sound, for who knows it already."""

from __future__ import annotations

from a11y.document import Region
from a11y.kinds import Unit
from a11y.narrator import Narrator
from a11y.speech.utterance import Category
from a11y.text_cursor import TextUnit

EARCON = "edge"


class Edges:
    """The ends of pages, tables and texts."""

    def __init__(self, narrator: Narrator) -> None:
        self._narrator = narrator

    def end(self, unit: Unit | TextUnit, step: int) -> None:
        """There is no next (1) or previous (-1) one."""
        which = "next" if step > 0 else "previous"
        words = self._narrator.words
        said = words(f"reading.edge.{which}", unit=words(f"reading.unit.{unit}"))
        self._narrator.say(said, earcon=EARCON)

    def cell(self, *, in_table: bool) -> None:
        """There is no cell in that direction, or no table here at all."""
        which = "reading.edge.cell" if in_table else "reading.edge.no_table"
        self._narrator.say(self._narrator.words(which), earcon=EARCON)

    def region(self, region: Region) -> None:
        """The page has no region of that kind."""
        words = self._narrator.words
        said = words("reading.edge.region", region=words(f"reading.region.{region}"))
        self._narrator.say(said, earcon=EARCON)

    def place(self) -> None:
        """The node the cursor was on is no longer there."""
        said = self._narrator.words("reading.place_gone")
        self._narrator.say(said, category=Category.ALERT)
