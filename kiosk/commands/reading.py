"""Moving through what is on the screen, and asking about it."""

from __future__ import annotations

from a11y.command import Topic, command
from a11y.cursor import Unit
from a11y.document import Region
from kiosk.desk import Desk


@command("item.next", Topic.READING)
def next_item(desk: Desk) -> None:
    """To the next item."""
    desk.reader.move(Unit.ITEM, 1)


@command("item.previous", Topic.READING)
def previous_item(desk: Desk) -> None:
    """To the previous item."""
    desk.reader.move(Unit.ITEM, -1)


@command("item.first", Topic.READING)
def first_item(desk: Desk) -> None:
    """To the beginning of the page."""
    desk.reader.first()


@command("item.last", Topic.READING)
def last_item(desk: Desk) -> None:
    """To the end of the page."""
    desk.reader.last()


@command("heading.next", Topic.READING)
def next_heading(desk: Desk) -> None:
    """To the next heading."""
    desk.reader.move(Unit.HEADING, 1)


@command("heading.previous", Topic.READING)
def previous_heading(desk: Desk) -> None:
    """To the previous heading."""
    desk.reader.move(Unit.HEADING, -1)


@command("link.next", Topic.READING)
def next_link(desk: Desk) -> None:
    """To the next link."""
    desk.reader.move(Unit.LINK, 1)


@command("link.previous", Topic.READING)
def previous_link(desk: Desk) -> None:
    """To the previous link."""
    desk.reader.move(Unit.LINK, -1)


@command("button.next", Topic.READING)
def next_button(desk: Desk) -> None:
    """To the next button."""
    desk.reader.move(Unit.BUTTON, 1)


@command("button.previous", Topic.READING)
def previous_button(desk: Desk) -> None:
    """To the previous button."""
    desk.reader.move(Unit.BUTTON, -1)


@command("field.next", Topic.READING)
def next_field(desk: Desk) -> None:
    """To the next field."""
    desk.reader.move(Unit.FIELD, 1)


@command("field.previous", Topic.READING)
def previous_field(desk: Desk) -> None:
    """To the previous field."""
    desk.reader.move(Unit.FIELD, -1)


@command("list.next", Topic.READING)
def next_list(desk: Desk) -> None:
    """To the next list."""
    desk.reader.move(Unit.LIST, 1)


@command("list.previous", Topic.READING)
def previous_list(desk: Desk) -> None:
    """To the previous list."""
    desk.reader.move(Unit.LIST, -1)


@command("table.next", Topic.READING)
def next_table(desk: Desk) -> None:
    """To the next table."""
    desk.reader.move(Unit.TABLE, 1)


@command("table.previous", Topic.READING)
def previous_table(desk: Desk) -> None:
    """To the previous table."""
    desk.reader.move(Unit.TABLE, -1)


@command("cell.left", Topic.READING)
def cell_left(desk: Desk) -> None:
    """One cell to the left."""
    desk.reader.cell(0, -1)


@command("cell.right", Topic.READING)
def cell_right(desk: Desk) -> None:
    """One cell to the right."""
    desk.reader.cell(0, 1)


@command("cell.up", Topic.READING)
def cell_up(desk: Desk) -> None:
    """One cell up."""
    desk.reader.cell(-1, 0)


@command("cell.down", Topic.READING)
def cell_down(desk: Desk) -> None:
    """One cell down."""
    desk.reader.cell(1, 0)


@command("region.next", Topic.READING)
def next_region(desk: Desk) -> None:
    """To the next part of the page."""
    desk.reader.move(Unit.REGION, 1)


@command("region.previous", Topic.READING)
def previous_region(desk: Desk) -> None:
    """To the previous part of the page."""
    desk.reader.move(Unit.REGION, -1)


@command("region.navigation", Topic.READING)
def region_navigation(desk: Desk) -> None:
    """To the navigation."""
    desk.reader.region(Region.NAVIGATION)


@command("region.window", Topic.READING)
def region_window(desk: Desk) -> None:
    """To the window area, where news and notices stand."""
    desk.reader.region(Region.WINDOW)


@command("region.interaction", Topic.READING)
def region_interaction(desk: Desk) -> None:
    """To the area for search and forms."""
    desk.reader.region(Region.INTERACTION)


@command("region.service", Topic.READING)
def region_service(desk: Desk) -> None:
    """To the services."""
    desk.reader.region(Region.SERVICE)


@command("region.list", Topic.READING)
def region_list(desk: Desk) -> None:
    """To the list of items."""
    desk.reader.region(Region.LIST)


@command("region.body", Topic.READING)
def region_body(desk: Desk) -> None:
    """To the text."""
    desk.reader.region(Region.BODY)


@command("where", Topic.READING)
def where(desk: Desk) -> None:
    """Where am I."""
    desk.reader.say_where()


@command("spell", Topic.READING)
def spell(desk: Desk) -> None:
    """Spell the current item."""
    desk.reader.spell()


@command("read_all", Topic.READING)
def read_all(desk: Desk) -> None:
    """Read everything from here."""
    desk.read_all()
