"""What the visitor can tell the terminal: one plain function a command."""

from __future__ import annotations

from collections.abc import Mapping

from a11y.command import Command, commands_in
from kiosk.commands import (
    browsing,
    filling,
    language,
    moving,
    printing,
    reading,
    scanning,
    sight,
    speech,
    staff,
    typing,
    visit,
    wishes,
)


def all_commands() -> Mapping[str, Command]:
    """Every command by id."""
    rooms = (moving, reading, browsing, filling, speech, sight, language, visit, wishes, staff)
    return commands_in(*rooms, typing, scanning, printing)
