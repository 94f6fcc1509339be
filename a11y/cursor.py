"""The reading cursor: where in a document the visitor is.

It is not Qt's focus. It knows nothing of widgets or of who made the document.
A document of 20,000 nodes is stepped through in well under a millisecond:
the stops of every kind are listed once a document.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from a11y.document import Document, Node, Region, Role, State
from a11y.kinds import CELLS, TESTS, Unit, is_stop


@dataclass(frozen=True, slots=True)
class Move:
    """The result of a move: where from, where to; ``edge`` where there was nowhere to go."""

    before: Node | None
    after: Node | None
    edge: bool = False


class Places:
    """Where things are in one document, each list made when it is first asked for."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._lists: dict[Unit | Role, list[int]] = {}
        self._cells: dict[int, dict[tuple[int, int], int]] = {}

    @cached_property
    def ends(self) -> list[int]:
        """For each node the place after the last one below it."""
        ends = list(range(1, len(self.document.nodes) + 1))
        for place in range(len(ends) - 1, 0, -1):
            above = self.document.parents[place]
            ends[above] = max(ends[above], ends[place])
        return ends

    def of(self, unit: Unit, role: Role) -> list[int]:
        """Places of a unit in reading order; ``role`` is what SAME means."""
        key = role if unit is Unit.SAME else unit
        if key not in self._lists:
            self._lists[key] = self._find(unit, role)
        return self._lists[key]

    def count(self, unit: Unit) -> int:
        """How many there are to go to."""
        return len(self.of(unit, Role.DOCUMENT))

    def first_stop_in(self, place: int) -> int | None:
        """The place itself or the first stop below it; None where there is none."""
        if is_stop(self.document.nodes[place]):
            return place
        stops = self.of(Unit.ITEM, Role.DOCUMENT)
        found = bisect_left(stops, place)
        inside = found < len(stops) and stops[found] < self.ends[place]
        return stops[found] if inside else None

    def cell(self, table: Node, row: int, column: int) -> int | None:
        """The place of a cell of a table."""
        start = self.document.index[table.id]
        if start not in self._cells:
            nodes = self.document.nodes
            inside = [p for p in range(start, self.ends[start]) if nodes[p].role in CELLS]
            self._cells[start] = {(nodes[p].row, nodes[p].column): p for p in inside}
        return self._cells[start].get((row, column))

    def _find(self, unit: Unit, role: Role) -> list[int]:
        nodes = self.document.nodes
        if unit is Unit.SAME:
            return [p for p, node in enumerate(nodes) if node.role is role and is_stop(node)]
        test = TESTS[unit]
        found = [place for place, node in enumerate(nodes) if test(node)]
        if unit in (Unit.FIELD, Unit.RADIO, Unit.FOCUSABLE):
            return self._one_a_group(found)
        return [place for place in found if self.first_stop_in(place) is not None]

    def _one_a_group(self, places: list[int]) -> list[int]:
        """Of the radio buttons of a group only the chosen one, or else the first (ARIA APG)."""
        nodes, parents = self.document.nodes, self.document.parents
        chosen: dict[int, int] = {}
        for place in places:
            node, group = nodes[place], parents[place]
            if node.role is Role.RADIO and (State.CHECKED in node.states or group not in chosen):
                chosen[group] = place
        return [
            place
            for place in places
            if nodes[place].role is not Role.RADIO or chosen[parents[place]] == place
        ]


class ReadingCursor:
    """A place in a document, kept by node id through every change of the document."""

    def __init__(self, document: Document) -> None:
        self._place = 0
        self._places = Places(document)
        if not self.go(document.start):
            self._go_first()

    @property
    def document(self) -> Document:
        """The document it moves in."""
        return self._places.document

    @property
    def node(self) -> Node:
        """The node the cursor is on; in a document without stops its root."""
        return self.document.nodes[self._place]

    @property
    def progress(self) -> int:
        """How far through the stops of the document the cursor is, in percent."""
        stops = self._places.of(Unit.ITEM, Role.DOCUMENT)
        return round(100 * bisect_right(stops, self._place) / len(stops)) if stops else 100

    def go(self, node_id: str) -> bool:
        """Move to a node, or for a container to its first stop; False if there is none."""
        place = self.document.index.get(node_id)
        if place is None:
            return False
        inside = self._places.first_stop_in(place)
        self._place = place if inside is None else inside
        return True

    def all(self, unit: Unit) -> tuple[Node, ...]:
        """Every node of a kind, in reading order."""
        return tuple(self.document.nodes[place] for place in self._of(unit))

    def move(self, unit: Unit, step: int) -> Move:
        """To the next (``step`` 1) or previous (-1) node of a kind."""
        before = self.node
        places = self._of(unit)
        if step > 0:
            found = bisect_right(places, self._place)
        else:
            found = bisect_left(places, self._place) - 1
        found = self._other(places, found, step)
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
        stops = self._of(Unit.ITEM)
        self._place = stops[-1] if stops else 0
        return Move(before, self.node)

    def region(self, region: Region) -> Move:
        """To the next region of that kind, round the end of the document."""
        before = self.node
        nodes = self.document.nodes
        places = [p for p in self._of(Unit.REGION) if nodes[p].region is region]
        if not places:
            return Move(before, before, edge=True)
        later = [place for place in places if place > self._place]
        return self._land(before, (later or places)[0])

    @property
    def table(self) -> Node | None:
        """The table the cursor is in a cell of."""
        if self.node.role not in CELLS:
            return None
        around = self.document.ancestors(self.node.id)
        return next((node for node in around if node.role is Role.TABLE), None)

    def cell(self, rows: int, columns: int) -> Move:
        """To a neighbouring cell of the table the cursor is in."""
        before, table = self.node, self.table
        if table is not None:
            place = self._places.cell(table, before.row + rows, before.column + columns)
            if place is not None:
                return self._land(before, place)
        return Move(before, before, edge=True)

    def replace(self, document: Document) -> bool:
        """Go on in a changed document; True if the very node is still there.

        Otherwise the cursor goes to the nearest stop before the lost node that
        survived, or to the first stop inside of the nearest surviving ancestor.
        """
        old, place = self.document, self._place
        self._places = Places(document)
        kept = document.index.get(old.nodes[place].id)
        if kept is not None and (is_stop(document.nodes[kept]) or not is_stop(old.nodes[place])):
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
                inside = self._places.first_stop_in(found)
                if inside is not None:
                    return inside
        stops = self._places.of(Unit.ITEM, old.nodes[place].role)  # there is no place yet
        return stops[0] if stops else 0

    def _of(self, unit: Unit) -> list[int]:
        return self._places.of(unit, self.node.role)

    def _land(self, before: Node, place: int) -> Move:
        self._place = self._landing(place)
        return Move(before, self.node)

    def _go_first(self) -> None:
        stops = self._of(Unit.ITEM)
        self._place = stops[0] if stops else 0

    def _other(self, places: list[int], found: int, step: int) -> int:
        """Skips what would not lead on in the direction of the step: that would be a trap.

        A list lands on its first stop, and so does a heading without a name of its
        own: it may be where the cursor is, or even on the other side of it.
        """
        while 0 <= found < len(places) and (self._landing(places[found]) - self._place) * step <= 0:
            found += 1 if step > 0 else -1
        return found

    def _landing(self, place: int) -> int:
        inside = self._places.first_stop_in(place)
        return place if inside is None else inside
