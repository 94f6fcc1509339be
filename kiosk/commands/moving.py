"""Moving by kind: to the next and the previous of everything a page is made of."""

from __future__ import annotations

from a11y.command import Command, Topic
from a11y.document import Region
from a11y.kinds import Unit
from a11y.text_cursor import TextUnit
from kiosk.desk import Desk


def _to(unit: Unit, step: int) -> Command:
    def run(desk: Desk) -> None:
        desk.reader.move(unit, step)

    return Command(f"{unit}.{_WAY[step]}", Topic.READING, run)


def _by(unit: TextUnit, step: int) -> Command:
    def run(desk: Desk) -> None:
        if step:
            desk.reader.text(unit, step)
        else:
            desk.reader.here(unit)

    return Command(f"{unit}.{_WAY[step]}", Topic.READING, run)


def _region(region: Region) -> Command:
    def run(desk: Desk) -> None:
        desk.reader.region(region)

    return Command(f"region.{region}", Topic.READING, run)


def _cell(way: str, rows: int, columns: int) -> Command:
    def run(desk: Desk) -> None:
        desk.reader.cell(rows, columns)

    return Command(f"cell.{way}", Topic.READING, run)


_WAY = {1: "next", -1: "previous", 0: "here"}

ITEMS = (_to(Unit.ITEM, 1), _to(Unit.ITEM, -1))
TEXTS = tuple(_by(unit, step) for unit in TextUnit for step in (1, -1, 0))
KINDS = tuple(
    _to(unit, step) for unit in Unit if unit not in (Unit.ITEM, Unit.FOCUSABLE) for step in (1, -1)
)
REGIONS = tuple(_region(region) for region in Region)
CELLS = tuple(
    _cell(way, *by)
    for way, by in (("left", (0, -1)), ("right", (0, 1)), ("up", (-1, 0)), ("down", (1, 0)))
)
