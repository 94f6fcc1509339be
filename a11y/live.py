"""Live changes without flooding: one after another, the newest state of each, and a count.

A page may change faster than anybody can listen. So at most one polite change is
being said; what changes meanwhile waits, a node only once with its latest words;
when more wait than can be followed, their number is said instead. A key cuts what is
being said, never what waits: who reads on while a page grows misses nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterable

from a11y.document import Document, Node, Privacy
from a11y.narrator import Narrator

FOLLOWED = 3
"""So many waiting changes are said one by one."""

Change = tuple[Document, Node]


class LiveSpeech:
    """Says live changes; told what was heard, what went unsaid, and when the visitor cut in."""

    def __init__(self, narrator: Narrator) -> None:
        self._narrator = narrator
        self._waiting: dict[str, Change] = {}
        self._saying = 0
        self._said: tuple[int, Change] | None = None
        """The last one handed to speech, and as which utterance."""

    def change(self, document: Document, node: Node, *, assertive: bool) -> None:
        """A live region changed; assertive changes and what is personal do not wait."""
        if assertive or node.privacy is not Privacy.PUBLIC:
            self._narrator.announce(document, node, assertive=assertive)
            return
        self._waiting.pop(node.id, None)
        self._waiting[node.id] = (document, node)
        if not self._saying:
            self._next()

    def heard(self, utterance_id: int) -> None:
        """Something was heard to its end: the change itself, or the answer to a key."""
        if self._saying in (0, utterance_id):
            self._saying = 0
            self._next()

    def unsaid(self, utterance_id: int) -> None:
        """An utterance was dropped before it began; a change waits again."""
        if self._said is not None and self._said[0] == utterance_id:
            change = self._said[1]
            self._waiting = {change[1].id: change} | self._waiting
            self._said = None

    def hush(self) -> None:
        """A key cut in: what was being said is given up, what waits comes after the answer."""
        self._saying = 0

    def forget(self) -> None:
        """Another document is read: what waits belongs to the one before."""
        self._saying, self._said = 0, None
        self._waiting.clear()

    def gone(self, node_ids: Iterable[str]) -> None:
        """Nodes are no longer there, and are not said."""
        for node_id in node_ids:
            self._waiting.pop(node_id, None)

    def _next(self) -> None:
        if len(self._waiting) > FOLLOWED:
            count = len(self._waiting)
            self._waiting.clear()
            self._saying = self._narrator.many_changes(count)
        elif self._waiting:
            document, node = change = self._waiting.pop(next(iter(self._waiting)))
            self._saying = self._narrator.announce(document, node, assertive=False)
            self._said = (self._saying, change)
