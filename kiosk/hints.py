"""A hint after a pause: who hears a page and does nothing is told how to go on, once a screen."""

from __future__ import annotations

from collections.abc import Callable

from a11y.document import Role, State
from a11y.speech.utterance import Category
from kiosk.clock import Clock, Timer
from kiosk.stage import Stage

PAUSE = 12.0
"""Seconds without a key after the last word."""

MOST = 5
"""So many hints a visit; who needs more calls the lesson or the staff."""


class Hints:
    """Waits for pauses; ``ready`` says whether somebody listens and nothing is being said."""

    def __init__(self, clock: Clock, stage: Stage, ready: Callable[[], bool]) -> None:
        self._clock = clock
        self._stage = stage
        self._ready = ready
        self._timer: Timer | None = None
        self._given: set[str] = set()

    def activity(self) -> None:
        """A key or a touch came: the pause begins anew."""
        self.stop()
        if len(self._given) < MOST:
            self._timer = self._clock.call_later(PAUSE, self._due)

    def stop(self) -> None:
        """Give no more hints until the next key."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None

    def _due(self) -> None:
        if not self._ready():
            self._timer = self._clock.call_later(PAUSE, self._due)
            return
        address = self._stage.reader.document.address
        if address not in self._given:
            self._given.add(address)
            words = self._stage.words(f"reading.pause.{self._kind()}")
            self._stage.narrator.say(words, category=Category.HINT)

    def _kind(self) -> str:
        node = self._stage.reader.node
        if node.role is Role.TEXTBOX:
            return "field"
        return "open" if State.FOCUSABLE in node.states else "text"
