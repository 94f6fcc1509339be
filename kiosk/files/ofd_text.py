"""Pieces of text by their places on a sheet become its lines, from the top to the bottom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.files.pdf_lines import Line

_SAME = 0.5
"""Of a letter: pieces whose base lines are so near each other stand in one line."""

_GAP = 0.35
"""Of a letter: what lies between two pieces of a line to be a space."""

_COLUMN = 3.0
"""Letters between two pieces that belong to different columns or cells."""


_WIDE = "\u3000"
_END = Line("")


@dataclass(frozen=True, slots=True)
class Piece:
    """A text, where it begins, its base line from above, its letters' size and its reach: points.

    ``reach`` is from the beginning of the first letter to that of the last.
    """

    text: str
    left: float
    base: float
    size: float
    reach: float = 0.0

    @property
    def right(self) -> float:
        """Where it ends, as far as the file tells."""
        told = self.left + self.reach + self.size
        return told if self.reach else self.left + self.size * len(self.text) * 0.5


def lines_of(pieces: Sequence[Piece]) -> list[Line]:
    """Line by line; one with pieces far from each other, as in a form, goes on in no other."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda one: (one.base, one.left)):
        last = rows[-1][-1] if rows else None
        if last is not None and abs(piece.base - last.base) <= _SAME * max(piece.size, last.size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    made = [_line(sorted(row, key=lambda one: one.left)) for row in rows]
    return [
        part for line in made for part in ((_END, line, _END) if _WIDE in line.text else (line,))
    ]


def _line(row: Sequence[Piece]) -> Line:
    text, before = "", None
    for piece in row:
        gap = 0.0 if before is None else piece.left - before.right
        size = max(piece.size, 1.0)
        text += _WIDE if gap > _COLUMN * size else " " if gap > _GAP * size else ""
        text += piece.text
        before = piece
    size = max(row, key=lambda one: len(one.text)).size
    return Line(text, size, row[0].left)
