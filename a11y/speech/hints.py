"""Hints after a pause: what one may do here, said when nothing else happens."""

from __future__ import annotations

from collections.abc import Callable

from a11y.speech.utterance import Category, Utterance

PAUSE = 2.0
"""Seconds of quiet before a hint: who knows their way has moved on by then."""


class HintTimer:
    """Holds one hint back until the visitor and the voice have been quiet for a while.

    1. ``offer`` keeps the hint of the place that was just read.
    2. ``activity`` (a key, a touch, a new utterance) drops it.
    3. ``tick`` is called by the owner's clock; it speaks once the voice is silent and
       ``PAUSE`` has passed since it fell silent.
    """

    def __init__(
        self,
        clock: Callable[[], float],
        busy: Callable[[], bool],
        speak: Callable[[Utterance], None],
        pause: float = PAUSE,
    ) -> None:
        self._clock = clock
        self._busy = busy
        self._speak = speak
        self._pause = pause
        self._hint: Utterance | None = None
        self._since = 0.0

    def offer(self, hint: Utterance) -> None:
        """Keep ``hint`` instead of the one before; raises ValueError for another category."""
        if hint.category is not Category.HINT:
            raise ValueError(hint.category)
        self._hint, self._since = hint, self._clock()

    def activity(self) -> None:
        """The visitor does something: no hint is needed."""
        self._hint = None

    def tick(self) -> None:
        """Speak the hint if its time has come."""
        now = self._clock()
        if self._hint is None:
            return
        if self._busy():
            self._since = now
        elif now - self._since >= self._pause:
            hint, self._hint = self._hint, None
            self._speak(hint)
