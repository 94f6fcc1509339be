"""Text: a source string and the language it is written in.

What is displayed is a projection of it (script conversion), what is spoken is
always the source. A word of the interface carries its own reviewed projection
in ``shown``; content does not and is converted when it is shown.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A string with its language (BCP 47)."""

    source: str
    """What was written; speech is made from this."""

    lang: str = "zh-Hans"
    """BCP 47 tag of ``source``: ``zh-Hans``, ``en``, or ``und`` for codes and numbers."""

    shown: str | None = None
    """The reviewed displayed form, where it is not to be computed from ``source``."""

    convert: bool = True
    """False for what script conversion must leave alone, such as a person's name."""

    def __bool__(self) -> bool:
        return bool(self.source)


EMPTY = Text("", "und")
