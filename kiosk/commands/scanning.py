"""The commands of a single switch."""

from __future__ import annotations

from a11y.command import Topic, command
from a11y.kinds import Unit
from kiosk.desk import Desk


@command("scan.select", Topic.BROWSING)
def select(desk: Desk) -> None:
    """Do what the item is for; on a text stay, or go on."""
    node = desk.reader.node
    if node.action is not None:
        desk.scanning.start()
        desk.activate(node.id)
    elif desk.scanning.running:
        desk.scanning.stop()
        desk.reader.say_node()
    else:
        desk.scanning.start()
        desk.reader.move(Unit.ITEM, 1, around=True)


@command("scan.menu", Topic.BROWSING)
def menu(desk: Desk) -> None:
    """Open the menu, or close what is open."""
    desk.scanning.start()
    if desk.learning.on or desk.stage.dialog_open:
        desk.back()
    else:
        desk.menus.menu(voice_on=desk.voice.on)
