"""Reading all from here: sentence by sentence, the cursor following.

One sentence is one utterance, so that it can be stopped at once and taken up
again where it was. The next is handed over when the one before has been heard.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from a11y.document import Document, Node, Role
from a11y.kinds import is_stop
from a11y.narrator import Speak
from a11y.reader import Reader
from a11y.speech.utterance import Category, Say, Utterance
from a11y.units import sentences


class SayAll:
    """One reading from a node to the end of the document."""

    def __init__(self, reader: Reader, speak: Speak) -> None:
        self._reader = reader
        self._speak = speak
        self._parts = _parts(reader)
        self._current: Utterance | None = None

    @property
    def running(self) -> bool:
        """True until the end was reached or ``stop`` was called."""
        return self._current is not None

    def start(self) -> None:
        """Begin with the node the cursor is on."""
        self._next()

    def heard(self, utterance_id: int) -> None:
        """An utterance was heard to its end; go on if it was ours."""
        if self._current is not None and self._current.id == utterance_id:
            self._next()

    def stop(self) -> None:
        """Give up; the cursor stays at the sentence that was being read."""
        self._current = None

    def _next(self) -> None:
        part = next(self._parts, None)
        self._current = part
        if part is not None:
            self._reader.follow(next((s.node for s in part.says if s.node), ""))
            self._speak(part)


def _parts(reader: Reader) -> Iterator[Utterance]:
    """Utterances from the cursor on; links inside a paragraph are read with it."""
    document = reader.document
    start = document.index[reader.node.id]
    for node in document.nodes[start:]:
        if reader.document is not document:
            return
        if is_stop(node) and not _within_text(document, node):
            yield from _of_node(reader, node)


def _within_text(document: Document, node: Node) -> bool:
    parent = next(document.ancestors(node.id), None)
    return parent is not None and parent.role in (Role.PARAGRAPH, Role.LISTITEM) and is_stop(parent)


def _of_node(reader: Reader, node: Node) -> Iterator[Utterance]:
    says = reader.narrator.words_of(node)
    privacy = reader.narrator.privacy(reader.document, says)
    if node.role is not Role.PARAGRAPH or len(says) != 1:
        yield Utterance(says, category=Category.READING, privacy=privacy, resumable=True)
        return
    text = says[0].text
    for start, end in sentences(text.source):
        piece = replace(
            text, source=text.source[start:end], shown=text.shown and text.shown[start:end]
        )
        if piece.source.strip():
            said = (Say(piece, node=node.id),)
            yield Utterance(said, category=Category.READING, privacy=privacy, resumable=True)
