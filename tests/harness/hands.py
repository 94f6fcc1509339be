"""Fingers that hold keys, and press modifiers by themselves, at the screen of a journey."""

from __future__ import annotations

import time
from functools import partial

from kiosk.gate import HOLD
from kiosk.tour.player import xkey
from tests.harness.journey import Journey


def hold(journey: Journey, chord: str, *expected: str, seconds: float = HOLD + 0.3) -> None:
    """Hold a key; these words are said."""
    mark = len(journey.player.events())
    journey.screen.key_down(xkey(chord))
    time.sleep(seconds)
    journey.screen.key_up(xkey(chord))

    def said(phrase: str) -> bool:
        events = journey.player.events()[mark:]
        return any(phrase in str(e["text"]) for e in events if e["event"] == "spoken")

    for phrase in expected:
        journey.player.until(partial(said, phrase), phrase)


def tap(journey: Journey, *keysyms: str) -> None:
    """Press and let go of keys one after another, modifiers by themselves."""
    for keysym in keysyms:
        journey.screen.key(keysym)
