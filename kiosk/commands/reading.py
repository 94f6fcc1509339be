"""Asking about the page, finding in it, reading it through."""

from __future__ import annotations

from a11y.command import Topic, command
from a11y.kinds import Unit
from a11y.text_cursor import TextUnit
from kiosk.desk import Desk


@command("item.first", Topic.READING)
def first_item(desk: Desk) -> None:
    """To the beginning of the page."""
    desk.reader.to_end(-1)


@command("item.last", Topic.READING)
def last_item(desk: Desk) -> None:
    """To the end of the page."""
    desk.reader.to_end(1)


@command("item.here", Topic.READING)
def item_here(desk: Desk) -> None:
    """The current item; pressed twice, spell it."""
    desk.reader.here()


@command("forward", Topic.READING)
def forward(desk: Desk) -> None:
    """The next cell of a table, or the next character."""
    _aside(desk, 1)


@command("backward", Topic.READING)
def backward(desk: Desk) -> None:
    """The cell before, or the character before."""
    _aside(desk, -1)


@command("across.next", Topic.READING)
def across_next(desk: Desk) -> None:
    """The next cell of a table, or the next part of the page."""
    _across(desk, 1)


@command("across.previous", Topic.READING)
def across_previous(desk: Desk) -> None:
    """The cell before, or the part of the page before."""
    _across(desk, -1)


@command("where", Topic.READING)
def where(desk: Desk) -> None:
    """Where am I."""
    desk.reader.say_where()


@command("overview", Topic.READING)
def overview(desk: Desk) -> None:
    """What the page is made of."""
    desk.reader.say_where(whole=True)


@command("spell", Topic.READING)
def spell(desk: Desk) -> None:
    """Spell the current item."""
    desk.reader.spell()


@command("read_all", Topic.READING)
def read_all(desk: Desk) -> None:
    """Read everything from here."""
    desk.read_all()


@command("list.headings", Topic.READING)
def list_headings(desk: Desk) -> None:
    """The headings of the page as a list."""
    desk.elements.show(Unit.HEADING)


@command("list.links", Topic.READING)
def list_links(desk: Desk) -> None:
    """The links of the page as a list."""
    desk.elements.show(Unit.LINK)


@command("list.fields", Topic.READING)
def list_fields(desk: Desk) -> None:
    """The fields of the page as a list."""
    desk.elements.show(Unit.FIELD)


@command("list.regions", Topic.READING)
def list_regions(desk: Desk) -> None:
    """The regions of the page as a list."""
    desk.elements.show(Unit.REGION)


@command("find", Topic.READING)
def find(desk: Desk) -> None:
    """Find words in the page."""
    desk.finding.ask()


@command("find.next", Topic.READING)
def find_next(desk: Desk) -> None:
    """To the next place with the words."""
    desk.finding.go(1)


@command("find.previous", Topic.READING)
def find_previous(desk: Desk) -> None:
    """To the place before with the words."""
    desk.finding.go(-1)


def _aside(desk: Desk, step: int) -> None:
    if desk.reader.in_table:
        desk.reader.cell(0, step)
    else:
        desk.reader.text(TextUnit.CHARACTER, step)


def _across(desk: Desk, step: int) -> None:
    if desk.reader.in_table:
        desk.reader.cell(0, step)
    else:
        desk.reader.move(Unit.PART, step)
