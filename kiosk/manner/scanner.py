"""A scanner that types like a keyboard: a settings code is told from a person's typing.

A code begins with a key that has no command and comes faster than anybody types. It is taken
before slow, bounce and latched keys are, so that a person who needs those can use it too.
While a text is being typed nothing is taken.

Where somebody is asked who they are, a card is taken too: it begins with a digit, comes faster
than anybody types and ends with Enter. What was typed by hand goes on as it was typed.

Anything else that a machine types (the code of a payment, a scanner set to the keys of another
country) is no wish of anybody's: once it is known for one, the rest of it is taken and refused.
"""

from __future__ import annotations

from collections.abc import Callable

from kiosk.clock import Clock, Timer
from kiosk.gate import Key
from kiosk.manner.burst import QUICK, Burst, char_of
from kiosk.repeats import Repeats

START = "/"
ENDS = frozenset({"Return", "Tab", "\n", "\r"})
"""What scanners send after the last character, as they are set up."""

LOCKS = frozenset({"CapsLock", "NumLock"})
"""Some scanners switch them around what they type."""

GAP = 0.5
"""Seconds between two characters after which nothing more comes."""

DRAIN = 0.05
"""Seconds more for keys that came in time and were not yet looked at, on a busy machine."""

LEAST = 20
"""Characters of a code; fewer are a code only if hands cannot have typed them."""

LEAST_QUICK = 4
"""Characters of a code that was cut off."""

AFTER = 100
"""Milliseconds in which another Enter is the same one: scanners can be set to send both."""

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

        self._burst = Burst()
        self._strange = False
        """Whether what comes now began like no code."""

        self._ended: int | None = None
        self._timer: Timer | None = None
        self._taken: list[tuple[Key, int]] = []
        self._text = ""
        self._rising: set[int] = set()

    @property
    def _scanning(self) -> bool:
        return self._timer is not None

    def down(self, key: Key, at: int) -> bool:
        """A key goes down; True to keep it from the widget."""
        ends = key.chord is not None and key.chord.key in ENDS
        if not self._scanning and not self._begins(key, at) and not (ends and self._again(at)):
            self._rising.discard(key.code)
            return self._keys.down(key, at)
        self._rising.add(key.code)
        if not ends:
            self._take(key, at)
        elif self._scanning:
            self._end(key, at)
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
        self._taken, self._text, self._strange, self._ended = [], "", False, None
        self._rising.clear()
        self._keys.reset()

    def _again(self, at: int) -> bool:
        return self._ended is not None and 0 <= at - self._ended <= AFTER

    def _begins(self, key: Key, at: int) -> bool:
        self._strange = self._burst.tells(key, at) and self._free()
        chord = key.chord
        if chord is None or chord.modifiers:
            return self._strange
        if self._strange or (char_of(chord) == START and self._free()):
            return True
        digit = len(chord.key) == 1 and chord.key.isascii() and chord.key.isdecimal()
        return digit and self._card() is not None

    def _take(self, key: Key, at: int) -> None:
        self._stop()
        self._timer = self._clock.call_later(GAP, self._quiet)
        if key.chord is None or key.chord.key in LOCKS or len(self._text) >= MOST:
            return
        self._taken.append((key, at))
        self._text += char_of(key.chord) or "?"

    def _quiet(self) -> None:
        """Timers can overtake keys that are waiting: those are let through first."""
        self._timer = self._clock.call_later(DRAIN, self._end)

    def _end(self, last: Key | None = None, when: int = 0) -> None:
        """Nothing more comes: it was a code or a card, or somebody typed."""
        self._stop()
        text, taken, strange = self._text, self._taken, self._strange
        self._text, self._taken, self._strange = "", [], False
        self._ended = when if last is not None else None
        if strange or _is_code(text, taken):
            self._give(text)
            return
        card = self._card() if last is not None and not text.startswith(START) else None
        if card is not None and _is_card(text, when - taken[0][1]):
            card(text)
            return
        self._ended = None
        if last is not None:
            taken.append((last, when))
        for key, at in taken:
            self._keys.down(key, at)
            self._keys.up(key, at)

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None


def _is_code(text: str, taken: list[tuple[Key, int]]) -> bool:
    """Whether it is one, if only the beginning of one."""
    if not text.startswith(START) or len(text) < LEAST_QUICK:
        return False
    return len(text) >= LEAST or 0 <= taken[-1][1] - taken[0][1] <= QUICK * len(text)


def _is_card(text: str, lasted: int) -> bool:
    return (
        LEAST_CARD <= len(text) <= MOST_CARD and text.isalnum() and 0 <= lasted <= FAST * len(text)
    )
