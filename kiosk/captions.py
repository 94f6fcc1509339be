"""What is shown of what is said: a strip that comes with the voice, always stays, or never comes.

With the voice off the screen says it all; only news would be missed without a strip.
"""

from __future__ import annotations

from collections.abc import Callable

from locales.text import Text

Span = tuple[int, int]
AUTO, ALWAYS, NEVER = "auto", "always", "never"
WAYS = (AUTO, ALWAYS, NEVER)


class Captions:
    """Decides when the strip is there; every visit starts with ``auto``."""

    def __init__(self, show: Callable[[Text | None, Span | None], None]) -> None:
        self._show = show
        self._way = AUTO
        self._last: Text | None = None

    @property
    def way(self) -> str:
        """When the strip is there, one of ``WAYS``."""
        return self._way

    @way.setter
    def way(self, value: str) -> None:
        self._way = value
        self.say(None)

    @property
    def always(self) -> bool:
        """Whether all that is said is to be read, with the voice off too."""
        return self._way == ALWAYS

    def say(self, text: Text | None, span: Span | None = None) -> None:
        """What is being said; None: nothing any more, and the last of it stays if it may."""
        if text is not None:
            self._last = text
        if self._way == NEVER:
            self._show(None, None)
        elif text is None and self._way == ALWAYS and self._last is not None:
            self._show(self._last, None)
        else:
            self._show(text, span)

    def forget(self) -> None:
        """Keep nothing of what was said."""
        self._last = None
        self._show(None, None)
