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

from a11y.breaks import Range, Words
from a11y.cursor import Move, ReadingCursor
from a11y.diff import Changes, diff
from a11y.document import Document, Live, Node, Region
from a11y.edges import Edges
from a11y.kinds import Unit
from a11y.live import LiveSpeech
from a11y.narrator import Narrator
from a11y.speech.utterance import Category
from a11y.text_cursor import Piece, TextCursor, TextUnit

OnMove = Callable[[Node, Range | None], None]
"""Told where the reading position is, and what of the node's name was read (code points)."""


class Reader:
    """Moves through the document of the screen and says where it is."""

    def __init__(self, document: Document, narrator: Narrator, on_move: OnMove) -> None:
        self._cursor = ReadingCursor(document)
        self._text = TextCursor(Words())
        self.narrator = narrator
        self._edges = Edges(narrator)
        self._asked: tuple[TextUnit | None, str, Piece | None] | None = None
        self.live = LiveSpeech(narrator)
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
        self.live.forget()
        if at:
            self._cursor.go(at)
        self._moved()
        if say:
            self.narrator.arrival(document, self.node)

    def update(self, document: Document, *, quiet: bool = False) -> Changes:
        """Go on in a changed document; live changes are said, the place is kept."""
        changes = diff(self.document, document)
        if self._cursor.replace(document):
            self._text.enter(self.node)
        else:
            self._moved()
            if not quiet:
                self._edges.place()
                self.say_node(arrived=True)
        self.live.gone(changes.removed)
        if not quiet:
            for announcement in changes.announcements:
                assertive = announcement.politeness is Live.ASSERTIVE
                self.live.change(document, announcement.node, assertive=assertive)
        return changes

    def move(self, unit: Unit, step: int, *, around: bool = False) -> None:
        """To the next or previous node of a kind; at the end an earcon and a word say so.

        ``around`` goes on from the last stop to the first instead.
        """
        move = self._cursor.move(unit, step)
        if move.edge and around:
            self._arrived(self._cursor.first())
        elif move.edge:
            self._edges.end(unit, step)
        else:
            self._arrived(move)

    def cell(self, rows: int, columns: int) -> None:
        """To a neighbouring cell of the table."""
        move = self._cursor.cell(rows, columns)
        if move.edge:
            self._edges.cell(in_table=self.in_table)
        else:
            self._arrived(move)

    @property
    def in_table(self) -> bool:
        """Whether the reading position is in a cell."""
        return self._cursor.table is not None

    def text(self, unit: TextUnit, step: int) -> None:
        """To the next (1) or previous (-1) character, word or sentence.

        At the end of a node it goes on in the next one.
        """
        self._asked = None
        self._text.enter(self.node)
        piece = self._text.move(unit, step)
        while piece is None:
            move = self._cursor.move(Unit.ITEM, step)
            if move.edge:
                self._edges.end(unit, step)
                return
            self._moved()
            self._text.enter(self.node)
            if step < 0:
                self._text.to_end()
            piece = self._text.move(unit, step)
        self._on_move(self.node, piece.span)
        self.narrator.piece(self.document, self.node, piece)

    def here(self, unit: TextUnit | None = None) -> None:
        """Say the item, or the character, word or sentence, that one is at; nothing moves.

        Asked twice in a row, an item and a word are spelled, and a character is said with
        a word that it is known from.
        """
        self._text.enter(self.node)
        piece = self._text.move(unit, 0) if unit is not None else None
        asked = (unit, self.node.id, piece)
        again, self._asked = asked == self._asked, asked
        if piece is not None:
            self._on_move(self.node, piece.span)
            self.narrator.piece(self.document, self.node, piece, again=again)
        elif again:
            self.spell()
        else:
            self.say_node()

    def all(self, unit: Unit) -> tuple[Node, ...]:
        """Every node of a kind, in reading order."""
        return self._cursor.all(unit)

    def region(self, region: Region) -> None:
        """To the next region of a kind."""
        move = self._cursor.region(region)
        if move.edge:
            self._edges.region(region)
        else:
            self._arrived(move)

    def to_end(self, step: int) -> None:
        """To the last stop of the document (1), or the first (-1)."""
        self._arrived(self._cursor.last() if step > 0 else self._cursor.first())

    def arrive(self, node_id: str, *, say: bool = True) -> None:
        """Follow Qt's focus or a touch to a node; nothing is said twice."""
        before = self.node
        if before.id == node_id or not self._cursor.go(node_id):
            return
        self._moved()
        if say:
            self.narrator.moved(self.document, Move(before, self.node))

    def follow(self, node_id: str) -> None:
        """Move silently, as reading all does when it goes on to the next node."""
        if self.node.id != node_id and self._cursor.go(node_id):
            self._moved()

    def say_node(self, category: Category = Category.NAVIGATION, *, arrived: bool = False) -> None:
        """Say the node the cursor is on; ``arrived`` where it has just come there, unsaid."""
        self.narrator.node(self.document, self.node, category, focus=arrived)

    def say_where(self, *, whole: bool = False) -> None:
        """Say the page and where on it one is; ``whole`` says what all of it is made of."""
        if whole:
            self.narrator.overview(self.document, self._cursor.progress)
        else:
            self.narrator.where(self.document, self.node)

    def spell(self) -> None:
        """Say the node's text character by character."""
        self.narrator.spelled(self.document, self.node)

    def _moved(self) -> None:
        self._asked = None
        self._text.leave()
        self._on_move(self.node, None)

    def _arrived(self, move: Move) -> None:
        self._moved()
        self.narrator.moved(self.document, move)
