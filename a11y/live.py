"""Live changes without flooding: one after another, the newest state of each, and a count.

A page may change faster than anybody can listen. So at most one polite change is
being said; what changes meanwhile waits, a node only once with its latest words;
when more wait than can be followed, their number is said instead.
"""

from __future__ import annotations

from dataclasses import replace

from a11y.document import Document, Node, Privacy
from a11y.narrator import Narrator

FOLLOWED = 3
"""So many waiting changes are said one by one."""


class LiveSpeech:
    """Says live changes; told when an utterance was heard and when the visitor cut in."""

    def __init__(self, narrator: Narrator) -> None:
        self._narrator = narrator
        self._waiting: dict[str, tuple[Document, Node]] = {}
        self._saying = 0

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
        """An utterance was heard to its end."""
        if utterance_id == self._saying:
            self._saying = 0
            self._next()

    def hush(self) -> None:
        """A key cut in: what waits is given up, as everything that was being said."""
        self._saying = 0
        self._waiting.clear()

    def _next(self) -> None:
        if len(self._waiting) > FOLLOWED:
            count = len(self._waiting)
            self._waiting.clear()
            self._saying = self._narrator.many_changes(count)
        elif self._waiting:
            document, node = self._waiting.pop(next(iter(self._waiting)))
            self._saying = self._narrator.announce(
                document, replace(node, position=None), assertive=False
            )
