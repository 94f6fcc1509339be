"""What is being written in the dialog for a field, and how its characters are said."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from string import ascii_lowercase, ascii_uppercase
from typing import Protocol

from a11y.document import Node, Privacy
from a11y.naming import described
from kiosk.echo import Typed
from locales.text import Text

PAD_LETTERS = {
    "2": "abc",
    "3": "def",
    "4": "ghi",
    "5": "jkl",
    "6": "mno",
    "7": "pqrs",
    "8": "tuv",
    "9": "wxyz",
}
"""ITU-T E.161: the letters on the digits of a telephone."""

_SIGNS = "@._-"


class Kind(StrEnum):
    """What letters become."""

    PINYIN = "pinyin"
    LATIN = "latin"
    CAPITALS = "capitals"
    DIGITS = "digits"


OFFERED = {
    Kind.PINYIN: ascii_lowercase,
    Kind.LATIN: ascii_lowercase + _SIGNS,
    Kind.CAPITALS: ascii_uppercase + _SIGNS,
    Kind.DIGITS: "0123456789.-",
}
"""What can be chosen letter by letter, by who has arrows or one switch only."""


class Fields(Protocol):
    """The fields of the screen (kiosk.surface)."""

    def field(self, node_id: str) -> Typed | None:
        """What stands in a field of ours; None for one of a provider's page."""

    def put(self, node_id: str, text: str, caret: int | None = None) -> None:
        """Put text into a field in place of what is in it."""

    def insert(self, node_id: str, text: str) -> None:
        """Put text into a field where its caret is."""


@dataclass(slots=True)
class Composing:
    """What is being written, for one field."""

    field: Node
    kind: Kind
    there: Typed | None
    """What stood in the field."""

    text: str = ""
    """What stands before the caret."""

    rest: str = ""
    """What stands behind it."""
    letters: tuple[str, ...] = ()
    """Latin letters that a digit of a pad may mean."""

    by_digits: bool = False

    @property
    def secret(self) -> bool:
        """Whether only stars may be shown and said."""
        return self.field.privacy is Privacy.SECRET

    @property
    def whole(self) -> str:
        """What will stand in the field."""
        return self.text + self.rest


def own(text: str) -> Text:
    """What the visitor wrote: shown as it is, spoken in Chinese where it is Chinese."""
    return Text(text, "und" if text.isascii() else "zh-Hans", convert=not text.isascii())


def told(text: str) -> Text:
    """A candidate; a single character with a word that it is known from."""
    known = described(text) if len(text) == 1 and not text.isascii() else None
    return known or own(text)
