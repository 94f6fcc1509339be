"""A scanner that types like a keyboard: a settings code is told from a person's typing.

A code begins with a key that has no command and comes faster than anybody types. It is taken
before slow, bounce and latched keys are, so that a person who needs those can use it too.
While a text is being typed nothing is taken.

Where somebody is asked who they are, a card is taken too: it begins with a digit, comes faster
than anybody types and ends with Enter. What was typed by hand goes on as it was typed.
"""

from __future__ import annotations

from collections.abc import Callable

from kiosk.clock import Clock, Timer
from kiosk.gate import Key
from kiosk.repeats import Repeats

START = "/"
ENDS = frozenset({"Return", "Tab", "\n", "\r"})
"""What scanners send after the last character, as they are set up."""

GAP = 0.5
"""Seconds between two characters after which nothing more comes."""

DRAIN = 0.05
"""Seconds more for keys that came in time and were not yet looked at, on a busy machine."""

LEAST = 20
"""Characters; what is shorter was typed by hand and goes where keys go."""

LEAST_CARD, MOST_CARD = 6, 64
"""Characters of what a reader of cards types; fewer are typed by hand."""

FAST = 80
"""Milliseconds a character at most, on average: nobody types six digits so fast."""

MOST = 320
"""Characters that are kept of what a scanner sends; more is no code."""


class Scanner:
    """Between the window system and the keys; ``free`` says whether a code may come now."""

    def __init__(
        self,
        clock: Clock,
        keys: Repeats,
        free: Callable[[], bool],
        give: Callable[[str], None],
        card: Callable[[], Callable[[str], None] | None] = lambda: None,
    ) -> None:
        self._clock = clock
        self._keys = keys
        self._free = free
        self._give = give
        self._card = card
        """What takes a card now; None while none is wanted."""

        self._timer: Timer | None = None
        self._taken: list[tuple[Key, int]] = []
        self._text = ""
        self._rising: set[int] = set()

    @property
    def _scanning(self) -> bool:
        return self._timer is not None

    def down(self, key: Key, at: int) -> bool:
        """A key goes down; True to keep it from the widget."""
        if not self._scanning and not self._begins(key):
            self._rising.discard(key.code)
            return self._keys.down(key, at)
        self._rising.add(key.code)
        if key.chord is not None and key.chord.key in ENDS:
            self._end(key, at)
        else:
            self._take(key, at)
        return True

    def up(self, key: Key, at: int) -> None:
        """A key comes up."""
        if key.code in self._rising:
            self._rising.discard(key.code)
        else:
            self._keys.up(key, at)

    def reset(self) -> None:
        """The keyboard went elsewhere: half a code is none."""
        self._stop()
        self._taken, self._text = [], ""
        self._rising.clear()
        self._keys.reset()

    def _begins(self, key: Key) -> bool:
        chord = key.chord
        if chord is None or chord.modifiers:
            return False
        if chord.key == START and self._free():
            return True
        digit = len(chord.key) == 1 and chord.key.isascii() and chord.key.isdecimal()
        return digit and self._card() is not None

    def _take(self, key: Key, at: int) -> None:
        self._stop()
        self._timer = self._clock.call_later(GAP, self._quiet)
        if key.chord is not None and len(self._text) < MOST:
            self._taken.append((key, at))
            self._text += key.chord.key if len(key.chord.key) == 1 else "?"

    def _quiet(self) -> None:
        """Timers can overtake keys that are waiting: those are let through first."""
        self._timer = self._clock.call_later(DRAIN, self._end)

    def _end(self, last: Key | None = None, when: int = 0) -> None:
        """Nothing more comes: it was a code or a card, or somebody typed."""
        self._stop()
        text, taken = self._text, self._taken
        self._text, self._taken = "", []
        if text.startswith(START):
            if len(text) >= LEAST:
                self._give(text)
                return
        elif last is not None:
            card = self._card()
            if card is not None and _is_card(text, when - taken[0][1]):
                card(text)
                return
            taken.append((last, when))
        for key, at in taken:
            self._keys.down(key, at)
            self._keys.up(key, at)

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None


def _is_card(text: str, lasted: int) -> bool:
    return (
        LEAST_CARD <= len(text) <= MOST_CARD and text.isalnum() and 0 <= lasted <= FAST * len(text)
    )
