"""Staff: called to the terminal, and told that they need not come."""

from __future__ import annotations

from a11y.command import Topic, command
from kiosk.desk import Desk


@command("staff.call", Topic.HELP)
def call(desk: Desk) -> None:
    """Call staff, or hear whether somebody comes."""
    desk.calling.call()


@command("staff.withdraw", Topic.HELP)
def withdraw(desk: Desk) -> None:
    """Take the call for staff back."""
    desk.calling.withdraw()
