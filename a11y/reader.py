"""The reader: one cursor, one presenter, and what they give to speech.

There is one reader for everything; it does not know who made the document.
Numbered, as it happens at each step:

1. the shell calls a move; the cursor goes;
2. ``on_move`` tells the view where the reading position is now;
3. the presenter words it, and the utterance goes to speech as NAVIGATION,
   which flushes what was still being read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from a11y.cursor import Move, ReadingCursor, Unit
from a11y.diff import Changes, diff
from a11y.document import Document, Live, Node, Privacy, Region
from a11y.presenter import Presenter
from a11y.speech.utterance import Category, Earcon, Priority, Say, SpeechItem, Utterance
from locales.text import Text
from locales.words import Words

Speak = Callable[[Utterance], None]


class Reader:
    """Moves through the document of the screen and says where it is."""

    def __init__(
        self, document: Document, words: Words, speak: Speak, on_move: Callable[[Node], None]
    ) -> None:
        self._cursor = ReadingCursor(document)
        self._words = words
        self._presenter = Presenter(words)
        self._speak = speak
        self._on_move = on_move

    @property
    def document(self) -> Document:
        """The document being read."""
        return self._cursor.document

    @property
    def node(self) -> Node:
        """Where the reading position is."""
        return self._cursor.node

    def set_words(self, words: Words) -> None:
        """Speak in the words of another language from now on."""
        self._words = words
        self._presenter = Presenter(words)

    def enter(self, document: Document, at: str = "", *, say: bool = True) -> None:
        """Go to another document, to node ``at`` of it if there is one."""
        self._cursor = ReadingCursor(document)
        if at:
            self._cursor.go(at)
        self._on_move(self.node)
        if say:
            self.say_arrival()

    def say_arrival(self) -> None:
        """Say the title, the summary and the node the cursor is on."""
        self._say(self._presenter.arrival(self.document, self.node), Category.NAVIGATION)

    def update(self, document: Document, *, quiet: bool = False) -> Changes:
        """Go on in a changed document; live changes are said, the place is kept."""
        changes = diff(self.document, document)
        kept = self._cursor.replace(document)
        if not kept:
            self._on_move(self.node)
            if not quiet:
                self._say([Say(self._words("reading.place_gone"))], Category.NAVIGATION)
                self.say_node(Category.NAVIGATION)
        if not quiet:
            for announcement in changes.announcements:
                assertive = announcement.politeness is Live.ASSERTIVE
                self._announce(announcement.node, assertive=assertive)
        return changes

    def move(self, unit: Unit, step: int) -> None:
        """To the next or previous node of a kind; at the end an earcon and a word say so."""
        move = self._cursor.move(unit, step)
        if move.edge:
            self._edge(unit, step)
        else:
            self._arrived(move)

    def cell(self, rows: int, columns: int) -> None:
        """To a neighbouring cell of the table."""
        move = self._cursor.cell(rows, columns)
        if move.edge:
            self._say([Earcon("edge"), Say(self._words("reading.edge.cell"))])
        else:
            self._arrived(move)

    def region(self, region: Region) -> None:
        """To the next region of a kind."""
        move = self._cursor.region(region)
        if move.edge:
            name = self._words(f"reading.region.{region}")
            self._say([Earcon("edge"), Say(self._words("reading.edge.region", region=name))])
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
            self._say(self._presenter.move(self.document, Move(before, self.node)))

    def follow(self, node_id: str) -> None:
        """Move silently, as reading all does when it goes on to the next node."""
        if self.node.id != node_id and self._cursor.go(node_id):
            self._on_move(self.node)

    def say_node(self, category: Category = Category.NAVIGATION) -> None:
        """Say the node the cursor is on once more."""
        self._say(self._presenter.node(self.node), category)

    def say_where(self) -> None:
        """Say the page, what surrounds the node, and the node."""
        self._say(self._presenter.where(self.document, self.node))

    def spell(self) -> None:
        """Say the node's text character by character."""
        self._say(self._presenter.spelled(self.node))

    def say(
        self,
        text: Text,
        *,
        priority: Priority = Priority.NORMAL,
        category: Category = Category.NAVIGATION,
        privacy: Privacy = Privacy.PUBLIC,
        earcon: str = "",
    ) -> None:
        """Say a sentence of the shell's."""
        items: tuple[SpeechItem, ...] = (Say(text),)
        if earcon:
            items = (Earcon(earcon), *items)
        self._speak(Utterance(items, priority, category, privacy))

    def utter(self, utterance: Utterance) -> None:
        """Say an utterance made by somebody else."""
        self._speak(utterance)

    def words_of(self, node: Node) -> tuple[Say, ...]:
        """What would be said of a node; used by reading all."""
        return self._presenter.node(node)

    def _arrived(self, move: Move) -> None:
        self._on_move(self.node)
        self._say(self._presenter.move(self.document, move))

    def _edge(self, unit: Unit, step: int) -> None:
        which = "next" if step > 0 else "previous"
        text = self._words(f"reading.edge.{which}", unit=self._words(f"reading.unit.{unit}"))
        self._say([Earcon("edge"), Say(text)])

    def _announce(self, node: Node, *, assertive: bool) -> None:
        says = self._presenter.node(replace(node, position=None))
        priority = Priority.NOW if assertive else Priority.NEXT
        self._speak(Utterance(says, priority, Category.LIVE, node.privacy))

    def _say(
        self,
        items: Sequence[SpeechItem],
        category: Category = Category.NAVIGATION,
    ) -> None:
        if items:
            self._speak(Utterance(tuple(items), category=category, privacy=self._privacy(items)))

    def _privacy(self, items: Sequence[SpeechItem]) -> Privacy:
        """The strictest privacy of the nodes that are spoken; secrets are words of ours."""
        nodes = [self.document.find(i.node) for i in items if isinstance(i, Say) and i.node]
        personal = any(node is not None and node.privacy for node in nodes)
        return Privacy.PERSONAL if personal else Privacy.PUBLIC
