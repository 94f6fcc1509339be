"""Staff: called to the terminal, and told that they need not come."""

from __future__ import annotations

from a11y.command import Topic, command
from kiosk.desk import Desk


@command("staff.call", Topic.HELP)
def call(desk: Desk) -> None:
    """Call staff, or hear whether somebody comes; with somebody here, what they may do."""
    if desk.help.helping.on:
        desk.help.menu.show()
    else:
        desk.calling.call()


@command("staff.join", Topic.HELP)
def join(desk: Desk) -> None:
    """A member of staff stands here and signs in to help."""
    desk.help.join()


@command("assist.menu", Topic.HELP)
def assist(desk: Desk) -> None:
    """What staff may see and do."""
    if desk.help.helping.on:
        desk.help.menu.show()
    else:
        desk.calling.call()


@command("staff.withdraw", Topic.HELP)
def withdraw(desk: Desk) -> None:
    """Take the call for staff back."""
    desk.calling.withdraw()
