"""What a person's hands do becomes what they mean: slow, bounce and hold keys, the latch.

Numbered, as it happens to each key that goes down:

1. bounce keys: the same key again too soon after it was let go is not meant;
2. slow keys: a key counts when it was down long enough; one that was not sounds, and after
   some in a row it is said: who did not ask for slow keys would find every key dead;
3. a modifier alone is a tap, if no other key came while it was down; five taps
   of Shift switch the latch on and off;
4. the latch adds the modifiers that were tapped before;
5. a key with a second meaning waits: let go it means the first, held the second;
6. while what is typed into is not ready (a field of a web page on its way to the focus),
   all keys wait in their order, at most three seconds;
7. the chord goes on; what nobody wanted goes to the widget, as it was meant.

Repeats by the system never arrive here (EN 301 549 5.7). No Qt in here.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from a11y.keys import KeyChord, Modifier
from kiosk.clock import Clock, Timer
from kiosk.latch import Latch

HOLD = 0.8
"""Seconds after which a key counts as held."""

HASTY = 3
"""So many keys in a row that were let go too soon, and how long one must be down is said."""

TAPS = 5
"""So many taps of Shift in a row switch the latch (as AccessX does)."""

LONGEST_WAIT, LOOK_AGAIN = 3.0, 0.01
"""Seconds that keys wait for a field at most, and between two looks at it."""

ACCEPTED, REJECTED = "masked", "edge"
"""Sounds of slow and bounce keys."""

Press = Callable[[KeyChord], bool]


@dataclass(slots=True)
class HandSettings:
    """How the visitor's keys are taken; every visit starts from these."""

    latch: bool = False
    slow: float = 0.0
    """Seconds a key must be down to count."""

    bounce: float = 0.0
    """Seconds in which the same key does not count again."""


@dataclass(frozen=True, slots=True)
class Key:
    """A physical key: a chord, or a modifier alone."""

    code: int
    """The same for going down and coming up."""

    chord: KeyChord | None = None
    modifier: Modifier | None = None
    replay: Callable[[KeyChord], None] = lambda _chord: None
    """Gives the key to the widget later, as the chord it became."""

    altered: bool = False
    """Whether the widget would take the key itself for another (a pad without NumLock)."""


@dataclass(frozen=True, slots=True)
class Effects:
    """What the gate does to the world."""

    press: Press
    holds: Callable[[KeyChord], bool]
    """Whether holding the chord means something of its own now."""

    sound: Callable[[str], None]
    latched: Callable[[bool], None]
    """The latch was switched by five taps."""

    waits: Callable[[], bool] = lambda: False
    """Whether what is typed into is not ready to be typed into."""

    passed: Callable[[], None] = lambda: None
    """A key that nobody wanted goes to the widget now."""

    hasty: Callable[[], None] = lambda: None
    """Several keys were let go too soon for slow keys."""


class KeyGate:
    """Between the keyboard and the dispatcher."""

    def __init__(self, clock: Clock, settings: HandSettings, effects: Effects) -> None:
        self._clock = clock
        self._settings = settings
        self._effects = effects
        self._latch = Latch(clock, effects.sound)
        self._down: dict[int, Timer | None] = {}
        self._held: dict[int, tuple[Key, KeyChord]] = {}
        self._since: dict[int, int] = {}
        self._released: dict[int, float] = {}
        self._waiting: deque[tuple[Key, KeyChord]] = deque()
        self._wait_until = 0.0
        self._tapping: Modifier | None = None
        self._shifts = self._short = 0

    def down(self, key: Key, at: int = 0) -> bool:
        """A key goes down; True to keep it from the widget.

        ``at``: milliseconds by the window system's clock. How long a key was down is known
        from there even when a busy machine hears of both late and at once.
        """
        if key.code in self._down:
            self.up(key, at)  # the keyboard lost the release; a stuck key sends only repeats
        last = self._released.get(key.code)
        if last is not None and self._clock.now() - last < self._settings.bounce:
            self._effects.sound(REJECTED)
            return key.modifier is None
        self._down[key.code] = None
        self._since[key.code] = at
        if self._settings.slow:
            slow = self._settings.slow
            self._down[key.code] = self._clock.call_later(slow, lambda: self._slowly(key))
            return key.modifier is None
        return self._accept(key)

    def up(self, key: Key, at: int = 0) -> None:
        """A key comes up, at a time as in ``down``."""
        if key.code not in self._down:
            return
        timer, since = self._down.pop(key.code), self._since.pop(key.code)
        lasted = (at - since) / 1000
        self._released[key.code] = self._clock.now()
        if timer is not None:
            timer.cancel()
        waiting = self._held.pop(key.code, None)
        if waiting is not None and lasted >= HOLD:
            self._means_held(waiting[1])
        elif waiting is not None:
            self._give(*waiting)
        elif timer is not None and lasted >= self._settings.slow:
            self._since[key.code] = since
            self._slowly(key)
            self.up(key, at)
            return
        elif timer is not None:
            self._too_short()
        if key.modifier is not None and self._tapping is key.modifier:
            self._tapped(key.modifier)
        self._tapping = None

    def reset(self) -> None:
        """The keyboard went elsewhere: nothing is down any more."""
        for timer in self._down.values():
            if timer is not None:
                timer.cancel()
        self._down.clear()
        self._held.clear()
        self._since.clear()
        self._released.clear()
        self._waiting.clear()
        self._latch.clear()
        self._tapping, self._shifts, self._short = None, 0, 0

    def _too_short(self) -> None:
        self._effects.sound(REJECTED)
        self._short += 1
        if self._short == HASTY:
            self._short = 0
            self._effects.hasty()

    def _slowly(self, key: Key) -> None:
        self._down[key.code] = None
        self._since[key.code] += round(1000 * self._settings.slow)  # being held begins now
        self._short = 0
        self._effects.sound(ACCEPTED)
        if not self._accept(key) and key.chord is not None:
            key.replay(key.chord)

    def _accept(self, key: Key) -> bool:
        self._tapping = key.modifier
        if key.chord is None:
            return False
        self._shifts = 0
        chord = self._latch.apply(key.chord) if self._settings.latch else key.chord
        if self._effects.holds(chord):
            self._held[key.code] = (key, chord)
            self._down[key.code] = self._clock.call_later(HOLD, lambda: self._hold(key.code))
            return True
        if self._must_wait(key, chord) or self._effects.press(chord):
            return True
        self._effects.passed()
        if key.altered or chord != key.chord:
            key.replay(chord)
            return True
        return False

    def _must_wait(self, key: Key, chord: KeyChord) -> bool:
        if not self._waiting:
            if not self._effects.waits():
                return False
            self._wait_until = self._clock.now() + LONGEST_WAIT
            self._clock.call_later(LOOK_AGAIN, self._look_again)
        self._waiting.append((key, chord))
        return True

    def _look_again(self) -> None:
        while self._waiting:
            if self._effects.waits() and self._clock.now() < self._wait_until:
                self._clock.call_later(LOOK_AGAIN, self._look_again)
                return
            self._give(*self._waiting.popleft())

    def _hold(self, code: int) -> None:
        self._down[code] = None
        waiting = self._held.pop(code, None)
        if waiting is not None:
            self._means_held(waiting[1])

    def _means_held(self, chord: KeyChord) -> None:
        self._effects.press(KeyChord(chord.key, chord.modifiers | {Modifier.HOLD}))

    def _give(self, key: Key, chord: KeyChord) -> None:
        if not self._effects.press(chord):
            self._effects.passed()
            key.replay(chord)

    def _tapped(self, modifier: Modifier) -> None:
        self._shifts = self._shifts + 1 if modifier is Modifier.SHIFT else 0
        if self._shifts == TAPS:
            self._shifts = 0
            self._latch.clear()
            self._settings.latch = not self._settings.latch
            self._effects.latched(self._settings.latch)
        elif self._settings.latch:
            self._latch.tap(modifier)
