"""The body of an OpenDocument text as it goes by: marks in, blocks out."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.files.vocabulary import (
    MOST_BLOCKS,
    Block,
    entries,
    heading,
    numbered,
    paragraph,
    table,
)

MOST_COLUMNS = 20
MOST_LETTERS = 200_000
"""Characters that are shown of a text; a long law has 50,000."""

_SKIPPED = frozenset(
    "text:tracked-changes office:annotation text:note-citation text:ruby-text office:forms"
    " text:table-of-content text:sequence-decls draw:object svg:title svg:desc".split()
)
"""What is no text for the reader: deleted words, remarks of the office, the page numbers."""

_TEXTS = frozenset({"text:p", "text:h"})


class Body:
    """Collects; ``whole`` turns False when there was more than can be shown."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._count = 0
        self._letters = 0
        self._skipping = 0
        self._inside = 0
        self._level = 0
        self._words: list[str] = []
        self._lists = 0
        self._items: list[str] = []
        self._tables = 0
        self._heads: list[tuple[str, ...]] = []
        self._rows: list[tuple[str, ...]] = []
        self._row: list[str] = []
        self._cell: list[str] = []
        self._repeat = 1
        self._in_head = False
        self.whole = True

    @property
    def blocks(self) -> list[Block]:
        """What has been collected."""
        return numbered(self._blocks, "o")

    def start(self, name: str, marks: Mapping[str, str]) -> None:
        """A mark opens."""
        if self._skipping or name in _SKIPPED:
            self._skipping += 1
        elif name in _TEXTS:
            self._open(marks)
        elif name == "text:s" or name in ("text:tab", "text:line-break"):
            self._words.append(" ")
        elif name == "text:list":
            self._lists += 1
        else:
            self._start_table(name, marks)

    def end(self, name: str) -> None:
        """A mark closes."""
        if self._skipping:
            self._skipping -= 1
        elif name in _TEXTS:
            self._close(is_heading=name == "text:h")
        elif name == "text:list":
            self._lists -= 1
            self._end_list()
        else:
            self._end_table(name)

    def text(self, words: str) -> None:
        """Words between marks."""
        if self._inside and not self._skipping:
            self._words.append(words)

    def _open(self, marks: Mapping[str, str]) -> None:
        """A text in a text is that of a frame: it is read where it is anchored."""
        self._inside += 1
        self._words.append(" ")
        level = marks.get("text:outline-level", "")
        self._level = min(int(level), 6) if level.isdecimal() and len(level) < 3 else 1

    def _close(self, *, is_heading: bool) -> None:
        self._inside -= 1
        words = "" if self._inside else " ".join("".join(self._words).split())
        if self._inside:
            return
        self._words = []
        self._letters += len(words)
        if self._letters > MOST_LETTERS:
            self.whole = False
        elif self._tables:
            self._cell += [words] if words else []
        elif words and self._lists:
            self._keep(words)
        elif words and is_heading:
            self._keep(heading(words, self._level))
        elif words:
            self._keep(paragraph(words))

    def _end_list(self) -> None:
        if not self._lists and not self._tables and self._items:
            self._blocks.append(entries(self._items))
            self._items = []

    def _start_table(self, name: str, marks: Mapping[str, str]) -> None:
        if name == "table:table":
            self._tables += 1
        elif self._tables != 1:
            return  # a table in a cell is read as the words of the cell
        elif name == "table:table-header-rows":
            self._in_head = True
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self._cell = []
            times = marks.get("table:number-columns-repeated", "1")
            self._repeat = int(times) if times.isdecimal() and len(times) < 6 else 1

    def _end_table(self, name: str) -> None:
        if name == "table:table":
            self._tables -= 1
            self._make_table()
        elif self._tables != 1:
            return
        elif name == "table:table-header-rows":
            self._in_head = False
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self._row += [" ".join(self._cell)] * min(self._repeat, MOST_COLUMNS)
        elif name == "table:table-row":
            (self._heads if self._in_head else self._rows).append(tuple(self._row[:MOST_COLUMNS]))
            self._row = []

    def _make_table(self) -> None:
        if self._tables:
            return
        heads, rows = self._heads, [row for row in self._rows if any(row)]
        self._heads, self._rows = [], []
        left = MOST_BLOCKS - self._count
        self.whole = self.whole and len(rows) <= left
        rows = rows[:left]
        if not any(rows):
            return
        head = [" ".join(filter(None, cells)) for cells in zip(*heads, strict=False)]
        self._count += len(rows)
        self._blocks.append(table(head, rows))

    def _keep(self, found: Block | str) -> None:
        if self._count >= MOST_BLOCKS:
            self.whole = False
        elif isinstance(found, str):
            self._items.append(found)
        else:
            self._blocks.append(found)
        self._count += 1
