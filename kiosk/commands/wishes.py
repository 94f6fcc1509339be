"""The visitor's own settings: kept at the user system, or taken along without a name."""

from __future__ import annotations

from a11y.command import Topic, command
from kiosk.desk import Desk


@command("settings.save", Topic.VISIT)
def save(desk: Desk) -> None:
    """Keep my settings with my account."""
    desk.wishes.save()


@command("settings.take", Topic.VISIT)
def take(desk: Desk) -> None:
    """Take my settings along as a code."""
    desk.wishes.take_along()
