"""How a visitor wants to see: everything about the picture that can be set. No Qt, no words."""

from __future__ import annotations

from dataclasses import dataclass

COLOURS = ("paper", "white-black", "black-yellow", "blue-yellow", "yellow-black")
SIZES = (1.0, 1.25, 1.5, 2.0, 2.5, 3.0)
HANDS = ("both", "right", "left")


@dataclass(frozen=True, slots=True)
class Sight:
    """One way to see; the defaults are how every visit begins."""

    colours: str = "paper"
    """One of ``COLOURS``."""

    elder: bool = False
    """Larger type and targets, one column, one main action on a screen."""

    text: float = 1.0
    """Size of text, 1.0 to 3.0."""

    words_only: bool = False
    """Nothing but words: no pictures, seals or ornaments."""

    low: bool = False
    """Everything that is touched is in the lower half of the screen."""

    hand: str = "both"
    """One of ``HANDS``: to which side buttons and the scroll bar go."""

    large_pointer: bool = False
    cross_hair: bool = False
    """Lines through the pointer over the whole screen."""

    motion: bool = True
    """Whether a page glides on after a finger has let it go."""


STANDARD = Sight()
