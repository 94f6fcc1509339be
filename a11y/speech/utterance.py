"""Speech is data until the last step: an utterance is a sequence of items.

After NVDA's speech commands and priorities (speech/commands.py, priorities.py).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from itertools import count

from a11y.document import Privacy
from locales.text import Text

_POINTS = tuple("。！？；：，、….!?;:,")
_ids = count(1)


class Priority(IntEnum):
    """How an utterance treats what is being said."""

    NORMAL = 0
    """Behind everything that waits."""

    NEXT = 1
    """After the current utterance, before what waits."""

    NOW = 2
    """At once; what it interrupts resumes afterwards if it is ``resumable``."""


class Category(StrEnum):
    """What an utterance is for; a new one of a kind may flush the old ones."""

    NAVIGATION = "navigation"
    READING = "reading"
    LIVE = "live"
    HINT = "hint"
    ALERT = "alert"
    SIGNAL = "signal"
    """A soft sound beside what is said; nothing gives way to it."""


@dataclass(frozen=True, slots=True)
class Say:
    """A piece of text, spoken with the voice of its language."""

    text: Text
    spell: bool = False
    """Character by character, as for codes and numbers."""

    node: str = ""
    """The node it is read from, so that the cursor can follow."""


@dataclass(frozen=True, slots=True)
class Break:
    """Silence, in milliseconds."""

    ms: int


@dataclass(frozen=True, slots=True)
class Earcon:
    """A short sound by name: ``latch``, ``lock``, ``error``, ``warning``, ``page``, ``edge``."""

    name: str


SpeechItem = Say | Break | Earcon


@dataclass(frozen=True)
class Utterance:
    """What is said as one; ``text`` is what a transcript and the captions show."""

    items: tuple[SpeechItem, ...]
    priority: Priority = Priority.NORMAL
    category: Category = Category.NAVIGATION
    privacy: Privacy = Privacy.PUBLIC
    resumable: bool = False
    focus: bool = False
    """It says where the focus went, which any other screen reader does by itself."""

    id: int = field(default_factory=lambda: next(_ids), compare=False)

    @property
    def says(self) -> tuple[Say, ...]:
        """Only the pieces of text."""
        return tuple(item for item in self.items if isinstance(item, Say))

    @property
    def text(self) -> str:
        """The source text; a comma of the language where a piece ends without a point."""
        joined, lang = "", ""
        for say in self.says:
            lang = lang if say.text.lang == "und" and lang else say.text.lang
            comma, gap = (", ", " ") if lang.startswith("en") else ("，", "")
            ended = joined.rstrip().endswith(_POINTS)
            joined += ((gap if ended else comma) if joined else "") + say.text.source
        return joined
