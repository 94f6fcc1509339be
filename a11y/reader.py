"""The reader: one cursor that moves through the document of the screen, and says where it is.

There is one reader for everything; it does not know who made the document.
Numbered, as it happens at each step:

1. the shell calls a move; the cursor goes;
2. ``on_move`` tells the view where the reading position is now;
3. the narrator words it, and the utterance goes to speech as NAVIGATION,
   which flushes what was still being read.
"""

from __future__ import annotations

from collections.abc import Callable

from a11y.cursor import Move, ReadingCursor, Unit
from a11y.diff import Changes, diff
from a11y.document import Document, Live, Node, Region
from a11y.narrator import Narrator
from a11y.speech.utterance import Category, Say


class Reader:
    """Moves through the document of the screen and says where it is."""

    def __init__(
        self, document: Document, narrator: Narrator, on_move: Callable[[Node], None]
    ) -> None:
        self._cursor = ReadingCursor(document)
        self._narrator = narrator
        self._on_move = on_move

    @property
    def document(self) -> Document:
        """The document being read."""
        return self._cursor.document

    @property
    def node(self) -> Node:
        """Where the reading position is."""
        return self._cursor.node

    def enter(self, document: Document, at: str = "", *, say: bool = True) -> None:
        """Go to another document, to node ``at`` of it if there is one."""
        self._cursor = ReadingCursor(document)
        if at:
            self._cursor.go(at)
        self._on_move(self.node)
        if say:
            self._narrator.arrival(document, self.node)

    def update(self, document: Document, *, quiet: bool = False) -> Changes:
        """Go on in a changed document; live changes are said, the place is kept."""
        changes = diff(self.document, document)
        if not self._cursor.replace(document):
            self._on_move(self.node)
            if not quiet:
                self._narrator.place_gone()
                self.say_node()
        if not quiet:
            for announcement in changes.announcements:
                assertive = announcement.politeness is Live.ASSERTIVE
                self._narrator.announce(document, announcement.node, assertive=assertive)
        return changes

    def move(self, unit: Unit, step: int) -> None:
        """To the next or previous node of a kind; at the end an earcon and a word say so."""
        move = self._cursor.move(unit, step)
        if move.edge:
            self._narrator.edge(unit, step)
        else:
            self._arrived(move)

    def cell(self, rows: int, columns: int) -> None:
        """To a neighbouring cell of the table."""
        move = self._cursor.cell(rows, columns)
        if move.edge:
            self._narrator.no_cell()
        else:
            self._arrived(move)

    def region(self, region: Region) -> None:
        """To the next region of a kind."""
        move = self._cursor.region(region)
        if move.edge:
            self._narrator.no_region(region)
        else:
            self._arrived(move)

    def first(self) -> None:
        """To the first stop of the document."""
        self._arrived(self._cursor.first())

    def last(self) -> None:
        """To the last stop of the document."""
        self._arrived(self._cursor.last())

    def arrive(self, node_id: str, *, say: bool = True) -> None:
        """Follow Qt's focus or a touch to a node; nothing is said twice."""
        before = self.node
        if before.id == node_id or not self._cursor.go(node_id):
            return
        self._on_move(self.node)
        if say:
            self._narrator.moved(self.document, Move(before, self.node))

    def follow(self, node_id: str) -> None:
        """Move silently, as reading all does when it goes on to the next node."""
        if self.node.id != node_id and self._cursor.go(node_id):
            self._on_move(self.node)

    def say_node(self, category: Category = Category.NAVIGATION) -> None:
        """Say the node the cursor is on once more."""
        self._narrator.node(self.document, self.node, category)

    def say_where(self) -> None:
        """Say the page, what surrounds the node, and the node."""
        self._narrator.where(self.document, self.node)

    def spell(self) -> None:
        """Say the node's text character by character."""
        self._narrator.spelled(self.document, self.node)

    def words_of(self, node: Node) -> tuple[Say, ...]:
        """What would be said of a node; used by reading all."""
        return self._narrator.words_of(node)

    def _arrived(self, move: Move) -> None:
        self._on_move(self.node)
        self._narrator.moved(self.document, move)
