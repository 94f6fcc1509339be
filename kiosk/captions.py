"""What is shown of what is said: a strip that comes with the voice, always stays, or never comes.

With the voice off the screen says it all; only news would be missed without a strip. A strip
that came with the voice stays a moment when it ends: between two keys the page neither moves
nor is laid out anew, and a last word is read to its end.
"""

from __future__ import annotations

from collections.abc import Callable

from a11y.speech.ruby import Ruby, ruby
from kiosk.clock import Timer
from kiosk.services import Services
from kiosk.voice import Voice
from locales.text import Text

Span = tuple[int, int]
AUTO, ALWAYS, NEVER = "auto", "always", "never"
WAYS = (AUTO, ALWAYS, NEVER)

LINGER = 1.5
"""Seconds for which a strip stays after what it shows was said."""

Show = Callable[[Text | None, Span | None, Ruby | None], None]
"""Puts a text into the strip, with the part that is being said; None takes the strip away."""

Later = Callable[[float, Callable[[], None]], Timer]
"""Calls after so many seconds, see ``kiosk.clock``."""


def as_spoken(services: Services, voice: Callable[[], Voice]) -> Callable[[Text], Ruby]:
    """The readings with which the visitor's voice says a text."""

    def read(text: Text) -> Ruby:
        says = voice().manager.settings.voice(text.lang)
        return ruby(services.sound.worker.front, text.source, says)

    return read


class Captions:
    """Decides when the strip is there; every visit starts with ``auto`` and without readings."""

    def __init__(
        self,
        show: Show,
        readings: Callable[[Text], Ruby] = lambda _text: {},
        later: Later | None = None,
    ) -> None:
        self._put = show
        self._read = readings
        self._later = later
        self._going: Timer | None = None
        self._way = AUTO
        self._last: Text | None = None
        self._readings = False
        self._ruby: tuple[Text | None, Ruby] = (None, {})

    @property
    def way(self) -> str:
        """When the strip is there, one of ``WAYS``."""
        return self._way

    @way.setter
    def way(self, value: str) -> None:
        self._way = value
        self._settle(None, None)

    @property
    def always(self) -> bool:
        """Whether all that is said is to be read, with the voice off too."""
        return self._way == ALWAYS

    @property
    def readings(self) -> bool:
        """Whether the characters carry their readings, as the voice says them."""
        return self._readings

    @readings.setter
    def readings(self, on: bool) -> None:
        self._readings = on
        self._ruby = (None, {})
        self._settle(None, None)

    def say(self, text: Text | None, span: Span | None = None) -> None:
        """What is being said; None: nothing any more, and the last of it stays if it may."""
        if text is not None or self._later is None or self._way != AUTO:
            self._settle(text, span)
        elif self._going is None:
            self._going = self._later(LINGER, self._go)

    def touched(self) -> None:
        """A finger is at work: the page that it aims at does not move, the strip stays longer."""
        if self._going is not None and self._later is not None:
            self._going.cancel()
            self._going = self._later(LINGER, self._go)

    def _go(self) -> None:
        self._settle(None, None)

    def _settle(self, text: Text | None, span: Span | None) -> None:
        """Show what belongs there now."""
        if self._going is not None:
            self._going.cancel()
            self._going = None
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
        self._ruby = (None, {})
        self._settle(None, None)

    def _show(self, text: Text | None, span: Span | None) -> None:
        self._put(text, span, self._ruby_of(text) if text is not None and self._readings else None)

    def _ruby_of(self, text: Text) -> Ruby:
        """The readings of a text, looked for once and not at each of its words."""
        if self._ruby[0] != text:
            self._ruby = (text, self._read(text))
        return self._ruby[1]


def captions_of(services: Services, show: Show, voice: Callable[[], Voice]) -> Captions:
    """The captions of a terminal."""
    return Captions(show, as_spoken(services, voice), services.clock.call_later)
