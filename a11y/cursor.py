"""The reading cursor: where in a document the visitor is.

It is not Qt's focus. It knows nothing of widgets or of who made the document.
A document of 20,000 nodes is stepped through in well under a millisecond:
the stops of every kind are listed once a document.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from a11y.document import Document, Node, Region, Role, State

CONTAINERS = frozenset(
    {
        Role.DOCUMENT,
        Role.REGION,
        Role.LIST,
        Role.TABLE,
        Role.ROW,
        Role.FORM,
        Role.GROUP,
        Role.RADIOGROUP,
        Role.FIGURE,
        Role.DIALOG,
    }
)
"""Roles that are announced when entered, and are no stops themselves."""

FIELDS = frozenset({Role.TEXTBOX, Role.CHECKBOX, Role.RADIO, Role.COMBOBOX})
CELLS = frozenset({Role.CELL, Role.COLUMNHEADER, Role.ROWHEADER})


class Unit(StrEnum):
    """What a move goes to."""

    ITEM = "item"
    HEADING = "heading"
    LINK = "link"
    BUTTON = "button"
    FIELD = "field"
    LIST = "list"
    TABLE = "table"
    REGION = "region"
    FOCUSABLE = "focusable"


_TESTS: dict[Unit, Callable[[Node], bool]] = {
    Unit.ITEM: lambda node: node.role not in CONTAINERS and bool(node.name or node.value),
    Unit.HEADING: lambda node: node.role is Role.HEADING,
    Unit.LINK: lambda node: node.role is Role.LINK,
    Unit.BUTTON: lambda node: node.role is Role.BUTTON,
    Unit.FIELD: lambda node: node.role in FIELDS,
    Unit.LIST: lambda node: node.role is Role.LIST,
    Unit.TABLE: lambda node: node.role is Role.TABLE,
    Unit.REGION: lambda node: node.role is Role.REGION,
    Unit.FOCUSABLE: lambda node: (
        State.FOCUSABLE in node.states and State.DISABLED not in node.states
    ),
}


def is_stop(node: Node) -> bool:
    """Whether reading by item stops at the node."""
    return _TESTS[Unit.ITEM](node)


@dataclass(frozen=True, slots=True)
class Move:
    """The result of a move: where from, where to; ``edge`` where there was nowhere to go."""

    before: Node | None
    after: Node | None
    edge: bool = False


class ReadingCursor:
    """A place in a document, kept by node id through every change of the document."""

    def __init__(self, document: Document) -> None:
        self._place = 0
        self._lists: dict[Unit, list[int]] = {}
        self.document = document
        if not self.go(document.start):
            self._go_first()

    @property
    def node(self) -> Node:
        """The node the cursor is on; in a document without stops its root."""
        return self.document.nodes[self._place]

    def go(self, node_id: str) -> bool:
        """Move to a node, or for a container to its first stop; False if there is none."""
        place = self.document.index.get(node_id)
        if place is None:
            return False
        inside = self._first_stop_in(place)
        self._place = place if inside is None else inside
        return True

    def move(self, unit: Unit, step: int) -> Move:
        """To the next (``step`` 1) or previous (-1) node of a kind."""
        before = self.node
        places = self._places(unit)
        if step > 0:
            found = bisect_right(places, self._place)
        else:
            found = bisect_left(places, self._place) - 1
        if unit in (Unit.LIST, Unit.TABLE, Unit.REGION) and step < 0:
            found = self._before_container(places, found)
        if not 0 <= found < len(places):
            return Move(before, before, edge=True)
        return self._land(before, places[found])

    def first(self) -> Move:
        """To the first stop."""
        before = self.node
        self._go_first()
        return Move(before, self.node)

    def last(self) -> Move:
        """To the last stop."""
        before = self.node
        stops = self._places(Unit.ITEM)
        self._place = stops[-1] if stops else 0
        return Move(before, self.node)

    def region(self, region: Region) -> Move:
        """To the next region of that kind, round the end of the document."""
        before = self.node
        places = [p for p in self._places(Unit.REGION) if self._region(p) is region]
        if not places:
            return Move(before, before, edge=True)
        later = [place for place in places if place > self._place]
        return self._land(before, (later or places)[0])

    def cell(self, rows: int, columns: int) -> Move:
        """To a neighbouring cell of the table the cursor is in."""
        before = self.node
        table = next((n for n in self.document.ancestors(before.id) if n.role is Role.TABLE), None)
        if before.role not in CELLS or table is None:
            return Move(before, before, edge=True)
        wanted = (before.row + rows, before.column + columns)
        for node in table.walk():
            if node.role in CELLS and (node.row, node.column) == wanted:
                return self._land(before, self.document.index[node.id])
        return Move(before, before, edge=True)

    def replace(self, document: Document) -> bool:
        """Go on in a changed document; True if the very node is still there.

        Otherwise the cursor goes to the nearest stop before the lost node that
        survived, or to the nearest surviving ancestor.
        """
        old, place = self.document, self._place
        self.document = document
        self._lists = {}
        kept = document.index.get(old.nodes[place].id)
        if kept is not None:
            self._place = kept
            return True
        self._place = self._refuge(old, place)
        return False

    def _refuge(self, old: Document, place: int) -> int:
        above = {node.id for node in old.ancestors(old.nodes[place].id)}
        for earlier in range(place - 1, -1, -1):
            node = old.nodes[earlier]
            found = self.document.index.get(node.id)
            if found is None:
                continue
            if is_stop(self.document.nodes[found]):
                return found
            if node.id in above:
                inside = self._first_stop_in(found)
                return found if inside is None else inside
        stops = self._places(Unit.ITEM)
        return stops[0] if stops else 0

    def _land(self, before: Node, place: int) -> Move:
        inside = self._first_stop_in(place)
        self._place = place if inside is None else inside
        return Move(before, self.node)

    def _go_first(self) -> None:
        stops = self._places(Unit.ITEM)
        self._place = stops[0] if stops else 0

    def _places(self, unit: Unit) -> list[int]:
        if unit not in self._lists:
            test = _TESTS[unit]
            places = [place for place, node in enumerate(self.document.nodes) if test(node)]
            if unit in (Unit.FIELD, Unit.FOCUSABLE):
                places = self._one_a_group(places)
            self._lists[unit] = places
        return self._lists[unit]

    def _one_a_group(self, places: list[int]) -> list[int]:
        """Of the radio buttons of a group only the chosen one, or else the first (ARIA APG)."""
        chosen: dict[int, int] = {}
        for place in places:
            node, group = self.document.nodes[place], self.document.parents[place]
            if node.role is Role.RADIO and (State.CHECKED in node.states or group not in chosen):
                chosen[group] = place
        return [
            place
            for place in places
            if self.document.nodes[place].role is not Role.RADIO
            or chosen[self.document.parents[place]] == place
        ]

    def _first_stop_in(self, place: int) -> int | None:
        """The place itself or the first stop below it; None where there is none."""
        if is_stop(self.document.nodes[place]):
            return place
        size = sum(1 for _ in self.document.nodes[place].walk())
        stops = self._places(Unit.ITEM)
        found = bisect_left(stops, place)
        if found < len(stops) and stops[found] < place + size:
            return stops[found]
        return None

    def _before_container(self, places: list[int], found: int) -> int:
        """Going back skips the container the cursor is at the start of."""
        if 0 <= found < len(places) and self._first_stop_in(places[found]) == self._place:
            return found - 1
        return found

    def _region(self, place: int) -> Region | None:
        return self.document.nodes[place].region
