"""How the visitor sees: looks, size of text, captions, the blank screen."""

from __future__ import annotations

from a11y.command import Command, Topic, command
from kiosk.desk import Desk
from kiosk.settings_table import SIGHT


@command("sight", Topic.SIGHT)
def sight(desk: Desk) -> None:
    """The settings, at the chapter on seeing."""
    desk.settings.show(SIGHT)


@command("text.larger", Topic.SIGHT)
def larger(desk: Desk) -> None:
    """Larger text."""
    desk.settings.step("text", 1)


@command("text.smaller", Topic.SIGHT)
def smaller(desk: Desk) -> None:
    """Smaller text."""
    desk.settings.step("text", -1)


@command("elder.on", Topic.SIGHT)
def elder(desk: Desk) -> None:
    """The elder version, from a link that offers it."""
    desk.settings.apply({"elder": "on"})
    desk.settings.say("elder")


def _turns(own: str, setting: str) -> Command:
    def run(desk: Desk) -> None:
        desk.settings.turn(setting)

    return Command(own, Topic.SIGHT, run)


TURNS = tuple(
    _turns(own, setting)
    for own, setting in (
        ("look.elder", "elder"),
        ("look.colours", "colours"),
        ("look.words", "words_only"),
        ("look.low", "low"),
        ("look.side", "side"),
        ("look.pointer", "large_pointer"),
        ("look.cross", "cross_hair"),
        ("captions", "captions"),
        ("blank", "blank"),
    )
)
