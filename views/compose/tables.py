"""Tables, and charts as the tables of their numbers."""

from __future__ import annotations

import json
from collections.abc import Sequence

from a11y.document import Node, Role
from locales.text import EMPTY, Text
from portal.models import Chart, Table
from views.compose.build import Maker

PAINTED = 12
"""Categories of a chart that are painted; a longer table is read as a table only."""


def table(block: Table, make: Maker) -> Node:
    """A table; a cell's description is the head of its column, for who hears it alone."""
    rows = [(row.id, row.cells) for row in block.rows]
    grid = _Grid(make, block.id, block.columns, block.row_headers)
    return Node(
        make.id(block.id),
        Role.TABLE,
        make.text(block.caption),
        children=(
            *([grid.head()] if any(block.columns) else ()),  # a text may have tables without
            *(grid.row(n, own, cells) for n, (own, cells) in _rows(rows)),
        ),
    )


def chart(block: Chart, make: Maker) -> Node:
    """A chart: its title, its unit and its numbers, a row a category."""
    unit = f"{block.unit}" if block.unit else ""
    columns = ("", *(series.title for series in block.series))
    grid = _Grid(make, f"{block.id}:table", columns, row_headers=True)
    rows = [
        (str(n), (category, *(_number(series.values[n]) for series in block.series)))
        for n, category in enumerate(block.categories)
    ]
    numbers = Node(
        make.id(f"{block.id}:table"),
        Role.TABLE,
        make.text(block.title),
        make.words("screens.chart.unit", unit=make.text(unit)) if unit else EMPTY,
        children=(grid.head(), *(grid.row(n, own, cells) for n, (own, cells) in _rows(rows))),
    )
    return Node(
        make.id(block.id),
        Role.FIGURE,
        make.text(block.title),
        look="chart",
        source=_numbers(block),
        children=(numbers,),
    )


def picture(block: Chart, make: Maker) -> tuple[Node, ...]:
    """A chart of what the table above it says already: painted, and one short stop."""
    if len(block.categories) > PAINTED:
        return ()
    same = make.paragraph(f"{block.id}:same", make.words("screens.chart.same"), "meta")
    series = [one.title for one in block.series]
    drawn = _numbers(block, names=block.categories, series=series)
    title = make.text(block.title)
    node = Node(make.id(block.id), Role.FIGURE, title, look="chart", source=drawn, children=(same,))
    return (node,)


def says_it_all(above: Table, block: Chart) -> bool:
    """Whether a table has every category of a chart as a row, and every series as a column."""
    if tuple("".join(row.cells[:1]) for row in above.rows) != tuple(block.categories):
        return False
    columns = list(zip(*(map(_value, row.cells) for row in above.rows), strict=False))
    return all(tuple(series.values) in columns for series in block.series)


def _value(cell: str) -> float | None:
    """The number that a cell holds."""
    try:
        return float(cell.replace(",", "").rstrip("%"))
    except ValueError:
        return None


def _numbers(block: Chart, **words: Sequence[str]) -> str:
    """The bare numbers for who paints them, a row a category.

    The words are in the chart's own table; in ``words`` where it has none.
    """
    rows = range(len(block.categories))
    values = [[series.values[n] for series in block.series] for n in rows]
    return json.dumps({"form": block.form, "values": values, **words})


def _rows(
    rows: Sequence[tuple[str, Sequence[str]]],
) -> Sequence[tuple[int, tuple[str, Sequence[str]]]]:
    return list(enumerate(rows, 2))  # row 1 holds the heads of the columns


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,g}"


class _Grid:
    """Rows and cells of one table."""

    def __init__(self, make: Maker, part: str, columns: Sequence[str], row_headers: bool) -> None:
        self._make = make
        self._part = part
        self._columns = columns
        self._row_headers = row_headers

    def head(self) -> Node:
        """The row with the heads of the columns."""
        cells = [
            self._cell("head", 1, n, Role.COLUMNHEADER, self._make.text(title), EMPTY)
            for n, title in enumerate(self._columns, 1)
        ]
        return self._row("head", cells)

    def row(self, number: int, own: str, texts: Sequence[str]) -> Node:
        """A row of cells."""
        cells = []
        for n, text in enumerate(texts, 1):
            role = Role.ROWHEADER if n == 1 and self._row_headers else Role.CELL
            title = self._columns[n - 1] if n <= len(self._columns) else ""
            head = self._make.text(title) if role is Role.CELL else EMPTY
            cells.append(self._cell(own, number, n, role, self._make.text(text), head))
        return self._row(own, cells)

    def _row(self, own: str, cells: Sequence[Node]) -> Node:
        return Node(self._make.id(f"{self._part}.{own}"), Role.ROW, children=tuple(cells))

    def _cell(self, own: str, row: int, column: int, role: Role, name: Text, head: Text) -> Node:
        part = f"{self._part}.{own}.c{column}"
        return Node(self._make.id(part), role, name, head, row=row, column=column)
