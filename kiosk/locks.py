"""Caps Lock and Num Lock: what they stand at, read from the X server.

Qt knows of no locks. Where there is no X server (Wayland, no display) nothing is known,
and nothing is said of them.
"""

from __future__ import annotations

import ctypes
import ctypes.util
from collections.abc import Callable, Mapping
from functools import partial

from a11y.speech.utterance import Category, Priority
from kiosk.clock import Clock
from kiosk.stage import Stage
from locales.text import Text

INDICATORS = {"capitals": b"Caps Lock", "numbers": b"Num Lock"}
"""Our names of the locks, and those of the X keyboard extension's indicators."""

LOOKS = (0.05, 0.2, 0.5, 1.0)
"""Seconds after the key: locks open when the key comes up, close when it goes down."""

Lamps = Callable[[], Mapping[str, bool]]
"""Which locks are on; a lock that nothing is known of is missing."""


class XLamps:
    """Asks the X server, over a connection of its own that is opened when it is first needed."""

    def __init__(self) -> None:
        self._library: ctypes.CDLL | None = None
        self._display: int | None = None
        self._tried = False

    def __call__(self) -> Mapping[str, bool]:
        """Ask now."""
        if not self._tried:
            self._tried = True
            self._open()
        library, display = self._library, self._display
        if library is None or not display:
            return {}
        found = {}
        for own, name in INDICATORS.items():
            lit = ctypes.c_int()
            atom = library.XInternAtom(display, name, True)
            if atom and library.XkbGetNamedIndicator(
                display, atom, None, ctypes.byref(lit), None, None
            ):
                found[own] = bool(lit.value)
        return found

    def _open(self) -> None:
        name = ctypes.util.find_library("X11")
        if name is None:
            return
        library = ctypes.CDLL(name)
        library.XOpenDisplay.restype = ctypes.c_void_p
        library.XOpenDisplay.argtypes = [ctypes.c_char_p]
        library.XInternAtom.restype = ctypes.c_ulong
        library.XInternAtom.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
        pointer = ctypes.c_void_p
        library.XkbGetNamedIndicator.argtypes = [
            *(pointer, ctypes.c_ulong, pointer),
            *(ctypes.POINTER(ctypes.c_int), pointer, pointer),
        ]
        self._library, self._display = library, library.XOpenDisplay(None)


class Locks:
    """Says how a lock stands once its key was pressed, and on request."""

    def __init__(self, clock: Clock, stage: Stage, lamps: Lamps) -> None:
        self._clock = clock
        self._stage = stage
        self._lamps = lamps
        self._known: dict[str, bool] = {}

    def learn(self) -> None:
        """Note how they stand as a visit begins."""
        self._known = dict(self._lamps())

    @property
    def told(self) -> tuple[Text, ...]:
        """The locks that are on, in words."""
        return tuple(self._word(lock, on=True) for lock, on in self._lamps().items() if on)

    def pressed(self, lock: str) -> None:
        """The key of a lock was pressed: what it stands at is said when it has changed."""
        was = self._known.get(lock, False)
        self._look(lock, was, 0)

    def _look(self, lock: str, was: bool, turn: int) -> None:
        wait = LOOKS[turn] - (LOOKS[turn - 1] if turn else 0)
        self._clock.call_later(wait, partial(self._see, lock, was, turn))

    def _see(self, lock: str, was: bool, turn: int) -> None:
        lamps = self._lamps()
        if lock not in lamps:
            return
        last = turn == len(LOOKS) - 1
        if lamps[lock] == was and not last:
            self._look(lock, was, turn + 1)
            return
        self._known[lock] = lamps[lock]
        said = self._word(lock, on=lamps[lock])
        self._stage.narrator.say(said, priority=Priority.NOW, category=Category.ALERT)

    def _word(self, lock: str, *, on: bool) -> Text:
        words = self._stage.words
        switch = words("screens.switch.on" if on else "screens.switch.off")
        return words("reading.setting.now", name=words(f"reading.lock.{lock}"), value=switch)
