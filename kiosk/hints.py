"""A hint after a pause: who hears a page and does nothing is told how to go on, once a screen."""

from __future__ import annotations

from collections.abc import Callable

from a11y.document import Role, State
from a11y.key_words import SCAN
from a11y.keymap import Mode
from a11y.speech.utterance import Category
from kiosk.clock import Clock, Timer
from kiosk.elements import NAME as ELEMENTS
from kiosk.stage import Stage
from locales.text import Text

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
            self._stage.narrator.say(self._hint(), category=Category.HINT)

    def _hint(self) -> Text:
        """How to go on from here with the keys that are in use."""
        node, words = self._stage.reader.node, self._stage.words
        keys = self._stage.narrator.keys
        menu = keys.press("menu", words)
        if keys.hand == SCAN:
            select = keys.press("scan.select", words)
            return words("reading.pause.scan", select=select, menu=menu)
        if self._stage.screen is not None and self._stage.screen.name == ELEMENTS and keys.letters:
            return words("reading.pause.filter")
        if node.role is Role.TEXTBOX:
            return self._field_hint()
        following = keys.press("item.next", words)
        if State.FOCUSABLE in node.states:
            opening = keys.press("activate", words)
            return words("reading.pause.open", open=opening, next=following)
        return words("reading.pause.text", next=following, menu=menu)

    def _field_hint(self) -> Text:
        """A keyboard types at once; with everything else a field is opened first."""
        words, keys = self._stage.words, self._stage.narrator.keys
        if not keys.letters:
            write, following = keys.press("activate", words), keys.press("item.next", words)
            return words("reading.pause.field.pad", write=write, next=following)
        write = keys.press("type.open", words, Mode.FOCUS)
        several = State.MULTILINE in self._stage.reader.node.states
        leaving = "focus.next" if several else "field.enter"  # Return is a line of its own there
        following = keys.press(leaving, words, Mode.FOCUS)
        return words("reading.pause.field", write=write, next=following)
