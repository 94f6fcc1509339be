"""Reading inside a node: by character, word and sentence.

The text of a node has up to three parts: its name, its value, its description.
Offsets are code points of a part. Of a secret there is nothing to walk through.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from a11y.breaks import Range, Words, characters
from a11y.document import Node, Privacy
from a11y.units import sentences
from locales.text import Text


class TextUnit(StrEnum):
    """Units within a node; the names are the ends of words (``reading.unit.<unit>``)."""

    CHARACTER = "character"
    WORD = "word"
    SENTENCE = "sentence"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a node's text."""

    unit: TextUnit
    part: int
    """0 the name, 1 the value, 2 the description."""

    start: int
    end: int
    text: Text
    """The stretch itself, in the language of its part."""

    @property
    def span(self) -> Range | None:
        """Where it stands in the name, for the mark on the screen; None elsewhere."""
        return (self.start, self.end) if self.part == 0 else None


class TextCursor:
    """A place in the text of a node; before its beginning until the first move."""

    def __init__(self, words: Words) -> None:
        self._breaks: dict[TextUnit, Callable[[str], Iterable[Range]]] = {
            TextUnit.CHARACTER: characters,
            TextUnit.WORD: words,
            TextUnit.SENTENCE: sentences,
        }
        self._node = ""
        self._parts: tuple[Text, ...] = ()
        self._at: Piece | None = None

    @property
    def piece(self) -> Piece | None:
        """What was read last; None before the beginning."""
        return self._at

    def enter(self, node: Node) -> None:
        """Begin before the text of a node; in the same node the place is kept if it still is."""
        parts = texts(node)
        at = self._at
        same = node.id == self._node and at is not None and at.part < len(parts)
        if not (same and at and at.end <= len(parts[at.part].source)):
            self._at = None
        self._node, self._parts = node.id, parts

    def leave(self) -> None:
        """Forget the place."""
        self._node, self._parts, self._at = "", (), None

    def move(self, unit: TextUnit, step: int) -> Piece | None:
        """The next (1) or previous (-1) piece, or the one here (0); None at the end."""
        pieces = [
            Piece(unit, part, start, end, cut(text, start, end))
            for part, text in enumerate(self._parts)
            for start, end in self._breaks[unit](text.source)
        ]
        here = (-1, -1) if self._at is None else (self._at.part, self._at.start)
        if step > 0:
            found = next((p for p in pieces if (p.part, p.start) > here), None)
        elif step < 0:
            found = next((p for p in reversed(pieces) if (p.part, p.start) < here), None)
        else:
            begun = [p for p in pieces if (p.part, p.start) <= here]
            found = begun[-1] if begun else next(iter(pieces), None)
        self._at = found or self._at
        return found

    def to_end(self) -> None:
        """Go behind the last character, to walk back from there."""
        last = len(self._parts) - 1
        if last >= 0:
            size = len(self._parts[last].source)
            self._at = Piece(TextUnit.CHARACTER, last, size, size, cut(self._parts[last], size))


def texts(node: Node) -> tuple[Text, ...]:
    """The parts of a node's text."""
    value = () if node.privacy is Privacy.SECRET else (node.value,)
    return tuple(text for text in (node.name, *value, node.description) if text)


def cut(text: Text, start: int, end: int | None = None) -> Text:
    """A stretch of a text; its reviewed display is cut with it where it is as long."""
    shown = text.shown
    if shown is not None:
        shown = shown[start:end] if len(shown) == len(text.source) else None
    return replace(text, source=text.source[start:end], shown=shown)
