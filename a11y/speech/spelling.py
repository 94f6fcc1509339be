"""Character by character: for codes, numbers and names that must be taken down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from a11y.speech.forms import Forms
from a11y.speech.symbols import Symbol
from a11y.speech.tape import DROPPED, Piece, Tape

GROUP = 4
"""Characters after which the voice pauses."""


def spell(text: str, forms: Forms, symbols: Mapping[str, Symbol], *, english: bool) -> Tape:
    """Each character by its name, in groups of four or as the signs of the text divide it."""
    return Tape(text, tuple(_pieces(text, forms, symbols, english)))


def _pieces(
    text: str, forms: Forms, symbols: Mapping[str, Symbol], english: bool
) -> Iterator[Piece]:
    since = 0
    for place, char in enumerate(text):
        name = _name(char, forms, symbols, english)
        since = since + 1 if char.isalnum() else 0
        pause = forms["pause"] if since == GROUP and text[place + 1 : place + 2].isalnum() else " "
        since = 0 if since == GROUP else since
        yield Piece(
            f"{name}{pause}" if name else "", place, place + 1, "spell" if name else DROPPED
        )


def _name(char: str, forms: Forms, symbols: Mapping[str, Symbol], english: bool) -> str:
    if char.isdecimal():
        digit = str(int(char))
        return forms.english.spell(digit) if english else forms.numerals.spell(digit)
    if char in symbols:
        return symbols[char].english if english else symbols[char].chinese
    if char.isspace():
        return forms["pause"]
    return char.upper() if char.isascii() and char.isprintable() else _printable(char)


def _printable(char: str) -> str:
    return char if char.isprintable() else ""
