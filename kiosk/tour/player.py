"""Presses keys through the X server and reads in the transcript what came of them."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from a11y.keys import KeyChord, Modifier
from kiosk.server_process import ROOT
from kiosk.tour.hands import Hands
from kiosk.transcript import Reading

Event = Mapping[str, object]

_MOVING = ("places", "still", "key", "touch", "screen")
LOOK_SECONDS = 0.08
"""Between two looks of the terminal at what is in sight (``kiosk.places``)."""

_ON_NO_KEY = 400
"""Milliseconds for what is on no key: one is given to it, and must be known before the next."""

_ON_ITS_WAY = 3.0
"""Seconds that a page may take to show what somebody looks for."""

_KEYSYMS = {
    "`": "grave",
    ".": "period",
    ",": "comma",
    "/": "slash",
    "-": "minus",
    "=": "equal",
    "[": "bracketleft",
    "Space": "space",
    "Backspace": "BackSpace",
    "PageUp": "Prior",
    "PageDown": "Next",
    "Plus": "plus",
    "KP_Plus": "KP_Add",
    "KP_Minus": "KP_Subtract",
    "VolumeUp": "XF86AudioRaiseVolume",
    "VolumeDown": "XF86AudioLowerVolume",
}
_MODIFIERS = {
    Modifier.CTRL: "ctrl",
    Modifier.ALT: "alt",
    Modifier.SHIFT: "shift",
    Modifier.META: "super",
}
# Keycodes (evdev code + 8) where looking a keysym up goes wrong: Debian's keymap has other
# names on F13…F24, and for a digit of the pad xdotool would press NumLock as well.
_PAD = {"7": 79, "8": 80, "9": 81, "4": 83, "5": 84, "6": 85, "1": 87, "2": 88, "3": 89, "0": 90}
_KEYCODES = {f"F{13 + n}": str(191 + n) for n in range(12)} | {
    f"KP_{digit}": str(code) for digit, code in _PAD.items()
}


class NothingCame(AssertionError):
    """What was waited for did not come; ``seen`` is what came instead."""

    def __init__(self, wanted: str, seen: list[str]) -> None:
        super().__init__(f"waited for {wanted!r}; heard {seen}")
        self.wanted = wanted
        self.seen = seen


def xkey(chord: str) -> str:
    """A chord as xdotool writes it: ``Ctrl+```` is ``ctrl+grave``."""
    parsed = KeyChord.parse(chord)
    names = [name for modifier, name in _MODIFIERS.items() if modifier in parsed.modifiers]
    key = _KEYCODES.get(parsed.key) or _KEYSYMS.get(parsed.key, parsed.key)
    return "+".join([*names, key])


class Notes:
    """What a terminal has written of itself: what it said and showed, and what is in sight."""

    def __init__(self, transcript: Path) -> None:
        self._transcript = Reading(transcript)
        self._mark = 0

    def events(self) -> list[Event]:
        """Everything in the transcript so far, of terminals that were shown."""
        events = self._transcript.events()
        shown = {event["pid"] for event in events if event["event"] == "shown"}
        return [event for event in events if event["pid"] in shown]

    def spoken(self) -> list[str]:
        """What was said since the last key."""
        return [str(event["text"]) for event in self._since("spoken")]

    def hear(self, phrase: str, timeout: float = 10.0) -> list[str]:
        """Wait until something said since the last key holds ``phrase``; what was said."""
        try:
            self.until(lambda: any(phrase in said for said in self.spoken()), phrase, timeout)
        except NothingCame as missing:
            raise NothingCame(phrase, self.spoken()) from missing
        return self.spoken()

    def silence(self, timeout: float = 60.0) -> None:
        """Wait until everything that was begun has been heard or cut."""

        def quiet() -> bool:
            done = {e["id"] for e in self.events() if e["event"] in ("heard", "cut")}
            return all(e["id"] in done for e in self.events() if e["event"] == "spoken")

        self.until(quiet, "silence", timeout)

    def screen(self, name: str, timeout: float = 15.0) -> None:
        """Wait until a screen of that name is the last one shown."""

        def last() -> bool:
            shown = [event["name"] for event in self.events() if event["event"] == "screen"]
            return shown[-1:] == [name]

        self.until(last, f"screen {name}", timeout)

    def until(self, test: Callable[[], object], what: str, timeout: float = 10.0) -> None:
        """Wait for something; raises NothingCame."""
        deadline = time.monotonic() + timeout
        while not test():
            if time.monotonic() > deadline:
                raise NothingCame(what, self.spoken())
            time.sleep(0.02)

    def seen(self) -> list[str]:
        """The texts that are in sight now, and the pictures by their descriptions."""
        return list(self.seen_at())

    def seen_at(self) -> Mapping[str, tuple[int, int, int, int]]:
        """The same with their rectangles."""
        found = [event["texts"] for event in self.events() if event["event"] == "seen"]
        return found[-1] if found else {}  # type: ignore[return-value]  # as Places wrote it

    def places(self) -> Mapping[str, tuple[int, int, int, int]]:
        """What is in sight now and does something, with its rectangle."""
        found = [event["places"] for event in self.events() if event["event"] == "places"]
        return found[-1] if found else {}  # type: ignore[return-value]  # as Places wrote it

    def _scrolled(self) -> int:
        """How far the page is scrolled, in pixels."""
        found = [event["scrolled"] for event in self.events() if event["event"] == "places"]
        return int(str(found[-1])) if found else 0

    @property
    def is_still(self) -> bool:
        """Whether nothing in sight has moved since the last key, touch or screen."""
        kinds = (event["event"] for event in reversed(self.events()))
        return next((kind for kind in kinds if kind in _MOVING), "") == "still"

    def still(self, timeout: float = 5.0) -> None:
        """Wait until nothing in sight moves."""
        self.until(lambda: self.is_still, "nothing moves", timeout)

    def written(self, kind: str, mark: int) -> bool:
        """Whether an event of that kind was written after so many events."""
        return any(event["event"] == kind for event in self.events()[mark:])

    def _since(self, kind: str) -> list[Event]:
        return [event for event in self.events()[self._mark :] if event["event"] == kind]


class Player(Notes):
    """A visitor's hands and ears at a terminal on an X server."""

    def __init__(self, environ: Mapping[str, str], transcript: Path) -> None:
        super().__init__(transcript)
        self._environ = dict(environ)
        self._hands = Hands(self._environ)

    def close(self) -> None:
        """Let go; the next key or touch takes hold again."""
        self._hands.close()

    def press(self, *chords: str) -> None:
        """Press keys one after another; ``spoken`` counts from the last of them.

        The terminal notes a key before it acts on it: what was still being said of an
        earlier one stands before that note, and is no answer to this one.
        """
        for chord in chords:
            self._mark = len(self.events())
            self._hands.do("key", "--clearmodifiers", xkey(chord))
            self.until(lambda: self._since("key"), f"key {chord}")
            kinds = [event["event"] for event in self.events()[self._mark :]]
            self._mark += kinds.index("key")

    def touch(self, part: str) -> None:
        """Touch what has a node id that ends in ``part``; scrolls until it is in sight.

        A finger is on its way for a moment; what moved meanwhile is aimed at anew.
        """
        aimed, place = self.place(part), None
        while aimed != place:
            time.sleep(2 * LOOK_SECONDS)
            aimed, place = self.place(part), aimed
        self.tap(aimed, part)

    def place(self, part: str) -> tuple[int, int, int, int]:
        """Where a thing is seen: looked for from here down, then from the top down."""
        found: list[tuple[int, int, int, int]] = []

        def seen() -> bool:
            found[:] = [place for name, place in self.places().items() if name.endswith(part)]
            return bool(found) and self.is_still

        if not self._scroll_until(seen, part):
            raise NothingCame(part, list(self.places()))
        return found[0]

    def sees(self, *texts: str) -> None:
        """Each of these is read on the screen: looked for from here down, then from the top."""
        left = set(texts)

        def found() -> bool:
            seen = self.seen()
            left.difference_update({text for text in left if any(text in one for one in seen)})
            return not left

        if not self._scroll_until(found, "what is to be read"):
            raise NothingCame(" / ".join(sorted(left)), self.seen())

    def point_at(self, text: str) -> None:
        """Touch a text that is read on the screen, once nothing moves; whole texts first."""
        for _ in range(3):  # it may have glided out of sight again
            self.sees(text)
            self.still()
            seen = self.seen_at()
            found = [one for one in seen if text in one]
            if found:
                self.tap(seen[text if text in found else found[0]], text)
                return
        raise NothingCame(text, self.seen())

    def tap(self, place: tuple[int, int, int, int], what: str) -> None:
        """Touch the middle of a rectangle of the screen."""
        left, top, width, height = place
        self._mark = len(self.events())
        middle = (str(left + width // 2), str(top + height // 2))
        self._hands.point("mousemove", *middle, "click", "1")
        self.until(lambda: self._since("touch"), f"touch {what}")

    def type(self, text: str) -> None:
        """Type text, a key a character; the terminal has them all when this returns."""
        self._mark = len(self.events())
        self._hands.type(text, 40 if text.isascii() else _ON_NO_KEY)
        self.until(lambda: len(self._since("key")) >= len(text), f"the keys of {text}", 30)

    def scan(self, code: str) -> None:
        """A scanner types a code and Enter, faster than hands; who wants it takes it whole."""
        self._mark = len(self.events())
        self._hands.type(f"{code}\n", 8)

    def find(self, chord: str, phrase: str, most: int = 60) -> list[str]:
        """Press a key again and again until ``phrase`` is said, as a person looks for a thing."""
        with suppress(NothingCame):  # what is said late would be taken for the answer to the key
            self.still(2.0)
        for _ in range(most):
            self.press(chord)
            self.until(self.spoken, "anything said")
            if any(phrase in said for said in self.spoken()):
                return self.spoken()
        raise NothingCame(phrase, self.spoken())

    def screenshot(self, path: Path) -> Path:
        """Save what the screen shows as PNG."""
        command = [sys.executable, "-m", "scripts.snapshot", str(path)]
        subprocess.run(command, cwd=ROOT, env=self._environ, check=True, timeout=30)  # noqa: S603 - our own module
        return path

    def _scroll_until(self, test: Callable[[], object], what: str) -> bool:
        """Scroll from here down, then from the top down, until ``test`` holds; whether it did.

        Again from the top while it may still be on its way: it is not waited for at each step.
        """
        began, again = time.monotonic(), False
        while not again or time.monotonic() - began < _ON_ITS_WAY:
            self._wheel(up=True, notches=400 if again else 0)
            if self._found_further_down(test, what):
                return True
            again = True
        return False

    def _found_further_down(self, test: Callable[[], object], what: str) -> bool:
        before = [-2, -1]
        while before != [self._scrolled()] * 2:
            before = [before[1], self._scrolled()]
            with suppress(NothingCame):
                self.still(1.5)
            with suppress(NothingCame):
                self.until(test, what, 0.1)
                return True
            self._wheel(up=False, notches=6)
        return False

    def _wheel(self, *, up: bool, notches: int) -> None:
        """Scroll under the middle of the screen, until it has been felt and nothing moves."""
        if notches:
            mark, way = len(self.events()), "4" if up else "5"
            self._hands.point("mousemove", "640", "300")
            self._hands.point("click", "--delay", "2", "--repeat", str(notches), way)
            self.until(lambda: self.written("touch", mark), "the wheel is felt")
            time.sleep(2 * LOOK_SECONDS)
            self.still()
